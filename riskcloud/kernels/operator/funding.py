"""Uses and sources of a month: prepayments, then the loan, then equity (model, 3.6)."""

from riskcloud.columns import operator as o
from riskcloud.kernels.flags import any_lane
from riskcloud.kernels.jit import inlined, kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.layout import operator as oi
from riskcloud.kernels.operator.cohorts import cohort_rows
from riskcloud.kernels.units import MONTH

PRO_RATA = 0.0
EQUITY_FIRST = 1.0


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
def _room(month, delivery, inputs, work, room):
    """room: what may be drawn this month, whatever the uses; pro rata the share is made up."""
    for lane in range(LANES):
        drawn = work[o.DRAWN, lane]
        share = work[o.DRAW_RATIO, lane] * work[o.CUM_CAPEX, lane] - drawn
        share = share if (month >= delivery[lane]) & (share > 0.0) else 0.0
        most = work[o.COMMITMENT, lane] - drawn
        pro_rata = (inputs[oi.DEBT_FUNDING_ORDER, lane] == PRO_RATA) & (share < most)
        most = share if pro_rata else most
        room[lane] = most if month <= work[o.AVAILABLE_UNTIL, lane] else 0.0


@inlined
def _asked(lane, inputs, work):
    """Uses that the loan is asked for: all that the pot leaves, or, equity first, owners too."""
    first = inputs[oi.DEBT_FUNDING_ORDER, lane] == EQUITY_FIRST
    needed = work[o.USES, lane] - work[o.POT, lane]
    return needed - (work[o.EQUITY_LEFT, lane] if first else 0.0)


@kernel
def _first_reserve(room, starts, inputs, work):
    """In the month of first service (starts: 1) the reserve is one of the uses.

    It is months of service of the loan as it stands after the month, hence of its own draw too:
    with a reserve of k times the loan b, b = balance + asked + k b, within balance and room; the
    least such loan.
    """
    for lane in range(LANES):
        balance = work[o.BALANCE, lane]
        service = work[o.LOAN_RATE, lane] * MONTH
        service += (1.0 - inputs[oi.DEBT_BALLOON_SHARE, lane]) / inputs[oi.DEBT_TENOR_MONTHS, lane]
        k = inputs[oi.DEBT_RESERVE_MONTHS, lane] * service
        most = balance + room[lane]
        asked = balance + _asked(lane, inputs, work)
        grown = asked / (1.0 - k) if k < 1.0 else most
        grown = grown if grown < most else most
        loan = grown if asked + k * balance > balance else balance
        reserve = k * loan * starts[lane] * work[o.PERFORMING, lane]
        work[o.TO_RESERVE, lane] = reserve
        work[o.USES, lane] += reserve


@kernel
def _draw(room, inputs, work):
    """Draw what the loan is asked for, within its room."""
    for lane in range(LANES):
        asked = _asked(lane, inputs, work)
        asked = asked if asked < room[lane] else room[lane]
        draw = asked if asked > 0.0 else 0.0
        work[o.DEBT_DRAW, lane] = draw
        work[o.DRAWN, lane] += draw


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
        rest = work[o.USES, lane] - work[o.FROM_POT, lane] - work[o.DEBT_DRAW, lane]
        call[lane] = rest if rest < left[lane] else left[lane]
        left[lane] -= call[lane]
        work[o.DUE, lane] = rest - call[lane]


@kernel
def step_funding(month, inputs, layout, work):
    """Uses of the month and where they come from; a gap is left in `due`."""
    delivery = work[o.FINANCE_SCRATCH]
    starts = work[o.FINANCE_SCRATCH_2]
    room = work[o.FINANCE_SCRATCH_3]
    _uses(month, inputs, work)
    _fill_pot(work)
    _first_delivery(layout, inputs, work, delivery)
    _room(month, delivery, inputs, work, room)
    for lane in range(LANES):
        starts[lane] = 1.0 if month == work[o.FIRST_COMMISSIONED, lane] else 0.0
    if any_lane(starts):
        _first_reserve(room, starts, inputs, work)
    _draw(room, inputs, work)
    _use_pot(month, inputs, work)
    _call(work)
