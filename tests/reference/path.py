"""The whole path of riskcloud/model/README.md in NumPy: market, operations, money, returns.

    path = ReferencePath(scenario, paths)
    for month in path.months():
        path.market.contract_price, path.state.operating_cash, path.ledger.equity_flow, ...
    path.outcomes()

One path is a ledger to read; some thousands are what vectorised NumPy gives for the model.
"""

from collections.abc import Iterator

import numpy as np

from riskcloud.compilation import compile_scenario
from riskcloud.model.scenario import Scenario
from tests.reference import contracts, returns
from tests.reference.draws import Addressed, Array, Draws, Fast
from tests.reference.finance import Levered
from tests.reference.inputs import addressed_inputs, given, sampled_inputs
from tests.reference.levelised import Levelised
from tests.reference.market import Market
from tests.reference.operations import Operations


class ReferencePath:
    """``paths`` paths from ``first_path`` on.

    source: None for the numbers that the kernel draws, at their addresses, or a NumPy
    generator, with which paths have no numbers and ``first_path`` says nothing.
    """

    def __init__(
        self,
        scenario: Scenario,
        paths: int = 1,
        first_path: int = 0,
        source: np.random.Generator | None = None,
    ) -> None:
        compiled = compile_scenario(scenario)
        if source is None:
            drawn = addressed_inputs(compiled, first_path, paths)
            draws: Draws = Addressed(int(compiled.layout.seed), first_path, paths)
        else:
            drawn = sampled_inputs(scenario, compiled, source, paths)
            draws = Fast(source, paths)
        market, operator = given(compiled, drawn)
        self.horizon = operator.horizon
        self.market = Market(market, draws)
        self.operations = Operations(operator, self.market, draws)
        items = operator.cohorts, operator.customers
        self.levered = Levered(operator.terms, *items, self.horizon, paths)
        self.state, self.ledger = self.operations.state, self.levered.ledger
        self.levelised = Levelised(self.state)
        self.project, self.equity, self.lender = np.zeros((3, self.horizon + 1, paths))

    def months(self) -> Iterator[int]:
        """Each month, with the market, the state and the ledger as they then stand."""
        for month in range(self.horizon + 1):
            self._step(month)
            self.levelised.step(self.state, month)
            self.project[month] = self.state.project_flow
            self.equity[month] = self.ledger.equity_flow
            self.lender[month] = self.ledger.lender_flow
            yield month

    def _step(self, month: int) -> None:
        market = self.market
        base_rate = market.p.rates_start if month == 0 else market.short_rate
        market.step(month) if month else market.begin()
        self.operations.step(month)
        rows = self.operations.rows(month) | {"base_rate": base_rate}
        names = ("tightness", "spread_factor", "exchange_rate")
        rows |= {name: getattr(market, name) for name in names}
        self.levered.accrue(month, rows)
        self.operations.tax(month, self.ledger.interest + self.ledger.fees)
        rows["contract_cliff"] = contracts.cliff(self.state, market, month)
        of_tax = ("tax_levered", "final_tax_levered", "operating_tax_levered", "tax_owed")
        taxes = {name: getattr(self.state, name) for name in of_tax}
        self.levered.step(month, rows | taxes)

    def outcomes(self) -> dict[str, Array]:
        """Figures of project and equity, once all months are done: one value a path each."""
        terms = self.state.terms
        found: dict[str, Array] = {"levelised_cost": self.levelised.value()}
        for name, flows, rate in (
            ("project", self.project, terms.wacc),
            ("equity", self.equity, terms.cost_of_equity),
        ):
            discount = (1 + rate) ** (-1 / 12)
            irr, status = returns.internal_rate(flows)
            found |= {f"{name}_irr": irr, f"{name}_irr_status": status}
            found[f"{name}_npv"] = returns.present_value(flows, discount)
            payback = returns.payback_month(flows)
            found[f"{name}_payback"] = payback
            outlay, service = returns.first_outlay_month(flows), self.ledger.first_commissioned
            found[f"{name}_payback_from_outlay"] = payback - outlay
            begun = np.where(service < self.horizon, service, np.nan)
            found[f"{name}_payback_from_service"] = payback - begun
            discounted = returns.discounted_payback_month(flows, discount)
            found[f"{name}_payback_discounted"] = discounted
        return found
