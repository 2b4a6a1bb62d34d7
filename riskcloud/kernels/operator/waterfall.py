"""The waterfall: what is due, what meets a shortfall, where a surplus goes (model, 3.6)."""

from riskcloud.columns import operator as o
from riskcloud.kernels.flags import any_lane, next_lane
from riskcloud.kernels.jit import kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.layout import operator as oi

PAYMENT_DEFAULT = 1.0
MATURITY_DEFAULT = 3.0
INSOLVENCY = 5.0  # without debt: no default on a loan
ROUNDING = 1e-9  # of what is due, or was drawn: less is rounding and counts as nothing


@kernel
def _available(month, inputs, work):
    """Cash before debt service: the account, operations, tax, VAT, retired cards, the pot;
    in the last month what the end brings, too."""
    out = work[o.AVAILABLE_CASH]
    for lane in range(LANES):
        sold = work[o.SALE_PROCEEDS, lane] - work[o.CLOSURE_COST, lane]
        closing = work[o.CLOSURE_OTHER, lane] - work[o.END_REFUND, lane]
        tax = work[o.TAX_LEVERED, lane]  # with the final assessment, in the last month alone
        out[lane] = work[o.CASH, lane] + work[o.OPERATING_CASH, lane] - tax + sold + closing
    for lane in range(LANES):
        opening = inputs[oi.EQUITY_OPENING_CASH, lane] if month == 0 else 0.0
        more = work[o.VAT_REFUNDED, lane] + work[o.POT_RELEASED, lane] + opening
        out[lane] += more - work[o.REFUND_FROM_CASH, lane]
        out[lane] *= work[o.PERFORMING, lane]
        work[o.RESERVE, lane] += work[o.TO_RESERVE, lane]


@kernel
def _shortfall(month, work):
    """What is due, and how much of it cash does not meet."""
    due = work[o.DUE]
    short = work[o.SHORTFALL]
    for lane in range(LANES):
        interest = work[o.INTEREST, lane] if month > work[o.FIRST_COMMISSIONED, lane] else 0.0
        repaid = work[o.PRINCIPAL, lane] - work[o.REFINANCED, lane]
        due[lane] += interest + work[o.FEES_SERVICED, lane] + repaid
        gap = due[lane] - work[o.AVAILABLE_CASH, lane]
        gap *= work[o.PERFORMING, lane]
        short[lane] = gap if gap > ROUNDING * due[lane] else 0.0


@kernel
def _meet(month, inputs, work, extra, rest):
    """extra: equity not yet called; then reserve, revolver, one cure; rest: still not met.

    In the last month nobody lends or cures any more.
    """
    ending = work[o.ENDING]
    for lane in range(LANES):
        gap = work[o.SHORTFALL, lane]
        left = work[o.EQUITY_LEFT, lane] if month <= work[o.AVAILABLE_UNTIL, lane] else 0.0
        extra[lane] = gap if gap < left else left
        rest[lane] = gap - extra[lane]
    from_reserve = work[o.FROM_RESERVE]
    for lane in range(LANES):
        held = work[o.RESERVE, lane]
        from_reserve[lane] = rest[lane] if rest[lane] < held else held
        rest[lane] -= from_reserve[lane]
    from_revolver = work[o.FROM_REVOLVER]
    for lane in range(LANES):
        free = inputs[oi.DEBT_REVOLVER, lane] - work[o.REVOLVER, lane]
        # A revolver drawn in full may stand a rounding above its limit: no shortfall of its own.
        open_line = (month < work[o.MATURITY, lane]) & (ending[lane] == 0.0)
        free = free if open_line & (free > 0.0) else 0.0
        from_revolver[lane] = rest[lane] if rest[lane] < free else free
        rest[lane] -= from_revolver[lane]
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
    kind = MATURITY_DEFAULT if work[o.BALLOON_DUE, lane] > 0.0 else kind
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
def _pay(work, extra, failed, surplus):
    """Pay what is due; surplus: what is left.  Where payment failed, cash waits for default,
    or for the settlement."""
    for lane in range(LANES):
        brought = extra[lane] + work[o.FROM_RESERVE, lane] + work[o.FROM_REVOLVER, lane]
        brought += work[o.CURE, lane]
        work[o.BROUGHT_IN, lane] = brought
        left = work[o.AVAILABLE_CASH, lane] + brought - work[o.DUE, lane]
        left = left if left > 0.0 else 0.0
        surplus[lane] = left if failed[lane] == 0.0 else 0.0
        work[o.RESERVE, lane] -= work[o.FROM_RESERVE, lane]
    for lane in range(LANES):
        cured = work[o.CURE, lane]
        work[o.REVOLVER, lane] += work[o.FROM_REVOLVER, lane]
        work[o.CURE_LEFT, lane] -= cured
        work[o.CURES_LEFT, lane] -= 1.0 if cured > 0.0 else 0.0
    for lane in range(LANES):
        moved = work[o.DEBT_DRAW, lane] - work[o.PRINCIPAL, lane] + work[o.REFINANCED, lane]
        balance = work[o.BALANCE, lane] + moved
        work[o.BALANCE, lane] = balance if balance > ROUNDING * work[o.DRAWN, lane] else 0.0
    for lane in range(LANES):
        sound = failed[lane] == 0.0
        paid = work[o.INTEREST_PAID, lane]
        work[o.INTEREST_PAID, lane] = work[o.INTEREST, lane] if sound else paid
        paid = work[o.FEES_PAID, lane]
        work[o.FEES_PAID, lane] = work[o.FEES, lane] if sound else paid


@kernel
def _reserve_target(month, inputs, work):
    """The reserve's target: months of the service ahead, none without a loan to serve."""
    target = work[o.TARGET]
    for lane in range(LANES):
        scheduled = work[o.PRINCIPAL, lane] - work[o.BALLOON_DUE, lane]
        service = work[o.INTEREST, lane] + (scheduled if scheduled > 0.0 else 0.0)
        target[lane] = inputs[oi.DEBT_RESERVE_MONTHS, lane] * service
    for lane in range(LANES):
        serves = (month < work[o.MATURITY, lane]) & (work[o.BALANCE, lane] > 0.0)
        started = month > work[o.FIRST_COMMISSIONED, lane]
        target[lane] = target[lane] if serves & started else 0.0


@kernel
def _free_reserve(month, work, failed, freed, surplus):
    """Without a loan to serve the reserve is released to the surplus."""
    for lane in range(LANES):
        serves = (month < work[o.MATURITY, lane]) & (work[o.BALANCE, lane] > 0.0)
        started = month > work[o.FIRST_COMMISSIONED, lane]
        freed[lane] = 1.0 if started & (not serves) & (failed[lane] == 0.0) else 0.0
    for lane in range(LANES):
        sound = (work[o.ENDING, lane] == 0.0) & (work[o.PERFORMING, lane] > 0.0)
        freed[lane] *= work[o.RESERVE, lane] if sound else 0.0
    for lane in range(LANES):
        work[o.TO_RESERVE, lane] -= freed[lane]
        surplus[lane] += freed[lane]
        work[o.RESERVE, lane] -= freed[lane]


@kernel
def _restore(work, added, surplus):
    """Surplus to the revolver, then to the reserve; in the last month it waits for the end."""
    repaid = work[o.REVOLVER_REPAID]
    for lane in range(LANES):
        left = surplus[lane] if work[o.ENDING, lane] == 0.0 else 0.0
        repaid[lane] = left if left < work[o.REVOLVER, lane] else work[o.REVOLVER, lane]
    for lane in range(LANES):
        work[o.REVOLVER, lane] -= repaid[lane]
        surplus[lane] -= repaid[lane]
    for lane in range(LANES):
        left = surplus[lane] if work[o.ENDING, lane] == 0.0 else 0.0
        short = work[o.TARGET, lane] - work[o.RESERVE, lane]
        short = short if short > 0.0 else 0.0
        added[lane] = left if left < short else short
    for lane in range(LANES):
        work[o.TO_RESERVE, lane] += added[lane]
        work[o.RESERVE, lane] += added[lane]
        surplus[lane] -= added[lane]


@kernel
def _sweep(month, inputs, work, left, surplus):
    """left: surplus above what is held back; a share of it prepays the loan."""
    kept = work[o.HELD_BACK]
    for lane in range(LANES):
        owed = inputs[oi.EQUITY_OPENING_CASH, lane] + work[o.TAX_OWED, lane]
        kept[lane] = owed * work[o.PERFORMING, lane]
    for lane in range(LANES):
        above = surplus[lane] - kept[lane] if work[o.ENDING, lane] == 0.0 else 0.0
        left[lane] = above if above > 0.0 else 0.0
    swept = work[o.PREPAID_PRINCIPAL]
    for lane in range(LANES):
        share = inputs[oi.DEBT_SWEEP_SHARE, lane] * left[lane]
        share = share if share < work[o.BALANCE, lane] else work[o.BALANCE, lane]
        swept[lane] = share if month >= work[o.AVAILABLE_UNTIL, lane] else 0.0
    for lane in range(LANES):
        work[o.BALANCE, lane] -= swept[lane]
        left[lane] -= swept[lane]
        surplus[lane] -= swept[lane]


@kernel
def _distribute(month, work, left, surplus):
    """What is left is equity's, once the loan is served and unless it is locked up."""
    paid = work[o.DISTRIBUTION]
    for lane in range(LANES):
        # No lender lets cash go before instalments begin.
        drawing = (work[o.COMMITMENT, lane] > 0.0) & (month <= work[o.AVAILABLE_UNTIL, lane])
        may = (month > work[o.FIRST_COMMISSIONED, lane]) & (work[o.LOCKED, lane] == 0.0)
        paid[lane] = left[lane] if may & (not drawing) else 0.0
    for lane in range(LANES):
        surplus[lane] -= paid[lane]


@kernel
def _carry(work, failed, surplus):
    """Cash carried over; where payment failed, all of it waits."""
    cash = work[o.CASH]
    for lane in range(LANES):
        before, available, left = cash[lane], work[o.AVAILABLE_CASH, lane], surplus[lane]
        kept = available if failed[lane] > 0.0 else left
        cash[lane] = kept if work[o.PERFORMING, lane] > 0.0 else before


@kernel
def step_waterfall(month, inputs, work):
    """One month of the waterfall, in the lanes that perform."""
    extra = work[o.FINANCE_SCRATCH]
    failed = work[o.FINANCE_SCRATCH_2]
    surplus = work[o.FINANCE_SCRATCH_3]
    _available(month, inputs, work)
    _shortfall(month, work)
    if any_lane(work[o.SHORTFALL]):
        _meet_or_fail(month, inputs, work, extra, failed)
    else:
        extra[:] = 0.0
        failed[:] = 0.0
    _pay(work, extra, failed, surplus)
    _reserve_target(month, inputs, work)
    _free_reserve(month, work, failed, extra, surplus)
    _restore(work, extra, surplus)
    _sweep(month, inputs, work, extra, surplus)
    _distribute(month, work, extra, surplus)
    _carry(work, failed, surplus)
