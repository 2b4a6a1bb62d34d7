"""Charges, uses and sources of a month (3.6)."""

from types import SimpleNamespace

import numpy as np

from tests.reference.ledger import Array, Flag, Ledger, Rows
from tests.reference.sizing import loan_rate

PRO_RATA, EQUITY_FIRST, EQUITY_LAST = 0, 1, 2


def accrue(ledger: Ledger, terms: SimpleNamespace, month: int, rows: Rows) -> None:
    """Interest and fees of the month, which tax must know: on balances at its start."""
    on = ledger.performing == 1
    ledger.base_rate = ledger.base_rate * 0 + rows["base_rate"]
    ledger.change(on, loan_rate=loan_rate(terms, ledger.margin, ledger.base_rate))
    owing = ledger.balance + ledger.revolver
    ledger.interest = np.where(on, owing * ledger.loan_rate / 12, 0.0)

    undrawn = ledger.commitment - ledger.drawn
    fees = terms.debt_upfront_fee * ledger.commitment
    if month > 0:
        drawing = month <= ledger.available_until
        fees = np.where(drawing, terms.debt_commitment_fee / 12 * undrawn, 0.0)
    guarantee = terms.debt_letter_of_credit * terms.debt_letter_of_credit_fee
    running = (month >= 1) & (month <= ledger.maturity) & (ledger.commitment > 0)
    serviced = np.where(running, (terms.debt_agency_fee + guarantee) / 12, 0.0)
    ledger.fees_serviced = np.where(on, serviced, 0.0)
    ledger.fees = np.where(on, fees + serviced, 0.0)


def _asked(ledger: Ledger, terms: SimpleNamespace, month: int, rows: Rows, left: Array) -> Array:
    """What the funding order asks of the loan, before its limits."""
    behind = np.maximum(0.0, ledger.draw_ratio * rows["cum_capex"] - ledger.drawn)
    pro_rata = np.where(month >= ledger.first_delivered, behind, 0.0)
    order = terms.debt_funding_order
    first = np.maximum(0.0, left - ledger.equity_left)
    return np.where(order == PRO_RATA, pro_rata, np.where(order == EQUITY_FIRST, first, left))


def _draw(ledger: Ledger, terms: SimpleNamespace, month: int, rows: Rows, left: Array) -> Array:
    """What the loan pays of uses that the pot has left."""
    room = np.minimum(ledger.commitment - ledger.drawn, left)
    drawing = (ledger.performing == 1) & (month <= ledger.available_until)
    asked = _asked(ledger, terms, month, rows, left)
    return np.where(drawing, np.minimum(asked, room), 0.0)


def _first_reserve(
    ledger: Ledger, terms: SimpleNamespace, month: int, rows: Rows, others: Array
) -> Array:
    """Months of service of the loan that is drawn for other uses and for the reserve itself.

    Found from below: a reserve of what is owed, then of what is lent for it, and so on.
    """
    service = ledger.loan_rate / 12 + (1 - terms.debt_balloon_share) / terms.debt_tenor_months
    loan = ledger.balance
    for _ in range(10_000):
        before, reserve = loan, terms.debt_reserve_months * service * loan
        needed = np.maximum(0.0, others + reserve)
        loan = ledger.balance + _draw(ledger, terms, month, rows, needed)
        if np.all(loan - before <= 1e-13 * ledger.commitment):
            break
    return terms.debt_reserve_months * service * loan


def fund(ledger: Ledger, terms: SimpleNamespace, month: int, rows: Rows, on: Flag) -> None:
    """Uses met by the pot, the loan and equity; ``unfunded`` is what falls on cash."""
    pot = ledger.pot + np.where(on, rows["prepayment_received"], 0.0)
    refund = np.where(on, rows["prepayment_refunded"] - rows["end_refund"], 0.0)
    from_pot_back = np.minimum(pot, refund)
    pot = pot - from_pot_back
    ledger.refund_from_cash = refund - from_pot_back

    ledger.opening = np.where(on & (month == 0), terms.equity_opening_cash, 0.0)
    building = np.where(month <= ledger.first_commissioned, ledger.interest, 0.0)
    outlays = rows["capex"] + rows["vat_paid"] + ledger.fees - ledger.fees_serviced
    uses = np.where(on, outlays + building + ledger.opening, 0.0)
    ledger.first_reserve = np.zeros_like(uses)
    if np.any(at_start := on & (month == ledger.first_commissioned)):
        reserve = _first_reserve(ledger, terms, month, rows, uses - pot)
        ledger.first_reserve = np.where(at_start, reserve, 0.0)
    uses = uses + ledger.first_reserve

    from_pot = np.minimum(pot, uses)
    left = uses - from_pot
    draw = _draw(ledger, terms, month, rows, left)
    call = np.minimum(left - draw, np.where(on, ledger.equity_left, 0.0))
    grace = np.where(ledger.commitment > 0, 0.0, terms.debt_grace_months)
    over = (month >= ledger.available_until - grace) | (rows["ending"] == 1)
    released = np.where(on & over, pot - from_pot, 0.0)

    ledger.uses, ledger.from_pot, ledger.debt_draw, ledger.equity_call = uses, from_pot, draw, call
    ledger.unfunded = left - draw - call
    ledger.pot, ledger.pot_released = pot - from_pot - released, released
    ledger.drawn, ledger.balance = ledger.drawn + draw, ledger.balance + draw
    ledger.equity_left = ledger.equity_left - call
    ledger.cash = ledger.cash + ledger.opening
    ledger.reserve = ledger.reserve + ledger.first_reserve
