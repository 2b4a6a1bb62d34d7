"""A small loan with round figures, and months of it through the reference ledger.

One cohort of 100 cards at 10: cost 1,000, delivered and in service in month 2; a loan of 600
at 1 % a month, repaid in ten instalments of 60 in months 3 to 12; equity commits 400.
"""

from collections import deque
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

import numpy as np
import pytest

from tests.reference.finance import Levered
from tests.reference.ledger import Ledger

TERMS: dict[str, Any] = {
    "SPACE_SHELL_CAPEX": 0.0,
    "EQUITY_CONTINGENCY": 0.0,
    "EQUITY_OPENING_CASH": 0.0,
    "DEBT_LOAN_TO_COST": 0.6,
    "DEBT_LOAN_TO_VALUE": 10.0,
    "DEBT_SIZE_ON_CONTRACTS": 0.0,
    "DEBT_SIZING_DSCR": 1.4,
    "DEBT_CONTRACT_COST_SHARE": 0.4,
    "DEBT_FUNDING_ORDER": 0.0,
    "DEBT_LTV_MARGIN_SLOPE": 0.0,
    "DEBT_REFERENCE_LTV": 0.5,
    "DEBT_SPREAD": 0.12,
    "DEBT_SWAP_SHARE": 0.0,
    "DEBT_SWAP_RATE": 0.0,
    "DEBT_UPFRONT_FEE": 0.0,
    "DEBT_COMMITMENT_FEE": 0.0,
    "DEBT_AGENCY_FEE": 0.0,
    "DEBT_LETTER_OF_CREDIT": 0.0,
    "DEBT_LETTER_OF_CREDIT_FEE": 0.0,
    "DEBT_TENOR_MONTHS": 10.0,
    "DEBT_GRACE_MONTHS": 0.0,
    "DEBT_SLACK_MONTHS": 6.0,
    "DEBT_BALLOON_SHARE": 0.0,
    "DEBT_RESERVE_MONTHS": 0.0,
    "DEBT_SWEEP_SHARE": 0.0,
    "DEBT_FIRST_TEST_MONTHS": 3.0,
    "DEBT_LOCKUP_DSCR": 1.2,
    "DEBT_DEFAULT_DSCR": 1.05,
    "DEBT_COVENANT_LTV": 5.0,
    "DEBT_REVOLVER": 0.0,
    "DEBT_CURE_SHARE": 0.1,
    "DEBT_CURES": 2.0,
    "DEBT_STANDSTILL_MONTHS": 2.0,
    "DEBT_ENFORCEMENT_COST": 0.1,
    "DEBT_PREPAYMENT_RANK": 0.0,
    "DEBT_REFINANCING_LTV": 0.5,
    "DEBT_REFINANCING_DSCR": 2.0,
    "DEBT_REFINANCING_MONTHS": 12.0,
    "DEBT_REFINANCING_GATE": -0.5,
    "RESIDUAL_DAYS_30": 0.65,
}

COHORT: dict[str, Any] = {
    "COHORT_GPUS": 100.0,
    "COHORT_PRICE": 10.0,
    "COHORT_FREIGHT_SHARE": 0.0,
    "COHORT_DUTY_SHARE": 0.0,
    "COHORT_BY_RULE": 0.0,
    "COHORT_ORDER_MONTH": 0.0,
    "COHORT_DELIVERY_MONTHS": 2.0,
    "COHORT_COMMISSIONING_DELAY": 0.0,
    "COHORT_DEPOSIT_SHARE": 0.0,
    "COHORT_MILESTONE_SHARE": 0.0,
    "COHORT_VAT_RATE": 0.0,
    "COHORT_FOREIGN": 0.0,
}

CUSTOMER: dict[str, Any] = {
    "cohort": 0,
    "CUSTOMER_GPUS": 10.0,
    "CUSTOMER_PRICE": 0.1,
    "CUSTOMER_TERM_MONTHS": 4,
    "CUSTOMER_PREPAYMENT_SHARE": 0.25,
    "CUSTOMER_CREDIT_FROM": 2,
    "CUSTOMER_CREDIT_TO": 3,
    "CUSTOMER_SLA_CREDIT": 0.0,
}

ROWS = (
    ("operating_cash", 0.0),
    ("prepayment_received", 0.0),
    ("prepayment_credited", 0.0),
    ("prepayment_kept", 0.0),
    ("prepayment_refunded", 0.0),
    ("end_refund", 0.0),
    ("prepayment_held", 0.0),
    ("capex", 0.0),
    ("cum_capex", 0.0),
    ("vat_paid", 0.0),
    ("vat_refunded", 0.0),
    ("sale_proceeds", 0.0),
    ("closure_cost", 0.0),
    ("closure_other", 0.0),
    ("working_capital", 0.0),
    ("vat_pending", 0.0),
    ("ending", 0.0),
    ("fleet_value", 1000.0),
    ("contract_cliff", 0.0),
    ("tax_levered", 0.0),
    ("final_tax_levered", 0.0),
    ("operating_tax_levered", 0.0),
    ("tax_owed", 0.0),
    ("tightness", 0.0),
    ("spread_factor", 1.0),
    ("exchange_rate", 1.0),
    ("base_rate", 0.0),
)


BALLOON = {"DEBT_BALLOON_SHARE": 0.5}
STEADY = {
    "operating_cash": dict.fromkeys(range(3, 25), 60.0),
    "fleet_value": dict.fromkeys(range(12, 25), 500.0),
}
"""Months that carry the instalments of that balloon."""


def months(
    horizon: int,
    series: Mapping[str, Mapping[int, float]],
    terms: Mapping[str, Any] | None = None,
    customers: tuple[Mapping[str, Any], ...] = (),
    price: float = 0.1,
    cohort: Mapping[str, Any] = COHORT,
) -> Iterator[Ledger]:
    """The ledger after months 0 to ``horizon``; ``series[row][month]`` is 0, or its default.

    The cards are paid for in month 2 unless ``series`` has a row capex.  The yielded ledger
    is one object that the next month changes: read it before going on.
    """
    capex = series.get("capex", {2: 1000.0})
    levered = Levered({**TERMS, **(terms or {})}, [cohort], customers, horizon, paths=1)
    spent = 0.0
    for month in range(horizon + 1):
        spent += capex.get(month, 0.0)
        rows = {name: np.array([series.get(name, {}).get(month, usual)]) for name, usual in ROWS}
        rows |= {"capex": np.array([capex.get(month, 0.0)]), "cum_capex": np.array([spent])}
        if "operating_tax_levered" not in series:  # nothing is sold at a gain
            rows["operating_tax_levered"] = rows["tax_levered"] - rows["final_tax_levered"]
        rows["ending"] = np.array([float(month == horizon)])
        rows |= {"delivered": np.full((1, 1), 2.0), "commissioned": np.full((1, 1), 2.0)}
        rows["price_0"] = np.full((len(customers), 1), price)
        levered.accrue(month, rows)
        levered.step(month, rows)
        yield levered.ledger


def last(*args: Any, until: int | None = None, **kwargs: Any) -> Ledger:
    """The ledger after the last month, or after month ``until``."""
    run = months(*args, **kwargs)
    if until is None:
        return deque(run, maxlen=1).pop()
    return next(islice(run, until, None))


def agree(ledger: Ledger, **figures: float) -> None:
    for name, figure in figures.items():
        assert getattr(ledger, name).item() == pytest.approx(figure, abs=1e-9), name
