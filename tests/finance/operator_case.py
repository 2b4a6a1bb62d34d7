"""Whole random operators in the default market, month by month through the kernel."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from riskcloud.columns import market as m
from riskcloud.columns import operator as o
from riskcloud.columns.outcomes import OUTCOME
from riskcloud.columns.totals import TOTALS
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.layout import market as mi
from riskcloud.kernels.layout import operator as rows
from riskcloud.kernels.layout.draws import Draws
from riskcloud.kernels.layout.items import Items
from riskcloud.kernels.layout.layout import Layout, OperatorLayout
from riskcloud.kernels.trace import trace_paths
from tests.finance.kernel_ledger import COLUMNS
from tests.finance.synthetic import random_loan
from tests.market.case import Case
from tests.reference.ledger import Array

HORIZON = 72
CASH = 1e4  # dollars in a unit of the synthetic loan's absolute amounts


def _no_draws() -> Draws:
    none = np.zeros(0, dtype=np.int64)
    return Draws(
        *(none, none, none, np.zeros((0, 3)), np.zeros((0, 2)), none, none),
        *(np.zeros((0, 0)), 0, np.zeros((1, 1025))),
    )


class WholeKernel:
    """LANES paths of an operator with three cohorts and two customers."""

    def __init__(self, seed: int) -> None:
        draw = np.random.Generator(np.random.SFC64(seed))
        self.terms = random_loan(draw, LANES)
        for name in ("EQUITY_OPENING_CASH", "DEBT_AGENCY_FEE", "DEBT_LETTER_OF_CREDIT"):
            self.terms[name] = self.terms[name] * CASH
        self.terms |= {"DEBT_REVOLVER": self.terms["DEBT_REVOLVER"] * CASH}
        self.terms |= {"SPACE_SHELL_CAPEX": 0.0}
        self.operations = _operations(draw)
        self.cohorts, self.customers = _items(draw)
        self._lay_out(seed)

    def _lay_out(self, seed: int) -> None:
        values, market, _ = Case().compiled()
        shift = rows.OPERATOR_INPUTS_END - mi.MARKET_INPUTS
        work_shift = TOTALS.end - m.COEFFICIENT.end

        def moved(items: Items) -> Items:
            return Items(items.count, items.inputs + shift, items.work + work_shift)

        market = market._replace(
            generations=moved(market.generations),
            chips=moved(market.chips),
            regions=moved(market.regions),
            vendors=moved(market.vendors),
            cholesky=market.cholesky + shift,
        )
        first = len(values) + shift
        work = market.regions.work + m.REGION_FIELDS
        cohorts = Items(len(self.cohorts), first, work)
        first += len(self.cohorts) * rows.COHORT_INPUTS
        work += len(self.cohorts) * o.COHORT_FIELDS
        customers = Items(len(self.customers), first, work)
        first += len(self.customers) * rows.CUSTOMER_INPUTS
        work += len(self.customers) * o.CUSTOMER_FIELDS
        chips = np.zeros(len(self.cohorts), dtype=np.int64)
        places = np.array([item["cohort"] for item in self.customers], dtype=np.int64)
        operator = OperatorLayout(cohorts, customers, chips, places, 0, HORIZON, -1, 0, 0)
        scratch = work + 3 * (HORIZON + 1)
        outcome = scratch + 400
        self.layout = Layout(np.uint64(seed), _no_draws(), market, operator, work, scratch, outcome)
        self.inputs = np.zeros((first, LANES))
        for place, value in enumerate(values):
            self.inputs[place if place < mi.MARKET_INPUTS else place + shift] = value
        self.work = np.full((outcome + OUTCOME.end, LANES), np.nan)
        for first_row, width, items in (
            (0, 0, [self.terms | self.operations]),
            (cohorts.inputs, rows.COHORT_INPUTS, self.cohorts),
            (customers.inputs, rows.CUSTOMER_INPUTS, self.customers),
        ):
            for place, item in enumerate(items):
                for name, value in item.items():
                    if name != "cohort":
                        self.inputs[first_row + place * width + getattr(rows, name)] = value

    def months(self) -> Iterator[dict[str, Array]]:
        """The work rows of operations, market and finance after each month."""
        cohorts = self.layout.operator.cohorts
        base = None
        rows = np.arange(len(self.work))
        works = np.empty((HORIZON + 1, *self.work.shape))
        trace_paths(np.int64(0), self.inputs, self.layout, self.work, rows, works)
        for work in works:
            given = {name: work[row] for name, row in COLUMNS.items()}
            short = given["short_rate"]
            given["base_rate"] = short if base is None else base
            base = short
            for name, field in (
                ("delivered", o.COHORT_DELIVERED),
                ("commissioned", o.COHORT_COMMISSIONED),
            ):
                first = cohorts.work + field
                last = cohorts.work + cohorts.count * o.COHORT_FIELDS
                given[name] = work[first : last : o.COHORT_FIELDS]
            given["price_0"] = np.stack([item["CUSTOMER_PRICE"] for item in self.customers])
            yield given


def _operations(draw: np.random.Generator) -> dict[str, Any]:
    depreciation = {f"TAX_DEPRECIATION_{year}": 0.2 for year in range(1, 6)}
    return depreciation | {
        "WACC": 0.1,
        "CONTRACTED_SHARE": -1.0,  # as stated
        "COST_OF_EQUITY": 0.15,
        "POWER_PUE": 1.25,
        "POWER_IDLE_SHARE": 0.3,
        "POWER_DELIVERY_CHARGE": 15.0,
        "SPACE_RENT": draw.uniform(100, 250, LANES),
        "COSTS_NETWORK": 20.0,
        "COSTS_STAFF": draw.uniform(0.5e6, 3e6, LANES),
        "COSTS_ESCALATOR": 0.03,
        "COSTS_UPKEEP_SHARE": 0.03,
        "COSTS_INSURANCE_SHARE": 0.004,
        "COSTS_SPARES_SHARE": 0.02,
        "COSTS_DOWNTIME": 0.01,
        "COSTS_WARRANTY_MONTHS": 36.0,
        "COSTS_RECEIVABLE_DAYS": 40.0,
        "COSTS_PAYABLE_DAYS": 30.0,
        "RENTAL_UTILISATION": draw.uniform(0.3, 0.95, LANES),
        "RENTAL_UTILISATION_TIGHTNESS": 2.0,
        "RENTAL_UTILISATION_REVERSION": 2.0,
        "RENTAL_UTILISATION_VOLATILITY": 0.5,
        "RENTAL_ON_DEMAND_SHARE": 0.6,
        "RENTAL_POSITIONING": 0.9,
        "RENTAL_DISCOUNT": 0.3,
        "RENTAL_PHYSICAL_USE": 0.8,
        "TAX_RATE": 0.25,
        "TAX_INTEREST_CAP": 0.3,
        "TAX_LOSS_LIMIT": 0.8,
        "TAX_GROUP": draw.integers(0, 2, LANES).astype(float),
        "RESIDUAL_LIFE_MONTHS": 72.0,
        "RESIDUAL_SCRAP_SHARE": 0.03,
        "RESIDUAL_DISCOUNT_RATE": 0.15,
        "RESIDUAL_REVERSION": 1.5,
        "RESIDUAL_VARIANCE": 0.05,
        "RESIDUAL_GLUT_SLOPE": 0.3,
        "RESIDUAL_DAYS_90": 0.85,
        "CLOSURE_LOSS_MONTHS": draw.integers(3, 12, LANES).astype(float),
    }


def _items(draw: np.random.Generator) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    def cohort(gpus: float, order: float, **changes: Any) -> dict[str, Any]:
        return {
            "COHORT_GPUS": gpus,
            "COHORT_PRICE": draw.uniform(20e3, 45e3, LANES),
            "COHORT_ORDER_MONTH": order,
            "COHORT_DELIVERY_MONTHS": 4.0,
            "COHORT_COMMISSIONING_DELAY": draw.uniform(0, 4, LANES),
            "COHORT_DEPOSIT_SHARE": 0.1,
            "COHORT_MILESTONE_SHARE": 0.2,
            "COHORT_FREIGHT_SHARE": 0.02,
            "COHORT_DUTY_SHARE": 0.01,
            "COHORT_VAT_RATE": 0.05,
            "COHORT_VAT_REFUND_MONTHS": 3.0,
            "COHORT_LIFE_MONTHS": 60.0,
            "COHORT_DECOMMISSIONING": 100.0,
            "COHORT_BY_RULE": 0.0,
            "COHORT_FOREIGN": 0.0,
        } | changes

    def customer(place: int, gpus: float, term: float) -> dict[str, Any]:
        return {
            "cohort": place,
            "CUSTOMER_GPUS": gpus,
            "CUSTOMER_AT_MARKET": 0.0,
            "CUSTOMER_PRICE": draw.uniform(1.2, 2.6, LANES),
            "CUSTOMER_TERM_MONTHS": term,
            "CUSTOMER_PREPAYMENT_SHARE": 0.1,
            "CUSTOMER_CREDIT_FROM": 13.0,
            "CUSTOMER_CREDIT_TO": 24.0,
            "CUSTOMER_DEFAULT_RATE": 0.1,
            "CUSTOMER_SLA_CREDIT": 0.01,
            "CUSTOMER_PHYSICAL_USE": 0.9,
            "CUSTOMER_LONG_STOP_MONTHS": 3.0,
            "CUSTOMER_RENEGOTIATION_RATE": 0.5,
            "CUSTOMER_RENEGOTIATION_SHARE": 0.5,
            "CUSTOMER_RELETTING_MONTHS": 3.0,
        }

    by_rule = {"COHORT_BY_RULE": 1.0, "COHORT_THRESHOLD": 1.0, "COHORT_MAX_DEFERRAL": 6.0}
    cohorts = [cohort(1000.0, 0.0), cohort(500.0, 3.0), cohort(300.0, 9.0, **by_rule)]
    return cohorts, [customer(0, 500.0, 36.0), customer(1, 200.0, 24.0)]
