"""Totals of the levered ledger: equity's and the lender's figures."""

from riskcloud.columns import operator as o
from riskcloud.columns import totals as t
from riskcloud.kernels.jit import kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.operator.covenants import NO_SERVICE
from riskcloud.kernels.totals.add import add_row


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


@kernel
def add_covenants(month, work):
    """Extremes of the tests, and CFADS against the loan from commissioning to maturity."""
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
    commissioned = work[o.FIRST_COMMISSIONED]
    for lane in range(LANES):
        first = commissioned[lane] == month
        balance = work[t.FIRST_BALANCE, lane]
        work[t.FIRST_BALANCE, lane] = work[o.BALANCE, lane] if first else balance
        contracted = work[t.FIRST_CONTRACTED, lane]
        to_come = work[o.REMAINING_CONTRACT, lane]
        work[t.FIRST_CONTRACTED, lane] = to_come if first else contracted
    discount = work[t.LOAN_DISCOUNT]
    for lane in range(LANES):
        life = (month > commissioned[lane]) & (month <= work[o.MATURITY, lane])
        counted = life & (work[o.DEFAULT_MONTH, lane] > month)
        fall = 1.0 / (1.0 + work[o.LOAN_RATE, lane] / 12.0)
        discount[lane] *= fall if counted else 1.0
        cash = work[o.CFADS, lane] if counted else 0.0
        work[t.PV_CFADS, lane] += cash * discount[lane]
        work[t.LIFE_CFADS, lane] += cash
        work[t.LIFE_SERVICE, lane] += work[o.DEBT_SERVICE, lane] if counted else 0.0
