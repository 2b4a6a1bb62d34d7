"""Uses and sources of a month: prepayments, then the loan, then equity (model, 3.6)."""

from riskcloud.columns import operator as o
from riskcloud.kernels.flags import any_lane
from riskcloud.kernels.jit import kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.layout import operator as oi
from riskcloud.kernels.operator.cohorts import cohort_rows
from riskcloud.kernels.units import MONTH

PRO_RATA = 0.0
EQUITY_FIRST = 1.0
EQUITY_LAST = 2.0


@kernel
def _uses(month, inputs, work):
    """Capex, VAT, funded fees, interest in construction, opening cash."""
    uses = work[o.USES]
    for lane in range(LANES):
        first = work[o.FIRST_COMMISSIONED, lane]
        interest = work[o.INTEREST, lane] if month <= first else 0.0
        opening = inputs[oi.EQUITY_OPENING_CASH, lane] if month == 0.0 else 0.0
        funded = work[o.FEES, lane] - work[o.FEES_SERVICED, lane]
        spent = work[o.CAPEX, lane] + work[o.VAT_PAID, lane]
        uses[lane] = (spent + funded + interest + opening) * work[o.PERFORMING, lane]


@kernel
def _fill_pot(work):
    """Prepayments wait in the pot for capex; refunds come out of it first."""
    pot = work[o.POT]
    for lane in range(LANES):
        pot[lane] += work[o.PREPAYMENT_RECEIVED, lane] * work[o.PERFORMING, lane]
        refund = work[o.PREPAYMENT_REFUNDED, lane] - work[o.END_REFUND, lane]
        refund *= work[o.PERFORMING, lane]
        met = pot[lane] if pot[lane] < refund else refund
        pot[lane] -= met
        work[o.REFUND_FROM_CASH, lane] = refund - met


@kernel
def _first_delivery(layout, inputs, work, out):
    """out: month of the first delivery."""
    out[:] = work[o.FIRST_COMMISSIONED]
    for k in range(layout.cohorts.count):
        _, cohort = cohort_rows(k, layout, inputs, work)
        for lane in range(LANES):
            delivered = cohort[o.COHORT_DELIVERED, lane]
            out[lane] = delivered if delivered < out[lane] else out[lane]


@kernel
def _ask_loan(month, delivery, inputs, work):
    """The draw by the order agreed, as far as it is committed and the uses need it."""
    draw = work[o.DEBT_DRAW]
    for lane in range(LANES):
        drawn = work[o.DRAWN, lane]
        needed = work[o.USES, lane] - work[o.POT, lane]
        order = inputs[oi.DEBT_FUNDING_ORDER, lane]
        share = work[o.DRAW_RATIO, lane] * work[o.CUM_CAPEX, lane] - drawn
        share = share if month >= delivery[lane] else 0.0
        after_equity = needed - work[o.EQUITY_LEFT, lane]
        wanted = after_equity if order == EQUITY_FIRST else share
        wanted = needed if order == EQUITY_LAST else wanted
        wanted = wanted if wanted < needed else needed
        open_amount = work[o.COMMITMENT, lane] - drawn
        wanted = wanted if wanted < open_amount else open_amount
        may = (month <= work[o.AVAILABLE_UNTIL, lane]) & (wanted > 0.0)
        draw[lane] = wanted if may else 0.0


@kernel
def _first_reserve(inputs, work, starts):
    """starts: 1 in the month of first service.  The reserve is a use of it: months of service
    of what the loan stands at after a draw for the other uses."""
    for lane in range(LANES):
        balance = work[o.BALANCE, lane] + work[o.DEBT_DRAW, lane]
        repaid = (1.0 - inputs[oi.DEBT_BALLOON_SHARE, lane]) * balance
        service = balance * work[o.LOAN_RATE, lane] * MONTH
        service += repaid / inputs[oi.DEBT_TENOR_MONTHS, lane]
        reserve = inputs[oi.DEBT_RESERVE_MONTHS, lane] * service * starts[lane]
        work[o.TO_RESERVE, lane] = reserve * work[o.PERFORMING, lane]
        work[o.USES, lane] += work[o.TO_RESERVE, lane]


@kernel
def _use_pot(month, inputs, work):
    """The pot pays uses; its rest is released once no more capex is to be funded by it."""
    pot = work[o.POT]
    for lane in range(LANES):
        used = work[o.USES, lane] if work[o.USES, lane] < pot[lane] else pot[lane]
        work[o.FROM_POT, lane] = used
        rest = pot[lane] - used
        # Grace is the lender's: without one the pot need not wait for it.
        grace = inputs[oi.DEBT_GRACE_MONTHS, lane] if work[o.COMMITMENT, lane] == 0.0 else 0.0
        over = month >= work[o.AVAILABLE_UNTIL, lane] - grace
        over = (over | (work[o.ENDING, lane] > 0.0)) & (work[o.PERFORMING, lane] > 0.0)
        work[o.POT_RELEASED, lane] = rest if over else 0.0
        pot[lane] = 0.0 if over else rest


@kernel
def _call(work):
    """Equity meets the rest as far as it is committed; `due` takes what is left."""
    left = work[o.EQUITY_LEFT]
    call = work[o.EQUITY_CALL]
    for lane in range(LANES):
        work[o.DRAWN, lane] += work[o.DEBT_DRAW, lane]
        rest = work[o.USES, lane] - work[o.FROM_POT, lane] - work[o.DEBT_DRAW, lane]
        call[lane] = rest if rest < left[lane] else left[lane]
        left[lane] -= call[lane]
        work[o.DUE, lane] = rest - call[lane]


@kernel
def step_funding(month, inputs, layout, work):
    """Uses of the month and where they come from; a gap is left in `due`."""
    delivery = work[o.FINANCE_SCRATCH]
    starts = work[o.FINANCE_SCRATCH_2]
    _uses(month, inputs, work)
    _fill_pot(work)
    _first_delivery(layout, inputs, work, delivery)
    _ask_loan(month, delivery, inputs, work)
    for lane in range(LANES):
        starts[lane] = 1.0 if month == work[o.FIRST_COMMISSIONED, lane] else 0.0
    if any_lane(starts):
        _first_reserve(inputs, work, starts)
        _ask_loan(month, delivery, inputs, work)
    _use_pot(month, inputs, work)
    _call(work)
