"""The operator's months of riskcloud/model/README.md, parts 2 and 3.1 to 3.3, over paths.

    operations = Operations(given, market, draws)
    for month in range(given.horizon + 1):
        ...                        # the market's month
        operations.step(month)     # cards, customers, sales, costs, cash, the end
        operations.tax(month, charges)

After each month `operations.state` holds the rows of riskcloud/columns/operator.py by name.
"""

from typing import Any

import numpy as np

from tests.reference import (
    closure,
    cohorts,
    contracts,
    costs,
    model_calls,
    platform,
    premiums,
    project,
    rental,
    residual,
    tax,
)
from tests.reference.draws import Array, Draws
from tests.reference.market import Market
from tests.reference.state import Given, State


class Operations:
    def __init__(self, given: Given, market: Market, draws: Draws) -> None:
        self.market, self.draws = market, draws
        self.state = State(given, draws.paths)

    def step(self, month: int) -> None:
        """The month before tax; at month 0 only orders, signings and outlays."""
        state, market = self.state, self.market
        if month == 0:
            state.server_start = state.zero + market.server_index
            contracts.begin(state, self.draws)
            premiums.begin(state)
            platform.begin(state)
        state.begin_month()
        costs.escalate(state, month)
        cohorts.order(state, market, month)
        cohorts.serve(state, market, month)
        contracts.step(state, market, month)
        if month > 0:
            rental.move_utilisation(state, market, self.draws, month)
            premiums.follow(state, market, self.draws, month)
            model_calls.keep_hours(state, market, month)
            costs.price_power(state, market, month)
            rental.sell(state, market)
            model_calls.sell(state, market, month)
            platform.sell(state, month)
            platform.add_up(state)
            costs.incur(state, market, month)
            costs.settle(state)
            closure.decide(state, month)
            residual.appraise(state, market, month)
            closure.sell(state, month)
            closure.close(state, market, month)

    def tax(self, month: int, charges: Array) -> None:
        """Tax of both ledgers, where ``charges`` are interest and fees, and the unlevered flow."""
        tax.step(self.state, month, charges)
        project.add_up(self.state)

    def rows(self, month: int) -> dict[str, Any]:
        """The month's rows as the levered ledger takes them."""
        state = self.state
        of_cohorts = {
            name: np.stack([getattr(cohort, name) for cohort in state.cohorts])
            for name in ("delivered", "commissioned")
        }
        prices = [contracts.price_now(state, self.market, item) for item in state.customers]
        return vars(state) | of_cohorts | ({"price_0": prices} if month == 0 else {})
