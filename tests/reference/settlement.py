"""The end without default (3.6)."""

import numpy as np

from tests.reference.ledger import Flag, Ledger, Rows

AT_THE_END = 4.0


def settle(ledger: Ledger, month: int, rows: Rows, on: Flag) -> None:
    """What is there repays revolver and loan; the rest is equity's, a gap the lender's."""
    chips = rows["sale_proceeds"] - rows["closure_cost"] + rows["closure_other"]
    total = ledger.cash + ledger.reserve + ledger.pot + chips
    total = np.where(on, total - rows["end_refund"] - rows["final_tax_levered"], 0.0)
    left = np.maximum(0.0, total)
    ledger.unpaid = ledger.unpaid + left - total
    drawn, owed = np.where(on, ledger.revolver, 0.0), np.where(on, ledger.balance, 0.0)
    exposure = drawn + owed

    revolver = np.minimum(left, drawn)
    loan = np.minimum(left - revolver, owed)
    rest = left - revolver - loan
    gap = (drawn - revolver) + (owed - loan)
    ledger.revolver_repaid = ledger.revolver_repaid + revolver
    ledger.principal = ledger.principal + loan
    ledger.distribution = ledger.distribution + rest
    ledger.equity_terminal = ledger.equity_terminal + rest

    lost = gap > 0
    ledger.change(lost, default_month=float(month), default_kind=AT_THE_END)
    ledger.change(lost, exposure=exposure, lender_loss=gap)
    ledger.change(on, settled=1.0, performing=0.0)
    ledger.change(on, balance=0.0, revolver=0.0, cash=0.0, reserve=0.0, pot=0.0)
