"""The waterfall: what is due, what meets a shortfall, where a surplus goes (model, 3.6)."""

from riskcloud.columns import operator as o
from riskcloud.kernels.jit import kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.layout import operator as oi
from riskcloud.kernels.operator.shortfall import step_shortfall

_ROUNDING = 1e-9  # of what was drawn: less counts as repaid


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
def _due(month, work):
    """What is due; prepayments in the pot meet it where cash does not."""
    due, pot = work[o.DUE], work[o.POT]
    for lane in range(LANES):
        # A new loan has put maturity off by now, and renews the revolver with it.
        matures = (month == work[o.MATURITY, lane]) & (work[o.ENDING, lane] == 0.0)
        drawn = work[o.REVOLVER, lane] * work[o.PERFORMING, lane]
        work[o.REVOLVER_DUE, lane] = drawn if matures else 0.0
        due[lane] += work[o.REVOLVER_DUE, lane]
    for lane in range(LANES):
        interest = work[o.INTEREST, lane] if month > work[o.FIRST_COMMISSIONED, lane] else 0.0
        repaid = work[o.PRINCIPAL, lane] - work[o.REFINANCED, lane]
        due[lane] += interest + work[o.FEES_SERVICED, lane] + repaid
    for lane in range(LANES):
        gap = (due[lane] - work[o.AVAILABLE_CASH, lane]) * work[o.PERFORMING, lane]
        met = gap if gap < pot[lane] else pot[lane]
        met = met if met > 0.0 else 0.0
        pot[lane] -= met
        work[o.POT_RELEASED, lane] += met
        work[o.AVAILABLE_CASH, lane] += met


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
        repaid = work[o.REVOLVER_DUE, lane] if failed[lane] == 0.0 else 0.0
        work[o.REVOLVER_REPAID, lane] = repaid
        work[o.REVOLVER, lane] += work[o.FROM_REVOLVER, lane] - repaid
        work[o.CURE_LEFT, lane] -= cured
        work[o.CURES_LEFT, lane] -= 1.0 if cured > 0.0 else 0.0
    for lane in range(LANES):
        moved = work[o.DEBT_DRAW, lane] - work[o.PRINCIPAL, lane] + work[o.REFINANCED, lane]
        balance = work[o.BALANCE, lane] + moved
        work[o.BALANCE, lane] = balance if balance > _ROUNDING * work[o.DRAWN, lane] else 0.0
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
    for lane in range(LANES):
        left = surplus[lane] if work[o.ENDING, lane] == 0.0 else 0.0
        repaid = left if left < work[o.REVOLVER, lane] else work[o.REVOLVER, lane]
        work[o.REVOLVER_REPAID, lane] += repaid
        work[o.REVOLVER, lane] -= repaid
        surplus[lane] -= repaid
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
    _due(month, work)
    step_shortfall(month, inputs, work, extra, failed)
    _pay(work, extra, failed, surplus)
    _reserve_target(month, inputs, work)
    _free_reserve(month, work, failed, extra, surplus)
    _restore(work, extra, surplus)
    _sweep(month, inputs, work, extra, surplus)
    _distribute(month, work, extra, surplus)
    _carry(work, failed, surplus)
