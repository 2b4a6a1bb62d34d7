"""The end without default (3.6)."""

import numpy as np

from tests.reference.default import unfunded_by_use
from tests.reference.ledger import Array, Flag, Ledger

AT_THE_END = 4.0


def _pay_arrears(ledger: Ledger, month: int, total: Array) -> tuple[Array, Array, Array]:
    """What the last month could not pay: suppliers, fees, interest, in this order.

    Gives what is left, the interest that was unpaid, and what of it is still unpaid.
    """
    short = ledger.short_at_end
    reserve, opening, building, funded, suppliers = unfunded_by_use(ledger, month)
    interest = np.where(month > ledger.first_commissioned, ledger.interest, building)
    fees = np.where(short, ledger.fees_serviced + funded, 0.0)
    interest = np.where(short, interest, 0.0)
    total = total - np.where(short, reserve + opening + suppliers, 0.0)
    left = np.maximum(0.0, total)
    ledger.unpaid = ledger.unpaid + left - total
    paid_fees = np.minimum(left, fees)
    paid_interest = np.minimum(left - paid_fees, interest)
    ledger.change(short, fees_paid=ledger.fees - fees + paid_fees)
    ledger.change(short, interest_paid=ledger.interest - interest + paid_interest)
    return left - paid_fees - paid_interest, interest, interest - paid_interest


def settle(ledger: Ledger, month: int, on: Flag) -> None:
    """What is there repays revolver and loan; the rest is equity's, a gap the lender's."""
    total = np.where(on, ledger.cash + ledger.reserve + ledger.pot, 0.0)
    left, interest, lost_interest = _pay_arrears(ledger, month, total)
    drawn, owed = np.where(on, ledger.revolver, 0.0), np.where(on, ledger.balance, 0.0)
    exposure = drawn + owed + interest

    revolver = np.minimum(left, drawn)
    loan = np.minimum(left - revolver, owed)
    rest = left - revolver - loan
    gap = lost_interest + (drawn - revolver) + (owed - loan)
    ledger.revolver_repaid = ledger.revolver_repaid + revolver
    ledger.principal = ledger.principal + loan
    ledger.distribution = ledger.distribution + rest
    ledger.equity_terminal = ledger.equity_terminal + rest

    lost = gap > 0
    ledger.change(lost, default_month=float(month), default_kind=AT_THE_END)
    ledger.change(lost, exposure=exposure, lender_loss=gap)
    ledger.change(on, settled=1.0, performing=0.0)
    ledger.change(on, balance=0.0, revolver=0.0, cash=0.0, reserve=0.0, pot=0.0)
