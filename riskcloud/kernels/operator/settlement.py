"""The end without default: everything is sold, the loan repaid, the rest is equity's."""

from riskcloud.columns import operator as o
from riskcloud.kernels.flags import any_lane, next_lane
from riskcloud.kernels.jit import kernel
from riskcloud.kernels.lanes import LANES

END_DEFAULT = 4.0


@kernel
def _final_cash(work, ends, cash):
    """ends: 1 where a sound path ends now; cash: accounts, sales, less the final tax."""
    for lane in range(LANES):
        sound = (work[o.PERFORMING, lane] > 0.0) & (work[o.SETTLED, lane] == 0.0)
        ends[lane] = 1.0 if sound & (work[o.ENDING, lane] > 0.0) else 0.0
        account = work[o.CASH, lane] + work[o.RESERVE, lane] + work[o.POT, lane]
        sold = work[o.SALE_PROCEEDS, lane] - work[o.CLOSURE_COST, lane]
        closing = sold + work[o.CLOSURE_OTHER, lane] - work[o.END_REFUND, lane]
        cash[lane] = (account + closing - work[o.FINAL_TAX_LEVERED, lane]) * ends[lane]
    for row in (o.CASH, o.RESERVE, o.POT):
        for lane in range(LANES):
            work[row, lane] *= 1.0 - ends[lane]


@kernel
def _repay(work, ends, cash, gap):
    """Revolver, then loan; gap: what is not repaid, the lender's loss."""
    for lane in range(LANES):
        free = cash[lane] if cash[lane] > 0.0 else 0.0
        work[o.UNPAID, lane] += free - cash[lane]
        revolver = work[o.REVOLVER, lane] * ends[lane]
        first = free if free < revolver else revolver
        work[o.REVOLVER_REPAID, lane] += first
        free -= first
        loan = work[o.BALANCE, lane] * ends[lane]
        second = free if free < loan else loan
        work[o.PRINCIPAL, lane] += second
        cash[lane] = free - second
        # Difference by difference: what is repaid in full leaves exactly nothing.
        gap[lane] = (revolver - first) + (loan - second)


@kernel
def _fail(lane, month, gap, work):
    """What is owed at the end and not repaid is a default, settled at once."""
    work[o.EXPOSURE, lane] = work[o.REVOLVER, lane] + work[o.BALANCE, lane]
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
    _repay(work, ends, cash, gap)
    lane = next_lane(gap, 0)
    while lane < LANES:
        _fail(lane, month, gap[lane], work)
        lane = next_lane(gap, lane + 1)
    for lane in range(LANES):
        work[o.DISTRIBUTION, lane] += cash[lane]
        work[o.EQUITY_TERMINAL, lane] = cash[lane]
        work[o.BALANCE, lane] *= 1.0 - ends[lane]
        work[o.REVOLVER, lane] *= 1.0 - ends[lane]
        settled = (ends[lane] > 0.0) | (work[o.SETTLED, lane] > 0.0)
        work[o.SETTLED, lane] = 1.0 if settled else 0.0
