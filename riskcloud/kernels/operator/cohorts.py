"""Cohorts of cards: order, delivery, commissioning, service, and what is paid for them."""

import math

import numpy as np

from riskcloud.columns import market as m
from riskcloud.columns import operator as o
from riskcloud.kernels.arithmetic import exp, round_to_integer
from riskcloud.kernels.flags import any_lane, next_lane
from riskcloud.kernels.jit import inlined, kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.layout import market as mi
from riskcloud.kernels.layout import operator as oi
from riskcloud.kernels.operator.term_price import term_price
from riskcloud.kernels.units import HOURS

NEVER = 1e9
_RULE_YEARS = 3.0


@inlined
def cohort_rows(k, layout, inputs, work):
    """The inputs and the state of cohort k, as two matrices of rows."""
    first_input = layout.cohorts.inputs + k * oi.COHORT_INPUTS
    first_row = layout.cohorts.work + k * o.COHORT_FIELDS
    return (
        inputs[first_input : first_input + oi.COHORT_INPUTS],
        work[first_row : first_row + o.COHORT_FIELDS],
    )


@inlined
def chip_row(k, layout, market_layout):
    """First work row of the chip of cohort k."""
    return market_layout.chips.work + layout.cohort_chip[k] * m.CHIP_FIELDS


@kernel
def begin_cohort(cohort):
    """Nothing is ordered yet."""
    for field in range(o.COHORT_FIELDS):
        cohort[field, :] = 0.0
    cohort[o.COHORT_ORDERED, :] = NEVER
    cohort[o.COHORT_DELIVERED, :] = NEVER
    cohort[o.COHORT_COMMISSIONED, :] = NEVER
    cohort[o.COHORT_RETIRED, :] = NEVER


@kernel
def _may_order(month, terms, cohort, closed, out):
    """out: 1 where the cohort is open for an order this month."""
    order_month = terms[oi.COHORT_ORDER_MONTH]
    by_rule = terms[oi.COHORT_BY_RULE]
    deferral = terms[oi.COHORT_MAX_DEFERRAL]
    ordered = cohort[o.COHORT_ORDERED]
    for lane in range(LANES):
        last = order_month[lane] + (deferral[lane] if by_rule[lane] > 0.0 else 0.0)
        due = (month >= order_month[lane]) & (month <= last) & (ordered[lane] >= NEVER)
        out[lane] = 1.0 if due & (closed[lane] == 0.0) else 0.0


@kernel
def _rule_holds(inputs, work, terms, chip, out):
    """out: 0 where an order by rule is deferred: the 3-year price is too near entry cost."""
    reversion = inputs[oi.RESIDUAL_REVERSION]
    decline = inputs[mi.ENTRY_COST_RENT_DECLINE]
    by_rule = terms[oi.COHORT_BY_RULE]
    threshold = terms[oi.COHORT_THRESHOLD]
    price = work[chip + m.CHIP_PRICE]
    quality = work[chip + m.CHIP_QUALITY]
    x = work[m.TIGHTNESS]
    ln_entry_cost = work[m.LN_ENTRY_COST]
    for lane in range(LANES):
        offered = term_price(price[lane], x[lane], _RULE_YEARS, reversion[lane], decline[lane])
        wanted = threshold[lane] * exp(ln_entry_cost[lane]) * quality[lane]
        out[lane] = out[lane] if (by_rule[lane] == 0.0) | (offered >= wanted) else 0.0


@kernel
def _write_dates(month, terms, order, cohort):
    """Dates of the lanes that order this month."""
    delivery = terms[oi.COHORT_DELIVERY_MONTHS]
    delay = terms[oi.COHORT_COMMISSIONING_DELAY]
    life = terms[oi.COHORT_LIFE_MONTHS]
    ordered = cohort[o.COHORT_ORDERED]
    delivered = cohort[o.COHORT_DELIVERED]
    commissioned = cohort[o.COHORT_COMMISSIONED]
    retired = cohort[o.COHORT_RETIRED]
    lane = next_lane(order, 0)
    while lane < LANES:
        late = round_to_integer(delay[lane])
        late = late if late > 0.0 else 0.0
        ordered[lane] = month
        delivered[lane] = month + delivery[lane]
        commissioned[lane] = delivered[lane] + late
        retired[lane] = commissioned[lane] + life[lane]
        lane = next_lane(order, lane + 1)


@kernel
def _index(work, out):
    """out: price of servers over that of month 0."""
    for lane in range(LANES):
        out[lane] = work[m.SERVER_INDEX, lane] / work[o.SERVER_START, lane]


@kernel
def _price(terms, index, rate, out):
    """out: price of a card today; at the exchange rate where it is in the foreign currency."""
    price = terms[oi.COHORT_PRICE]
    foreign = terms[oi.COHORT_FOREIGN]
    for lane in range(LANES):
        today = price[lane] * index[lane]
        out[lane] = today * (rate[lane] if foreign[lane] > 0.0 else 1.0)


@kernel
def _write_unit_cost(terms, order, price, cohort):
    """Price at the order, and with freight and duty."""
    unit_price = cohort[o.COHORT_UNIT_PRICE]
    unit_cost = cohort[o.COHORT_UNIT_COST]
    for lane in range(LANES):
        extras = 1.0 + terms[oi.COHORT_FREIGHT_SHARE, lane] + terms[oi.COHORT_DUTY_SHARE, lane]
        unit_price[lane] = price[lane] if order[lane] > 0.0 else unit_price[lane]
        unit_cost[lane] = price[lane] * extras if order[lane] > 0.0 else unit_cost[lane]


@kernel
def _pay(month, terms, price, closed, cohort, capex):
    """Deposit at the planned month, milestone half way, the rest at delivery."""
    gpus = terms[oi.COHORT_GPUS]
    unit_price = cohort[o.COHORT_UNIT_PRICE]
    unit_cost = cohort[o.COHORT_UNIT_COST]
    ordered = cohort[o.COHORT_ORDERED]
    delivered = cohort[o.COHORT_DELIVERED]
    cost = cohort[o.COHORT_COST]
    basis = cohort[o.COHORT_BASIS]
    for lane in range(LANES):
        deposit = terms[oi.COHORT_DEPOSIT_SHARE, lane] * gpus[lane] * price[lane]
        deposit = deposit if month == terms[oi.COHORT_ORDER_MONTH, lane] else 0.0
        half = math.floor(0.5 * terms[oi.COHORT_DELIVERY_MONTHS, lane])
        milestone = terms[oi.COHORT_MILESTONE_SHARE, lane] * gpus[lane] * unit_price[lane]
        milestone = milestone if month == ordered[lane] + half else 0.0
        rest = gpus[lane] * unit_cost[lane] - cost[lane] - deposit - milestone
        rest = rest if (month == delivered[lane]) & (rest > 0.0) else 0.0
        paid = deposit + milestone + rest if closed[lane] == 0.0 else 0.0
        cost[lane] += paid
        basis[lane] += paid
        capex[lane] += paid


@kernel
def _pay_vat(month, terms, cohort, closed, paid, refunded):
    """Recoverable VAT: paid at delivery, back after its lag."""
    gpus = terms[oi.COHORT_GPUS]
    rate = terms[oi.COHORT_VAT_RATE]
    lag = terms[oi.COHORT_VAT_REFUND_MONTHS]
    unit_price = cohort[o.COHORT_UNIT_PRICE]
    delivered = cohort[o.COHORT_DELIVERED]
    for lane in range(LANES):
        vat = rate[lane] * gpus[lane] * unit_price[lane]
        vat = vat if closed[lane] == 0.0 else 0.0
        paid[lane] += vat if month == delivered[lane] else 0.0
        refunded[lane] += vat if month == delivered[lane] + lag[lane] else 0.0


@kernel
def _serve(month, cohort, closed, active):
    """Flag of service: from the month after commissioning to retirement."""
    commissioned = cohort[o.COHORT_COMMISSIONED]
    retired = cohort[o.COHORT_RETIRED]
    for lane in range(LANES):
        served = (commissioned[lane] < month) & (month <= retired[lane])
        active[lane] = 1.0 if served & (closed[lane] == 0.0) else 0.0


@kernel
def _count(terms, kw, active, hours, work):
    """Add an active cohort to GPUs, available hours and IT power."""
    gpus = terms[oi.COHORT_GPUS]
    installed = work[o.INSTALLED_GPUS]
    available = work[o.AVAILABLE_HOURS]
    it_kw = work[o.IT_KW]
    for lane in range(LANES):
        running = gpus[lane] * active[lane]
        installed[lane] += running
        available[lane] += running * hours[lane]
        it_kw[lane] += running * kw[lane]


@kernel
def hours_per_gpu(inputs, out):
    """out: hours a month that an installed GPU can be let: less spares and downtime."""
    spares = inputs[oi.COSTS_SPARES_SHARE]
    downtime = inputs[oi.COSTS_DOWNTIME]
    for lane in range(LANES):
        out[lane] = (1.0 - spares[lane] - downtime[lane]) * HOURS


@kernel
def step_shell(month, inputs, work):
    """An own shell is paid for once."""
    amount = inputs[oi.SPACE_SHELL_CAPEX]
    when = inputs[oi.SPACE_SHELL_MONTH]
    closed = work[o.CLOSED]
    capex = work[o.CAPEX]
    for lane in range(LANES):
        due = (month == when[lane]) & (closed[lane] == 0.0)
        capex[lane] += amount[lane] if due else 0.0


@kernel
def step_cohorts(month, inputs, layout, market_layout, work):
    """Orders, payments, service and counts of all cohorts in a month; month 0 too."""
    order = work[o.OPERATIONS_SCRATCH]
    index = work[o.OPERATIONS_SCRATCH_2]
    price = work[m.DRAW_0]
    closed = work[o.CLOSED]
    now = np.float64(month)
    _index(work, index)
    for k in range(layout.cohorts.count):
        terms, cohort = cohort_rows(k, layout, inputs, work)
        _may_order(now, terms, cohort, closed, order)
        _price(terms, index, work[m.EXCHANGE_RATE], price)
        if any_lane(order):
            _rule_holds(inputs, work, terms, chip_row(k, layout, market_layout), order)
            _write_dates(now, terms, order, cohort)
            _write_unit_cost(terms, order, price, cohort)
        _pay(now, terms, price, closed, cohort, work[o.CAPEX])
        _pay_vat(now, terms, cohort, closed, work[o.VAT_PAID], work[o.VAT_REFUNDED])
        active = cohort[o.COHORT_ACTIVE]
        _serve(now, cohort, closed, active)
        hours_per_gpu(inputs, order)
        chip = market_layout.chips.inputs + layout.cohort_chip[k] * mi.CHIP_INPUTS
        _count(terms, inputs[chip + mi.CHIP_KW], active, order, work)
    step_shell(now, inputs, work)
