"""The new loan at maturity (3.6)."""

from types import SimpleNamespace

import numpy as np

from tests.reference.ledger import Array, Ledger, Rows
from tests.reference.sizing import loan_rate


def new_loan(
    ledger: Ledger, terms: SimpleNamespace, month: int, rows: Rows, horizon: int, balloon: Array
) -> tuple[Array, Array, Array]:
    """Loan, its months and its margin: the least of need, value and cash flow; 0 if shut."""
    months = np.minimum(terms.debt_refinancing_months, horizon - month) + 0 * balloon
    above = terms.debt_refinancing_ltv - terms.debt_reference_ltv
    margin = terms.debt_spread * rows["spread_factor"] + terms.debt_ltv_margin_slope * above
    rate = loan_rate(terms, margin, ledger.base_rate)
    yearly = 12 / np.maximum(months, 1) + rate
    by_value = terms.debt_refinancing_ltv * rows["fleet_value"]
    forward = ledger.trailing(0) - rows["contract_cliff"]
    by_cash = forward / (terms.debt_refinancing_dscr * yearly)
    loan = np.maximum(0.0, np.minimum(balloon, np.minimum(by_value, by_cash)))
    open_gate = (rows["tightness"] >= terms.debt_refinancing_gate) & (months >= 1)
    return np.where(open_gate, loan, 0.0), months, margin
