"""Signing and re-letting: price, dates and prepayment of a tenancy (model, 2.2)."""

from riskcloud.columns import market as m
from riskcloud.columns import operator as o
from riskcloud.kernels.arithmetic import exp, log
from riskcloud.kernels.flags import any_lane, next_lane
from riskcloud.kernels.jit import kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.layout import market as mi
from riskcloud.kernels.layout import operator as oi
from riskcloud.kernels.operator.growth import monthly
from riskcloud.kernels.operator.term_price import term_price
from riskcloud.kernels.units import HOURS, MONTH


@kernel
def _remember(event, month, inputs, work, chip, customer):
    """What the market was at a signing, and when it was, for later renegotiation."""
    price = work[chip + m.CHIP_PRICE]
    reversion = inputs[oi.RESIDUAL_REVERSION]
    lane = next_lane(event, 0)
    while lane < LANES:
        customer[o.CUSTOMER_SIGNED, lane] = month
        customer[o.CUSTOMER_SIGNING_LN_PRICE, lane] = log(price[lane])
        customer[o.CUSTOMER_SIGNING_X, lane] = work[m.TIGHTNESS, lane]
        customer[o.CUSTOMER_SIGNING_U, lane] = work[m.CONTRACT_RESIDUAL, lane]
        customer[o.CUSTOMER_SIGNED_KEPT, lane] = work[o.GROWN_REVERSION, lane]
        over = customer[o.CUSTOMER_END, lane] + 1.0
        customer[o.CUSTOMER_END_KEPT, lane] = exp(-monthly(reversion[lane]) * over)
        lane = next_lane(event, lane + 1)


@kernel
def _sign(terms, cohort, customer, offered, event):
    """Price, dates and prepayment agreed of the lanes whose cohort was ordered this month."""
    term = terms[oi.CUSTOMER_TERM_MONTHS]
    begin = customer[o.CUSTOMER_BEGIN]
    end = customer[o.CUSTOMER_END]
    price = customer[o.CUSTOMER_PRICE]
    prepaid = customer[o.CUSTOMER_PREPAID]
    for lane in range(LANES):
        start = cohort[o.COHORT_COMMISSIONED, lane]
        last = start + term[lane]
        retired = cohort[o.COHORT_RETIRED, lane]
        last = last if last < retired else retired
        begin[lane] = start if event[lane] > 0.0 else begin[lane]
        end[lane] = last if event[lane] > 0.0 else end[lane]
        stated = terms[oi.CUSTOMER_PRICE, lane]
        stated = stated * offered[lane] if terms[oi.CUSTOMER_AT_MARKET, lane] > 0.0 else stated
        price[lane] = stated if event[lane] > 0.0 else price[lane]
        whole = price[lane] * customer[o.CUSTOMER_GPUS, lane] * HOURS * term[lane]
        paid = terms[oi.CUSTOMER_PREPAYMENT_SHARE, lane] * whole
        prepaid[lane] = paid if event[lane] > 0.0 else prepaid[lane]


@kernel
def sign_contracts(month, inputs, work, chip, terms, cohort, customer, event):
    """Sign where the cohort is ordered this month."""
    ordered = cohort[o.COHORT_ORDERED]
    for lane in range(LANES):
        event[lane] = 1.0 if ordered[lane] == month else 0.0
    if not any_lane(event):
        return
    price = work[chip + m.CHIP_PRICE]
    reversion, decline = inputs[oi.RESIDUAL_REVERSION], inputs[mi.ENTRY_COST_RENT_DECLINE]
    offered = work[o.OPERATIONS_SCRATCH_2]
    for lane in range(LANES):
        x, years = work[m.TIGHTNESS, lane], terms[oi.CUSTOMER_TERM_MONTHS, lane] * MONTH
        offered[lane] = term_price(price[lane], x, years, reversion[lane], decline[lane])
    _sign(terms, cohort, customer, offered, event)
    _remember(event, month, inputs, work, chip, customer)


@kernel
def receive_prepayment(month, cohort, closed, customer, received):
    """The prepayment is paid in when the cards are delivered."""
    delivered = cohort[o.COHORT_DELIVERED]
    prepaid = customer[o.CUSTOMER_PREPAID]
    held = customer[o.CUSTOMER_HELD]
    for lane in range(LANES):
        paid = prepaid[lane] if month == delivered[lane] else 0.0
        paid = paid if closed[lane] == 0.0 else 0.0
        held[lane] += paid
        received[lane] += paid


@kernel
def relet(month, inputs, work, chip, customer, event):
    """A second tenant moves in, at the market's price for the rest of the term."""
    tenancy = customer[o.CUSTOMER_TENANCY]
    idle_until = customer[o.CUSTOMER_IDLE_UNTIL]
    end = customer[o.CUSTOMER_END]
    closed = work[o.CLOSED]
    for lane in range(LANES):
        now = (tenancy[lane] == 1.0) & (month == idle_until[lane] + 1.0) & (month <= end[lane])
        event[lane] = 1.0 if now & (closed[lane] == 0.0) else 0.0
    if not any_lane(event):
        return
    price = work[chip + m.CHIP_PRICE]
    reversion, decline = inputs[oi.RESIDUAL_REVERSION], inputs[mi.ENTRY_COST_RENT_DECLINE]
    lane = next_lane(event, 0)
    while lane < LANES:
        x, years = work[m.TIGHTNESS, lane], (end[lane] - month + 1.0) * MONTH
        today = term_price(price[lane], x, years, reversion[lane], decline[lane])
        customer[o.CUSTOMER_PRICE, lane] = today
        lane = next_lane(event, lane + 1)
    _remember(event, month, inputs, work, chip, customer)
