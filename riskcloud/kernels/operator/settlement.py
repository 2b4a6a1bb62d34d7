"""The end without default: everything is sold, the loan repaid, the rest is equity's."""

from riskcloud.columns import operator as o
from riskcloud.kernels.flags import any_lane, next_lane
from riskcloud.kernels.jit import kernel
from riskcloud.kernels.lanes import LANES

END_DEFAULT = 4.0


@kernel
def _final_cash(work, ends, cash):
    """ends: 1 where a sound path ends now; cash: all that is in the accounts.

    The waterfall of the month has put there what the end brings and costs.
    """
    for lane in range(LANES):
        sound = (work[o.PERFORMING, lane] > 0.0) & (work[o.SETTLED, lane] == 0.0)
        ends[lane] = 1.0 if sound & (work[o.ENDING, lane] > 0.0) else 0.0
        account = work[o.CASH, lane] + work[o.RESERVE, lane] + work[o.POT, lane]
        cash[lane] = account * ends[lane]
    for row in (o.CASH, o.RESERVE, o.POT):
        for lane in range(LANES):
            work[row, lane] *= 1.0 - ends[lane]


@kernel
def _expose(work, ends):
    """What the lender is owed before the settlement, interest of the month unpaid included."""
    for lane in range(LANES):
        unpaid = work[o.INTEREST, lane] - work[o.INTEREST_PAID, lane]
        owed = work[o.REVOLVER, lane] + work[o.BALANCE, lane] + unpaid
        before = work[o.EXPOSURE, lane]
        work[o.EXPOSURE, lane] = owed if ends[lane] > 0.0 else before


@kernel
def _pay_arrears(work, ends, cash, gap):
    """What the last month could not pay: suppliers, fees, then interest; gap: of interest."""
    for lane in range(LANES):
        left = cash[lane] - work[o.UNPAID, lane] * ends[lane]
        cash[lane] = left if left > 0.0 else 0.0
        before = work[o.UNPAID, lane]
        work[o.UNPAID, lane] = cash[lane] - left if ends[lane] > 0.0 else before
    for lane in range(LANES):
        due = (work[o.FEES, lane] - work[o.FEES_PAID, lane]) * ends[lane]
        paid = cash[lane] if cash[lane] < due else due
        work[o.FEES_PAID, lane] += paid
        cash[lane] -= paid
    for lane in range(LANES):
        due = (work[o.INTEREST, lane] - work[o.INTEREST_PAID, lane]) * ends[lane]
        paid = cash[lane] if cash[lane] < due else due
        work[o.INTEREST_PAID, lane] += paid
        cash[lane] -= paid
        gap[lane] = due - paid


@kernel
def _repay(work, ends, cash, gap):
    """Revolver, then loan; gap: what is not paid, the lender's loss."""
    for lane in range(LANES):
        free = cash[lane]
        revolver = work[o.REVOLVER, lane] * ends[lane]
        first = free if free < revolver else revolver
        work[o.REVOLVER_REPAID, lane] += first
        free -= first
        loan = work[o.BALANCE, lane] * ends[lane]
        second = free if free < loan else loan
        work[o.PRINCIPAL, lane] += second
        cash[lane] = free - second
        # Difference by difference: what is repaid in full leaves exactly nothing.
        gap[lane] += (revolver - first) + (loan - second)


@kernel
def _fail(lane, month, gap, work):
    """What is owed at the end and not repaid is a default, settled at once."""
    work[o.LENDER_LOSS, lane] = gap
    work[o.DEFAULT_KIND, lane] = END_DEFAULT
    work[o.DEFAULT_MONTH, lane] = month


@kernel
def step_settlement(month, work):
    """Settle the paths that end this month without default."""
    ends = work[o.FINANCE_SCRATCH]
    cash = work[o.FINANCE_SCRATCH_2]
    gap = work[o.FINANCE_SCRATCH_3]
    if not any_lane(work[o.ENDING]):
        return
    _final_cash(work, ends, cash)
    _expose(work, ends)
    _pay_arrears(work, ends, cash, gap)
    _repay(work, ends, cash, gap)
    lane = next_lane(gap, 0)
    while lane < LANES:
        _fail(lane, month, gap[lane], work)
        lane = next_lane(gap, lane + 1)
    for lane in range(LANES):
        repaid = (ends[lane] > 0.0) & (gap[lane] == 0.0)
        exposure = work[o.EXPOSURE, lane]
        work[o.EXPOSURE, lane] = 0.0 if repaid else exposure
    for lane in range(LANES):
        work[o.DISTRIBUTION, lane] += cash[lane]
        work[o.EQUITY_TERMINAL, lane] = cash[lane]
        work[o.BALANCE, lane] *= 1.0 - ends[lane]
        work[o.REVOLVER, lane] *= 1.0 - ends[lane]
        settled = (ends[lane] > 0.0) | (work[o.SETTLED, lane] > 0.0)
        work[o.SETTLED, lane] = 1.0 if settled else 0.0
