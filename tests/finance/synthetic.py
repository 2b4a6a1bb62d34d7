"""Random operators and random months of operations: loans, cash and events of every kind."""

from typing import Any

import numpy as np
from numpy.random import Generator

from tests.finance.levered_case import COHORT, CUSTOMER, ROWS, TERMS
from tests.reference.finance import Levered
from tests.reference.ledger import Array

HORIZON = 48
PATHS = 2048


def random_loan(draw: Generator, paths: int) -> dict[str, Any]:
    """Terms of loan and equity, one value a path."""

    def between(low: float, high: float) -> Array:
        return draw.uniform(low, high, paths)

    def whole(low: int, high: int) -> Array:
        return draw.integers(low, high + 1, paths).astype(float)

    some = whole(0, 3) > 0
    return TERMS | {
        "SPACE_SHELL_CAPEX": between(0, 100),
        "EQUITY_CONTINGENCY": between(0, 0.2),
        "EQUITY_OPENING_CASH": between(0, 50),
        "DEBT_LOAN_TO_COST": np.where(some, between(0.3, 0.9), 0.0),
        "DEBT_LOAN_TO_VALUE": between(0.5, 1.2),
        "DEBT_FUNDING_ORDER": whole(0, 2),
        "DEBT_LTV_MARGIN_SLOPE": between(0, 0.1),
        "DEBT_SPREAD": between(0.02, 0.1),
        "DEBT_SWAP_SHARE": between(0, 1),
        "DEBT_SWAP_RATE": between(0, 0.05),
        "DEBT_UPFRONT_FEE": between(0, 0.02),
        "DEBT_COMMITMENT_FEE": between(0, 0.02),
        "DEBT_AGENCY_FEE": between(0, 5),
        "DEBT_LETTER_OF_CREDIT": between(0, 50),
        "DEBT_LETTER_OF_CREDIT_FEE": between(0, 0.02),
        "DEBT_TENOR_MONTHS": whole(6, 30),
        "DEBT_GRACE_MONTHS": whole(0, 3),
        "DEBT_SLACK_MONTHS": whole(0, 4),
        "DEBT_BALLOON_SHARE": between(0, 0.6),
        "DEBT_RESERVE_MONTHS": whole(0, 6),
        "DEBT_SWEEP_SHARE": between(0, 0.5),
        "DEBT_COVENANT_LTV": between(0.6, 2),
        "DEBT_REVOLVER": between(0, 60),
        "DEBT_CURE_SHARE": between(0, 0.3),
        "DEBT_CURES": whole(0, 3),
        "DEBT_FIRST_TEST_MONTHS": whole(1, 7),
        "DEBT_STANDSTILL_MONTHS": whole(0, 6),
        "DEBT_PREPAYMENT_RANK": whole(0, 2),
        "DEBT_REFINANCING_DSCR": between(1, 2),
        "DEBT_REFINANCING_LTV": between(0.3, 0.9),
        "DEBT_REFINANCING_MONTHS": whole(0, 12),
    }


class Synthetic:
    """One path in five is abandoned early; the level of cash differs from path to path."""

    def __init__(self, seed: int) -> None:
        self.draw = np.random.Generator(np.random.SFC64(seed))
        self.terms = random_loan(self.draw, PATHS)
        late = {"COHORT_ORDER_MONTH": 3.0, "COHORT_DELIVERY_MONTHS": 1.0}
        late |= {"COHORT_COMMISSIONING_DELAY": self.draw.uniform(-1, 4, PATHS)}
        late |= {"COHORT_FOREIGN": 1.0, "COHORT_VAT_RATE": self.draw.uniform(0, 0.2, PATHS)}
        self.planned = 4 + np.maximum(0, np.rint(late["COHORT_COMMISSIONING_DELAY"]))
        by_rule = {"COHORT_BY_RULE": 1.0, "COHORT_ORDER_MONTH": 6.0, "COHORT_GPUS": 20.0}
        by_rule |= {"COHORT_DEPOSIT_SHARE": 0.3, "COHORT_MILESTONE_SHARE": 0.2}
        by_rule |= {"COHORT_FOREIGN": 1.0, "COHORT_VAT_RATE": 0.1}
        self.cohorts = [COHORT | late, COHORT, COHORT | by_rule]
        self.customers = [CUSTOMER | {"CUSTOMER_PRICE": 0.02}]
        self.levered = Levered(self.terms, self.cohorts, self.customers, HORIZON, PATHS)
        early = self.draw.integers(8, HORIZON, PATHS)
        self.end = np.where(self.draw.random(PATHS) < 0.2, early, HORIZON)
        self.level = self.draw.uniform(0, 200, PATHS)
        self.ordered = np.where(self.draw.random(PATHS) < 0.5, 8.0, 1e9)
        self.rates = self.draw.normal(0.03, 0.03, (HORIZON + 1, PATHS))
        self.spent = np.zeros(PATHS)
        self.held = np.zeros(PATHS)

    def _some(self, chance: float, upper: float) -> Array:
        hit = self.draw.random(PATHS) < chance
        return np.where(hit, self.draw.uniform(0, upper, PATHS), 0.0)

    def rows(self, month: int) -> dict[str, Any]:
        """A month of operations; all its flows are zero after the end."""
        draw, going, ending = self.draw, month <= self.end, month == self.end
        x = {name: np.full(PATHS, usual) for name, usual in ROWS}
        x["operating_cash"] = self.level * draw.uniform(0.2, 1.3, PATHS) - 15 if month > 2 else 0.0
        x["capex"] = {0: 300.0, 2: 700.0, 3: 200.0, 4: 800.0, 8: 200.0}.get(month, 0.0)
        x["capex"] = x["capex"] * draw.uniform(0.8, 1.1, PATHS)
        x["vat_paid"] = self._some(0.1, 20)
        x["vat_refunded"] = self._some(0.1, 20)
        x["prepayment_received"] = self._some(0.4 if month < 5 else 0.03, 200)
        x["prepayment_refunded"] = np.minimum(self._some(0.05, 100), self.held)
        held = self.held + x["prepayment_received"] - x["prepayment_refunded"]
        x["prepayment_credited"] = np.minimum(self._some(0.5, 30), held)
        x["sale_proceeds"] = self._some(0.05, 50) + ending * self._some(0.7, 2000)
        x["closure_cost"] = ending * self._some(1, 100)
        x["closure_other"] = ending * self._some(1, 100)
        x["tax_levered"] = draw.normal(5, 10, PATHS) * (month % 12 == 3)
        x["final_tax_levered"] = ending * draw.normal(5, 10, PATHS)
        x["operating_tax_levered"] = x["tax_levered"] - self._some(0.3, 5) * (month % 12 == 3)
        x["tax_levered"] = x["tax_levered"] + x["final_tax_levered"]
        x["tax_owed"] = self._some(0.5, 60) * (month > 0)
        held = held - x["prepayment_credited"]
        x["end_refund"] = np.where(ending, held, 0.0)
        x["prepayment_refunded"] = x["prepayment_refunded"] + x["end_refund"]
        x = {name: np.where(going, row, 0.0) for name, row in x.items()}
        self.held = np.where(ending | ~going, 0.0, held)
        self.spent = self.spent + x["capex"]
        x |= {"prepayment_held": self.held, "cum_capex": self.spent}
        x["ending"] = ending * np.ones(PATHS)
        x["working_capital"] = np.where(going & ~ending, draw.normal(5, 20, PATHS), 0.0)
        x["vat_pending"] = np.where(going & ~ending, self._some(0.2, 20), 0.0)
        worth = np.where(draw.random(PATHS) < 0.1, 20.0, draw.uniform(200, 2500, PATHS))
        x["fleet_value"] = np.where(going, worth, 0.0)
        x["contract_cliff"] = draw.normal(0, 100, PATHS)
        x["tightness"] = draw.normal(0, 0.4, PATHS)
        x["spread_factor"] = draw.uniform(0.7, 1.5, PATHS)
        x["exchange_rate"] = draw.uniform(0.8, 1.2, PATHS)
        x["short_rate"] = self.rates[month]
        x["base_rate"] = self.rates[max(0, month - 1)]
        x["delivered"] = np.stack([np.full(PATHS, 4.0), np.full(PATHS, 2.0), self.ordered])
        x["commissioned"] = np.stack([self.planned, np.full(PATHS, 2.0), self.ordered])
        x["price_0"] = np.full((1, PATHS), 0.02)
        return x
