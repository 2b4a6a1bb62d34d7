"""Named customers: signing, re-letting, default, renegotiation, bills and prepayments."""

import numpy as np

from riskcloud.columns import market as m
from riskcloud.columns import operator as o
from riskcloud.kernels.arithmetic import exp, log, logistic
from riskcloud.kernels.flags import any_lane, next_lane
from riskcloud.kernels.jit import inlined, kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.layout import market as mi
from riskcloud.kernels.layout import operator as oi
from riskcloud.kernels.market.mean_decay import mean_decay
from riskcloud.kernels.operator.cohorts import NEVER, chip_row, cohort_rows
from riskcloud.kernels.operator.term_price import term_price
from riskcloud.kernels.random import once_uniforms
from riskcloud.kernels.random import streams as s

HOURS = 730.0
_PRESSURE_LEVEL = 0.65  # of the expected price, where customers come back to the table
_PRESSURE_WIDTH = 0.05
_DONE = -1e9  # pressure of a tenancy that has renegotiated


@inlined
def customer_rows(j, layout, inputs, work):
    """The inputs and the state of customer j, as two matrices of rows."""
    first_input = layout.customers.inputs + j * oi.CUSTOMER_INPUTS
    first_row = layout.customers.work + j * o.CUSTOMER_FIELDS
    return (
        inputs[first_input : first_input + oi.CUSTOMER_INPUTS],
        work[first_row : first_row + o.CUSTOMER_FIELDS],
    )


@kernel
def _exponential(u, out):
    for lane in range(LANES):
        out[lane] = -log(u[lane])


@kernel
def begin_customer(seed, first_path, j, customer):
    """Thresholds of both tenancies; nothing is signed yet."""
    customer[:, :] = 0.0
    customer[o.CUSTOMER_SIGNED, :] = NEVER
    customer[o.CUSTOMER_BEGIN, :] = NEVER
    first = customer[o.CUSTOMER_LIMIT_0]
    second = customer[o.CUSTOMER_LIMIT_1]
    once_uniforms(seed, first_path, j, s.CUSTOMER_DEFAULT, first, second)
    _exponential(first, first)
    _exponential(second, second)
    first = customer[o.CUSTOMER_PATIENCE_0]
    second = customer[o.CUSTOMER_PATIENCE_1]
    once_uniforms(seed, first_path, j, s.CUSTOMER_RENEGOTIATION, first, second)
    _exponential(first, first)
    _exponential(second, second)


@kernel
def _market_price(event, years, inputs, work, chip, out):
    """Term price of the chip this month, for a row of years; only where there is an event."""
    price = work[chip + m.CHIP_PRICE]
    x = work[m.TIGHTNESS]
    reversion = inputs[oi.RESIDUAL_REVERSION]
    decline = inputs[mi.ENTRY_COST_RENT_DECLINE]
    lane = next_lane(event, 0)
    while lane < LANES:
        out[lane] = term_price(price[lane], x[lane], years[lane], reversion[lane], decline[lane])
        lane = next_lane(event, lane + 1)


@kernel
def _remember(event, month, work, chip, customer):
    """What the market was at a signing, for later renegotiation."""
    signed = customer[o.CUSTOMER_SIGNED]
    ln_price = customer[o.CUSTOMER_SIGNING_LN_PRICE]
    price = work[chip + m.CHIP_PRICE]
    for lane in range(LANES):
        signed[lane] = month if event[lane] > 0.0 else signed[lane]
        ln_price[lane] = log(price[lane]) if event[lane] > 0.0 else ln_price[lane]
    x = work[m.TIGHTNESS]
    u = work[m.CONTRACT_RESIDUAL]
    signing_x = customer[o.CUSTOMER_SIGNING_X]
    signing_u = customer[o.CUSTOMER_SIGNING_U]
    for lane in range(LANES):
        signing_x[lane] = x[lane] if event[lane] > 0.0 else signing_x[lane]
        signing_u[lane] = u[lane] if event[lane] > 0.0 else signing_u[lane]


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
    for lane in range(LANES):
        stated = terms[oi.CUSTOMER_PRICE, lane]
        stated = stated * offered[lane] if terms[oi.CUSTOMER_AT_MARKET, lane] > 0.0 else stated
        price[lane] = stated if event[lane] > 0.0 else price[lane]
        whole = price[lane] * terms[oi.CUSTOMER_GPUS, lane] * HOURS * term[lane]
        paid = terms[oi.CUSTOMER_PREPAYMENT_SHARE, lane] * whole
        prepaid[lane] = paid if event[lane] > 0.0 else prepaid[lane]


@kernel
def _prepay(month, cohort, closed, customer, received):
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
def _signing(month, inputs, work, chip, terms, cohort, customer, event, scratch):
    """Sign where the cohort is ordered this month."""
    ordered = cohort[o.COHORT_ORDERED]
    for lane in range(LANES):
        event[lane] = 1.0 if ordered[lane] == month else 0.0
    if not any_lane(event):
        return
    term = terms[oi.CUSTOMER_TERM_MONTHS]
    for lane in range(LANES):
        scratch[lane] = term[lane] / 12.0
    _market_price(event, scratch, inputs, work, chip, scratch)
    _sign(terms, cohort, customer, scratch, event)
    _remember(event, month, work, chip, customer)


@kernel
def _reletting(month, inputs, work, chip, customer, event, scratch):
    """A second tenant moves in, at the market's price for the rest of the term."""
    tenancy = customer[o.CUSTOMER_TENANCY]
    idle_until = customer[o.CUSTOMER_IDLE_UNTIL]
    end = customer[o.CUSTOMER_END]
    closed = work[o.CLOSED]
    for lane in range(LANES):
        now = (tenancy[lane] == 1.0) & (month == idle_until[lane] + 1.0) & (month <= end[lane])
        event[lane] = 1.0 if now & (closed[lane] == 0.0) else 0.0
        scratch[lane] = (end[lane] - month + 1.0) / 12.0
    if not any_lane(event):
        return
    _market_price(event, scratch, inputs, work, chip, scratch)
    price = customer[o.CUSTOMER_PRICE]
    for lane in range(LANES):
        price[lane] = scratch[lane] if event[lane] > 0.0 else price[lane]
    _remember(event, month, work, chip, customer)


@kernel
def _live(month, customer, closed, live):
    """live: 1 where a tenant is billed this month, unless it defaults now."""
    begin = customer[o.CUSTOMER_BEGIN]
    end = customer[o.CUSTOMER_END]
    tenancy = customer[o.CUSTOMER_TENANCY]
    idle_until = customer[o.CUSTOMER_IDLE_UNTIL]
    for lane in range(LANES):
        in_term = (begin[lane] < month) & (month <= end[lane]) & (closed[lane] == 0.0)
        occupied = (tenancy[lane] < 2.0) & (month > idle_until[lane])
        live[lane] = 1.0 if in_term & occupied else 0.0


@kernel
def _default(month, inputs, terms, work, customer, event):
    """The tenant fails when its cumulated hazard passes its threshold."""
    live = customer[o.CUSTOMER_LIVE]
    hazard = customer[o.CUSTOMER_HAZARD]
    tenancy = customer[o.CUSTOMER_TENANCY]
    first = customer[o.CUSTOMER_LIMIT_0]
    second = customer[o.CUSTOMER_LIMIT_1]
    rate = terms[oi.CUSTOMER_DEFAULT_RATE]
    factor = work[m.HAZARD_FACTOR]
    for lane in range(LANES):
        hazard[lane] += live[lane] * rate[lane] / 12.0 * factor[lane]
        limit = first[lane] if tenancy[lane] == 0.0 else second[lane]
        event[lane] = 1.0 if (live[lane] > 0.0) & (hazard[lane] > limit) else 0.0
    if any_lane(event):
        _vacate(month, inputs, terms, work, customer, event)


@kernel
def _vacate(month, inputs, terms, work, customer, event):
    """A default: prepayment kept, receivable written off, hours idle for a while."""
    kept = work[o.PREPAYMENT_KEPT]
    held = customer[o.CUSTOMER_HELD]
    lost = work[o.WRITE_OFF]
    receipt = customer[o.CUSTOMER_RECEIPT]
    days = inputs[oi.COSTS_RECEIVABLE_DAYS]
    for lane in range(LANES):
        kept[lane] += held[lane] * event[lane]
        lost[lane] += receipt[lane] * (days[lane] * 12.0 / 365.0) * event[lane]
        held[lane] = 0.0 if event[lane] > 0.0 else held[lane]
    reletting = terms[oi.CUSTOMER_RELETTING_MONTHS]
    idle_until = customer[o.CUSTOMER_IDLE_UNTIL]
    hazard = customer[o.CUSTOMER_HAZARD]
    pressure = customer[o.CUSTOMER_PRESSURE]
    for lane in range(LANES):
        idle = month + reletting[lane]
        idle_until[lane] = idle if event[lane] > 0.0 else idle_until[lane]
        hazard[lane] = 0.0 if event[lane] > 0.0 else hazard[lane]
        pressure[lane] = 0.0 if event[lane] > 0.0 else pressure[lane]
    for lane in range(LANES):
        customer[o.CUSTOMER_TENANCY, lane] += event[lane]
        customer[o.CUSTOMER_DEFAULTED, lane] += event[lane]
        customer[o.CUSTOMER_LIVE, lane] *= 1.0 - event[lane]


@kernel
def _ratio(month, inputs, work, chip, customer, ratio):
    """The market's price for the remaining term against that expected at signing."""
    live = customer[o.CUSTOMER_LIVE]
    signed = customer[o.CUSTOMER_SIGNED]
    end = customer[o.CUSTOMER_END]
    signing_ln_price = customer[o.CUSTOMER_SIGNING_LN_PRICE]
    signing_x = customer[o.CUSTOMER_SIGNING_X]
    signing_u = customer[o.CUSTOMER_SIGNING_U]
    reversion = inputs[oi.RESIDUAL_REVERSION]
    decline = inputs[mi.ENTRY_COST_RENT_DECLINE]
    price = work[chip + m.CHIP_PRICE]
    x = work[m.TIGHTNESS]
    year = work[o.YEAR_TIGHTNESS]
    for lane in range(LANES):
        since = (month - signed[lane]) / 12.0
        left = (end[lane] - month + 1.0) / 12.0
        keep = exp(-reversion[lane] * since)
        term = mean_decay(reversion[lane] * left) - year[lane]
        expected = signing_ln_price[lane] - decline[lane] * since
        expected -= (signing_x[lane] + signing_u[lane]) * (1.0 - keep)
        surprise = term * (x[lane] - signing_x[lane] * keep)
        value = price[lane] * exp(surprise - expected)
        ratio[lane] = value if live[lane] > 0.0 else 0.0


@kernel
def _renegotiate(month, terms, customer):
    """Pressure gathers while the market is far below what was expected; once a tenancy."""
    live = customer[o.CUSTOMER_LIVE]
    ratio = customer[o.CUSTOMER_RATIO]
    pressure = customer[o.CUSTOMER_PRESSURE]
    price = customer[o.CUSTOMER_PRICE]
    for lane in range(LANES):
        left = customer[o.CUSTOMER_END, lane] - month + 1.0
        remaining = price[lane] * terms[oi.CUSTOMER_GPUS, lane] * HOURS * left
        share = customer[o.CUSTOMER_HELD, lane] / (remaining if remaining > 0.0 else 1.0)
        weight = 1.0 - (share if share < 1.0 else 1.0)
        push = logistic((_PRESSURE_LEVEL - ratio[lane]) / _PRESSURE_WIDTH)
        push = push * terms[oi.CUSTOMER_RENEGOTIATION_RATE, lane] / 12.0 * weight
        pressure[lane] += push * live[lane]
    for lane in range(LANES):
        first = customer[o.CUSTOMER_PATIENCE_0, lane]
        second = customer[o.CUSTOMER_PATIENCE_1, lane]
        limit = first if customer[o.CUSTOMER_TENANCY, lane] == 0.0 else second
        event = (live[lane] > 0.0) & (pressure[lane] > limit) & (ratio[lane] < 1.0)
        cut = 1.0 - terms[oi.CUSTOMER_RENEGOTIATION_SHARE, lane] * (1.0 - ratio[lane])
        price[lane] *= cut if event else 1.0
        pressure[lane] = _DONE if event else pressure[lane]


@kernel
def _bill(month, terms, work, customer):
    """Bill, prepayment credited against it, and what is refunded when the contract ends."""
    live = customer[o.CUSTOMER_LIVE]
    bill = customer[o.CUSTOMER_BILL]
    held = customer[o.CUSTOMER_HELD]
    receipt = customer[o.CUSTOMER_RECEIPT]
    for lane in range(LANES):
        hours = terms[oi.CUSTOMER_GPUS, lane] * HOURS
        charge = customer[o.CUSTOMER_PRICE, lane] * hours
        bill[lane] = charge * (1.0 - terms[oi.CUSTOMER_SLA_CREDIT, lane]) * live[lane]
        work[o.REVENUE_CONTRACTS, lane] += bill[lane]
        work[o.BILLED_HOURS, lane] += hours * live[lane]
    credited = work[o.PREPAYMENT_CREDITED]
    refunded = work[o.PREPAYMENT_REFUNDED]
    for lane in range(LANES):
        first = terms[oi.CUSTOMER_CREDIT_FROM, lane]
        last = terms[oi.CUSTOMER_CREDIT_TO, lane]
        number = month - customer[o.CUSTOMER_BEGIN, lane]
        due = customer[o.CUSTOMER_PREPAID, lane] / (last - first + 1.0)
        due = due if due < held[lane] else held[lane]
        due = due if due < bill[lane] else bill[lane]
        in_window = (number >= first) & (number <= last) & (live[lane] > 0.0)
        credit = due if in_window else 0.0
        over = (month == customer[o.CUSTOMER_END, lane]) & (live[lane] > 0.0)
        refund = held[lane] - credit if over else 0.0
        held[lane] -= credit + refund
        receipt[lane] = bill[lane] - credit
        credited[lane] += credit
        refunded[lane] += refund


@kernel
def _long_stop(month, terms, cohort, closed, customer, refunded):
    """Cards too late: the contract ends and the prepayment goes back."""
    stop = terms[oi.CUSTOMER_LONG_STOP_MONTHS]
    tenancy = customer[o.CUSTOMER_TENANCY]
    held = customer[o.CUSTOMER_HELD]
    delivered = cohort[o.COHORT_DELIVERED]
    commissioned = cohort[o.COHORT_COMMISSIONED]
    for lane in range(LANES):
        limit = delivered[lane] + stop[lane]
        event = (month == limit) & (commissioned[lane] > limit) & (closed[lane] == 0.0)
        refunded[lane] += held[lane] if event else 0.0
        held[lane] = 0.0 if event else held[lane]
        tenancy[lane] = 2.0 if event else tenancy[lane]


@kernel
def _occupy(month, terms, customer, closed, cohort):
    """Add GPUs that are let, or idle between tenants, and those at work."""
    live = customer[o.CUSTOMER_LIVE]
    contracted = cohort[o.COHORT_CONTRACTED]
    physical = cohort[o.COHORT_PHYSICAL]
    for lane in range(LANES):
        gpus = terms[oi.CUSTOMER_GPUS, lane]
        in_term = (customer[o.CUSTOMER_BEGIN, lane] < month) & (
            month <= customer[o.CUSTOMER_END, lane]
        )
        idle = (
            in_term
            & (month <= customer[o.CUSTOMER_IDLE_UNTIL, lane])
            & (customer[o.CUSTOMER_TENANCY, lane] > 0.0)
            & (closed[lane] == 0.0)
        )
        contracted[lane] += gpus if (live[lane] > 0.0) | idle else 0.0
        physical[lane] += gpus * live[lane] * terms[oi.CUSTOMER_PHYSICAL_USE, lane]


@kernel
def _remain(month, horizon, terms, customer, closed, held, remaining):
    """Bills still to come to the horizon, and prepayments held."""
    tenancy = customer[o.CUSTOMER_TENANCY]
    for lane in range(LANES):
        end = customer[o.CUSTOMER_END, lane]
        begin = customer[o.CUSTOMER_BEGIN, lane]
        left = (end if end < horizon else horizon) - (month if month > begin else begin)
        let = (tenancy[lane] < 2.0) & (month >= customer[o.CUSTOMER_IDLE_UNTIL, lane])
        let = let & (left > 0.0) & (begin < NEVER) & (closed[lane] == 0.0)
        bill = customer[o.CUSTOMER_PRICE, lane] * terms[oi.CUSTOMER_GPUS, lane] * HOURS
        bills = bill * (1.0 - terms[oi.CUSTOMER_SLA_CREDIT, lane]) * left if let else 0.0
        held[lane] += customer[o.CUSTOMER_HELD, lane]
        remaining[lane] += bills - customer[o.CUSTOMER_HELD, lane]


@kernel
def step_customers(month, inputs, layout, market_layout, work):
    """All named customers in a month; month 0 signs."""
    now = np.float64(month)
    event = work[o.OPERATIONS_SCRATCH]
    scratch = work[o.OPERATIONS_SCRATCH_2]
    closed = work[o.CLOSED]
    for j in range(layout.customers.count):
        k = layout.customer_cohort[j]
        _, cohort = cohort_rows(k, layout, inputs, work)
        chip = chip_row(k, layout, market_layout)
        terms, customer = customer_rows(j, layout, inputs, work)
        _signing(now, inputs, work, chip, terms, cohort, customer, event, scratch)
        _prepay(now, cohort, closed, customer, work[o.PREPAYMENT_RECEIVED])
        _reletting(now, inputs, work, chip, customer, event, scratch)
        live = customer[o.CUSTOMER_LIVE]
        _live(now, customer, closed, live)
        if any_lane(live):
            _default(now, inputs, terms, work, customer, event)
            _ratio(now, inputs, work, chip, customer, customer[o.CUSTOMER_RATIO])
            _renegotiate(now, terms, customer)
        else:
            customer[o.CUSTOMER_RATIO, :] = 0.0
        _bill(now, terms, work, customer)
        _long_stop(now, terms, cohort, closed, customer, work[o.PREPAYMENT_REFUNDED])
        _occupy(now, terms, customer, closed, cohort)
        _remain(
            now,
            np.float64(layout.horizon),
            terms,
            customer,
            closed,
            work[o.PREPAYMENT_HELD],
            work[o.REMAINING_CONTRACT],
        )
