"""The waterfall: what is due, what meets a shortfall, where a surplus goes (model, 3.6)."""

from riskcloud.columns import operator as o
from riskcloud.kernels.jit import kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.layout import operator as oi

PAYMENT_DEFAULT = 1.0
MATURITY_DEFAULT = 3.0
INSOLVENCY = 5.0  # without debt: no default on a loan
ROUNDING = 1e-9  # of what is due, or was drawn: less is rounding and counts as nothing


@kernel
def _available(month, inputs, work):
    """Cash before debt service: the account, operations, tax, VAT, retired cards, the pot."""
    out = work[o.AVAILABLE_CASH]
    for lane in range(LANES):
        sold = work[o.SALE_PROCEEDS, lane] - work[o.CLOSURE_COST, lane]
        sold = sold if work[o.ENDING, lane] == 0.0 else 0.0
        tax = work[o.TAX_LEVERED, lane] - work[o.FINAL_TAX_LEVERED, lane]
        out[lane] = work[o.CASH, lane] + work[o.OPERATING_CASH, lane] - tax + sold
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
    """extra: equity not yet called; then reserve, revolver, one cure; rest: still not met."""
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
        free = free if (month < work[o.MATURITY, lane]) & (free > 0.0) else 0.0
        from_revolver[lane] = rest[lane] if rest[lane] < free else free
        rest[lane] -= from_revolver[lane]
    cure = work[o.CURE]
    for lane in range(LANES):
        can = (work[o.CURES_LEFT, lane] >= 1.0) & (rest[lane] <= work[o.CURE_LEFT, lane])
        cure[lane] = rest[lane] if can else 0.0
        rest[lane] -= cure[lane]


@kernel
def _leave_unpaid(month, inputs, work, failed):
    """Uses that nothing paid for: first the reserve is not filled, then opening cash is not
    there, interest and fees are not paid, and at last suppliers are not."""
    unpaid = work[o.UNPAID]
    for lane in range(LANES):
        gap = work[o.USES, lane] - work[o.FROM_POT, lane] - work[o.DEBT_DRAW, lane]
        gap = (gap - work[o.EQUITY_CALL, lane]) * failed[lane]
        filled = work[o.TO_RESERVE, lane]
        cut = gap if gap < filled else filled
        work[o.TO_RESERVE, lane] -= cut
        work[o.RESERVE, lane] -= cut
        gap -= cut
        opening = inputs[oi.EQUITY_OPENING_CASH, lane] if month == 0 else 0.0
        cut = gap if gap < opening else opening
        work[o.AVAILABLE_CASH, lane] -= cut
        unpaid[lane] = gap - cut
    for lane in range(LANES):
        early = month <= work[o.FIRST_COMMISSIONED, lane]
        interest = work[o.INTEREST, lane] if early else 0.0
        missed = unpaid[lane] if unpaid[lane] < interest else interest
        work[o.INTEREST_PAID, lane] = interest - missed
        unpaid[lane] -= missed
        funded = work[o.FEES, lane] - work[o.FEES_SERVICED, lane]
        missed = unpaid[lane] if unpaid[lane] < funded else funded
        work[o.FEES_PAID, lane] = funded - missed
        unpaid[lane] -= missed


@kernel
def _fail(month, inputs, work, extra, rest):
    """Payment default where something is not met: nothing is spent on what is due."""
    for lane in range(LANES):
        failed = rest[lane] > 0.0
        lent = work[o.BALANCE, lane] + work[o.DEBT_DRAW, lane] + work[o.REVOLVER, lane]
        kind = PAYMENT_DEFAULT if lent > 0.0 else INSOLVENCY
        kind = MATURITY_DEFAULT if work[o.BALLOON_DUE, lane] > 0.0 else kind
        work[o.DEFAULT_KIND, lane] = kind if failed else work[o.DEFAULT_KIND, lane]
        work[o.DEFAULT_MONTH, lane] = month if failed else work[o.DEFAULT_MONTH, lane]
        rest[lane] = 1.0 if failed else 0.0
    for row in (o.FROM_RESERVE, o.FROM_REVOLVER, o.CURE, o.PRINCIPAL, o.REFINANCED):
        for lane in range(LANES):
            work[row, lane] *= 1.0 - rest[lane]
    _leave_unpaid(month, inputs, work, rest)
    for lane in range(LANES):
        extra[lane] *= 1.0 - rest[lane]
        work[o.EQUITY_CALL, lane] += extra[lane]
        work[o.EQUITY_LEFT, lane] -= extra[lane]


@kernel
def _pay(work, extra, failed, surplus):
    """Pay what is due; surplus: what is left.  Where payment failed, cash waits for default."""
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
def _reserve_target(month, inputs, work, failed, surplus):
    """The reserve's target; without a loan to serve it is released to the surplus."""
    target = work[o.TARGET]
    moved = work[o.TO_RESERVE]
    for lane in range(LANES):
        early = month <= work[o.FIRST_COMMISSIONED, lane]
        serves = (month < work[o.MATURITY, lane]) & (work[o.BALANCE, lane] > 0.0)
        scheduled = work[o.PRINCIPAL, lane] - work[o.BALLOON_DUE, lane]
        service = work[o.INTEREST, lane] + (scheduled if scheduled > 0.0 else 0.0)
        wanted = inputs[oi.DEBT_RESERVE_MONTHS, lane] * service
        target[lane] = wanted if serves else 0.0
        frees = (not serves) & (not early) & (work[o.ENDING, lane] == 0.0)
        frees = frees & (work[o.PERFORMING, lane] > 0.0) & (failed[lane] == 0.0)
        freed = work[o.RESERVE, lane] if frees else 0.0
        moved[lane] -= freed
        surplus[lane] += freed
        work[o.RESERVE, lane] -= freed
        target[lane] = 0.0 if early else target[lane]


@kernel
def _spread(month, inputs, work, surplus):
    """Surplus to the revolver, the reserve, the sweep, equity; the rest stays in cash."""
    for lane in range(LANES):
        left = surplus[lane] if work[o.ENDING, lane] == 0.0 else 0.0
        repaid = left if left < work[o.REVOLVER, lane] else work[o.REVOLVER, lane]
        work[o.REVOLVER_REPAID, lane] = repaid
        work[o.REVOLVER, lane] -= repaid
        left -= repaid
        short = work[o.TARGET, lane] - work[o.RESERVE, lane]
        short = short if short > 0.0 else 0.0
        added = left if left < short else short
        work[o.TO_RESERVE, lane] += added
        work[o.RESERVE, lane] += added
        surplus[lane] -= repaid + added
    for lane in range(LANES):
        kept = inputs[oi.EQUITY_OPENING_CASH, lane] + work[o.TAX_OWED, lane]
        kept *= work[o.PERFORMING, lane]
        work[o.HELD_BACK, lane] = kept
        left = surplus[lane] - kept if work[o.ENDING, lane] == 0.0 else 0.0
        left = left if left > 0.0 else 0.0
        swept = inputs[oi.DEBT_SWEEP_SHARE, lane] * left
        balance = work[o.BALANCE, lane]
        swept = swept if swept < balance else balance
        swept = swept if month >= work[o.AVAILABLE_UNTIL, lane] else 0.0
        work[o.PREPAID_PRINCIPAL, lane] = swept
        work[o.BALANCE, lane] -= swept
        # No lender lets cash go before instalments begin.
        drawing = (work[o.COMMITMENT, lane] > 0.0) & (month <= work[o.AVAILABLE_UNTIL, lane])
        may = (month > work[o.FIRST_COMMISSIONED, lane]) & (work[o.LOCKED, lane] == 0.0)
        may = may & (not drawing)
        work[o.DISTRIBUTION, lane] = left - swept if may else 0.0
        surplus[lane] -= swept + work[o.DISTRIBUTION, lane]


@kernel
def _carry(work, failed, surplus):
    """Cash carried over; where payment failed, all of it waits for the lender."""
    cash = work[o.CASH]
    for lane in range(LANES):
        kept = work[o.AVAILABLE_CASH, lane] if failed[lane] > 0.0 else surplus[lane]
        cash[lane] = kept if work[o.PERFORMING, lane] > 0.0 else cash[lane]


@kernel
def step_waterfall(month, inputs, work):
    """One month of the waterfall, in the lanes that perform."""
    extra = work[o.FINANCE_SCRATCH]
    failed = work[o.FINANCE_SCRATCH_2]
    surplus = work[o.FINANCE_SCRATCH_3]
    _available(month, inputs, work)
    _shortfall(month, work)
    _meet(month, inputs, work, extra, failed)
    _fail(month, inputs, work, extra, failed)
    _pay(work, extra, failed, surplus)
    _reserve_target(month, inputs, work, failed, surplus)
    _spread(month, inputs, work, surplus)
    _carry(work, failed, surplus)
