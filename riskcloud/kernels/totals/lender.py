"""Totals of the levered ledger: equity's and the lender's figures."""

from riskcloud.columns import operator as o
from riskcloud.columns import totals as t
from riskcloud.kernels.jit import kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.layout import operator as oi
from riskcloud.kernels.operator.covenants import NO_SERVICE
from riskcloud.kernels.totals.add import add_row
from riskcloud.kernels.units import MONTH


@kernel
def add_equity(work):
    """Paid in, distributed, cured, value at the end, balloons."""
    add_row(work[o.EQUITY_CALL], work[t.PAID_IN])
    add_row(work[o.CURE], work[t.PAID_IN])
    add_row(work[o.CURE], work[t.CURED])
    add_row(work[o.EQUITY_TERMINAL], work[t.EQUITY_END_VALUE])
    add_row(work[o.BALLOON_DUE], work[t.TOTAL_BALLOON])
    add_row(work[o.REFINANCED], work[t.TOTAL_REFINANCED])
    for lane in range(LANES):
        contributed = work[o.EQUITY_CALL, lane] + work[o.CURE, lane]
        work[t.DISTRIBUTED, lane] += work[o.EQUITY_FLOW, lane] + contributed
        work[t.CURE_MONTHS, lane] += 1.0 if work[o.CURE, lane] > 0.0 else 0.0


@kernel
def add_covenants(month, work):
    """Extremes of the tests, and CFADS against debt service from commissioning to maturity."""
    dscr = work[o.DSCR]
    least = work[t.MIN_DSCR]
    ltv = work[o.LTV]
    most = work[t.MAX_LTV]
    for lane in range(LANES):
        tested = work[o.TESTED, lane] > 0.0
        lower = tested & (dscr[lane] != NO_SERVICE) & (dscr[lane] < least[lane])
        least[lane] = dscr[lane] if lower else least[lane]
        most[lane] = ltv[lane] if tested & (ltv[lane] > most[lane]) else most[lane]
    add_row(work[o.LOCKED], work[t.LOCKED_MONTHS])
    for lane in range(LANES):
        life = (month > work[o.FIRST_COMMISSIONED, lane]) & (month <= work[o.MATURITY, lane])
        counted = life & (work[o.DEFAULT_MONTH, lane] > month)
        work[t.LIFE_CFADS, lane] += work[o.CFADS, lane] if counted else 0.0
        work[t.LIFE_SERVICE, lane] += work[o.DEBT_SERVICE, lane] if counted else 0.0


@kernel
def add_loan_life(month, inputs, work):
    """The loan at the end of drawing, and the cash of its tenor at its own rate.

    The cash is before interest and its tax shield and runs on after a default: it does not
    know how large the loan was, so that it says how large one it could have repaid.
    """
    until = work[o.AVAILABLE_UNTIL]
    discount = work[t.LOAN_DISCOUNT]
    for lane in range(LANES):
        sound = (work[o.PERFORMING, lane] > 0.0) & (work[o.DEFAULT_MONTH, lane] > month)
        # Owed at the end of this month is at risk in the next, that of a default included.
        owed = work[o.BALANCE, lane] + work[o.REVOLVER, lane]
        work[t.LENT_MONTHS, lane] += 1.0 if sound & (owed > 0.0) else 0.0
        now = sound & (month == until[lane])
        balance = work[t.FULL_BALANCE, lane]
        work[t.FULL_BALANCE, lane] = work[o.BALANCE, lane] if now else balance
        contracted = work[t.FULL_CONTRACTED, lane]
        work[t.FULL_CONTRACTED, lane] = work[o.REMAINING_CONTRACT, lane] if now else contracted
        since = month - until[lane]
        counted = (since > 0.0) & (since <= inputs[oi.DEBT_TENOR_MONTHS, lane])
        fall = 1.0 / (1.0 + work[o.LOAN_RATE, lane] * MONTH)
        discount[lane] *= fall if counted else 1.0
        cash = work[o.OPERATING_CASH, lane] - work[o.OPERATING_TAX_UNLEVERED, lane]
        work[t.PV_CASH, lane] += (cash if counted else 0.0) * discount[lane]
        since = month - until[lane]
        counted = (since > 0.0) & (since <= inputs[oi.DEBT_TENOR_MONTHS, lane])
        earned = work[o.PREPAYMENT_CREDITED, lane] + work[o.PREPAYMENT_KEPT, lane]
        work[t.PV_EARNED, lane] += (earned if counted else 0.0) * discount[lane]
