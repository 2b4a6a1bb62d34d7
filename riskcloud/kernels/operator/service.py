"""Debt service of a month, and the cash that covenants measure it by (model, 3.6)."""

from riskcloud.columns import operator as o
from riskcloud.kernels.jit import kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.layout import operator as oi

_ROUNDING = 1e-9


@kernel
def set_instalment(month, inputs, work):
    """Level instalments from what is owed when drawing is over, after all of that month."""
    instalment = work[o.INSTALMENT]
    for lane in range(LANES):
        repaid = (1.0 - inputs[oi.DEBT_BALLOON_SHARE, lane]) * work[o.BALANCE, lane]
        level = repaid / inputs[oi.DEBT_TENOR_MONTHS, lane]
        fixed = month == work[o.AVAILABLE_UNTIL, lane]
        before = instalment[lane]
        instalment[lane] = level if fixed else before


@kernel
def step_service(month, work):
    """Scheduled principal, debt service and CFADS of the month, and their running sums."""
    principal = work[o.PRINCIPAL]
    service = work[o.DEBT_SERVICE]
    cfads = work[o.CFADS]
    for lane in range(LANES):
        instalment = work[o.INSTALMENT, lane]
        balance = work[o.BALANCE, lane]
        scheduled = instalment if instalment < balance else balance
        # What rounding leaves of the last instalment is paid with it, and is no balloon.
        last = balance - scheduled <= _ROUNDING * work[o.DRAWN, lane]
        scheduled = balance if last else scheduled
        runs = (month > work[o.AVAILABLE_UNTIL, lane]) & (work[o.PERFORMING, lane] > 0.0)
        principal[lane] = scheduled if runs else 0.0
        due = work[o.INTEREST, lane] + principal[lane] + work[o.FEES_SERVICED, lane]
        service[lane] = due if month > work[o.FIRST_COMMISSIONED, lane] else 0.0
        earned = work[o.PREPAYMENT_CREDITED, lane] + work[o.PREPAYMENT_KEPT, lane]
        cash = work[o.OPERATING_CASH, lane] - work[o.OPERATING_TAX_LEVERED, lane]
        counted = (month > work[o.FIRST_COMMISSIONED, lane]) & (work[o.PERFORMING, lane] > 0.0)
        cfads[lane] = cash + earned if counted else 0.0
        work[o.CUM_CFADS, lane] += cfads[lane]
        work[o.CUM_SERVICE, lane] += service[lane]
