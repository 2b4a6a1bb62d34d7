"""A shortfall: what meets it, in which order, and what happens where it is not met (model, 3.6)."""

from riskcloud.columns import operator as o
from riskcloud.kernels.flags import any_lane, next_lane
from riskcloud.kernels.jit import inlined, kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.layout import operator as oi

PAYMENT_DEFAULT = 1.0
MATURITY_DEFAULT = 3.0
INSOLVENCY = 5.0  # without debt: no default on a loan
_ROUNDING = 1e-9  # of what moves in the month: less counts as nothing


@inlined
def _above_rounding(amount, lane, work):
    """The amount, or 0 where it is rounding.

    What is due may itself be rounding, the rest of uses that are met: so the measure is all
    that moves in the month.
    """
    moved = work[o.DUE, lane] + work[o.USES, lane] + abs(work[o.OPERATING_CASH, lane])
    return amount if amount > _ROUNDING * moved else 0.0


@kernel
def _find(work):
    """How much of what is due cash does not meet."""
    short = work[o.SHORTFALL]
    for lane in range(LANES):
        gap = (work[o.DUE, lane] - work[o.AVAILABLE_CASH, lane]) * work[o.PERFORMING, lane]
        short[lane] = _above_rounding(gap, lane, work)


@kernel
def _answers(month, work, answers):
    """answers: equity not yet called that a shortfall may call.

    All of it until drawing ends, and whenever no lender is owed; afterwards, at maturity, what
    is due of balloon and revolver and not renewed.
    """
    for lane in range(LANES):
        gap = work[o.BALLOON_DUE, lane] - work[o.REFINANCED, lane] + work[o.REVOLVER_DUE, lane]
        owed = work[o.BALANCE, lane] + work[o.REVOLVER, lane]
        free = (month <= work[o.AVAILABLE_UNTIL, lane]) | (owed == 0.0)
        left = work[o.EQUITY_LEFT, lane]
        answers[lane] = left if free | (left < gap) else gap


@kernel
def _meet_by_owners(month, work, answers, extra, rest):
    """extra: equity called, before the reserve while drawing, else after it; rest: not met."""
    from_reserve = work[o.FROM_RESERVE]
    for lane in range(LANES):
        early = (month <= work[o.AVAILABLE_UNTIL, lane]) & (work[o.ENDING, lane] == 0.0)
        gap = work[o.SHORTFALL, lane]
        first = answers[lane] if early else 0.0
        first = gap if gap < first else first
        held = work[o.RESERVE, lane]
        rest[lane] = gap - first
        from_reserve[lane] = rest[lane] if rest[lane] < held else held
        rest[lane] -= from_reserve[lane]
        left = answers[lane] - first
        last = rest[lane] if rest[lane] < left else left
        extra[lane] = first + last
        rest[lane] -= last


@kernel
def _meet(month, inputs, work, extra, rest):
    """extra: equity not yet called; beside it reserve, revolver, one cure; rest: still not met.

    In the last month nobody lends or cures any more.
    """
    ending = work[o.ENDING]
    _answers(month, work, work[o.BROUGHT_IN])
    _meet_by_owners(month, work, work[o.BROUGHT_IN], extra, rest)
    from_revolver = work[o.FROM_REVOLVER]
    for lane in range(LANES):
        free = inputs[oi.DEBT_REVOLVER, lane] - work[o.REVOLVER, lane]
        # A revolver drawn in full may stand a rounding above its limit: no shortfall of its own.
        open_line = (month < work[o.MATURITY, lane]) & (ending[lane] == 0.0)
        open_line = open_line & (work[o.COMMITMENT, lane] > 0.0)
        free = free if open_line & (free > 0.0) else 0.0
        from_revolver[lane] = rest[lane] if rest[lane] < free else free
        rest[lane] = _above_rounding(rest[lane] - from_revolver[lane], lane, work)
    cure = work[o.CURE]
    for lane in range(LANES):
        can = (work[o.CURES_LEFT, lane] >= 1.0) & (rest[lane] <= work[o.CURE_LEFT, lane])
        can = can & (ending[lane] == 0.0)
        cure[lane] = rest[lane] if can else 0.0
        rest[lane] -= cure[lane]


@kernel
def _leave_unpaid(lane, month, inputs, work):
    """Uses that nothing paid for in one lane: first the reserve is not filled, then opening
    cash is not there, interest and fees are not paid, and at last suppliers are not."""
    gap = work[o.USES, lane] - work[o.FROM_POT, lane] - work[o.DEBT_DRAW, lane]
    gap -= work[o.EQUITY_CALL, lane]
    cut = min(gap, work[o.TO_RESERVE, lane])
    work[o.TO_RESERVE, lane] -= cut
    work[o.RESERVE, lane] -= cut
    gap -= cut
    cut = min(gap, inputs[oi.EQUITY_OPENING_CASH, lane] if month == 0 else 0.0)
    work[o.AVAILABLE_CASH, lane] -= cut
    gap -= cut
    early = month <= work[o.FIRST_COMMISSIONED, lane]
    interest = work[o.INTEREST, lane] if early else 0.0
    cut = min(gap, interest)
    work[o.INTEREST_PAID, lane] = interest - cut
    gap -= cut
    funded = work[o.FEES, lane] - work[o.FEES_SERVICED, lane]
    cut = min(gap, funded)
    work[o.FEES_PAID, lane] = funded - cut
    work[o.UNPAID, lane] = gap - cut


@kernel
def _fail(lane, month, inputs, work):
    """One lane cannot pay: nothing is spent on what is due.  A payment default, but in the
    last month, where the settlement shares out what there is."""
    for row in (o.FROM_RESERVE, o.FROM_REVOLVER, o.CURE, o.PRINCIPAL, o.REFINANCED):
        work[row, lane] = 0.0
    _leave_unpaid(lane, month, inputs, work)
    if work[o.ENDING, lane] > 0.0:
        return
    lent = work[o.BALANCE, lane] + work[o.DEBT_DRAW, lane] + work[o.REVOLVER, lane]
    kind = PAYMENT_DEFAULT if lent > 0.0 else INSOLVENCY
    matured = work[o.BALLOON_DUE, lane] + work[o.REVOLVER_DUE, lane]
    kind = MATURITY_DEFAULT if matured > 0.0 else kind
    work[o.DEFAULT_KIND, lane] = kind
    work[o.DEFAULT_MONTH, lane] = month


@kernel
def _meet_or_fail(month, inputs, work, extra, failed):
    """Meet the shortfalls; failed: 1 where something is not met; extra: equity then called."""
    _meet(month, inputs, work, extra, failed)
    lane = next_lane(failed, 0)
    while lane < LANES:
        _fail(lane, month, inputs, work)
        failed[lane] = 1.0
        extra[lane] = 0.0
        lane = next_lane(failed, lane + 1)
    for lane in range(LANES):
        work[o.EQUITY_CALL, lane] += extra[lane]
        work[o.EQUITY_LEFT, lane] -= extra[lane]


@kernel
def step_shortfall(month, inputs, work, extra, failed):
    """extra: equity called for it; failed: 1 where what is due is not paid."""
    _find(work)
    if any_lane(work[o.SHORTFALL]):
        _meet_or_fail(month, inputs, work, extra, failed)
    else:
        extra[:] = 0.0
        failed[:] = 0.0
