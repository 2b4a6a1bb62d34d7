"""Retirement of cohorts, abandonment, and what the end of operations brings and costs."""

from riskcloud.columns import market as m
from riskcloud.columns import operator as o
from riskcloud.kernels.flags import any_lane
from riskcloud.kernels.jit import kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.layout import operator as oi
from riskcloud.kernels.operator.cohorts import NEVER, cohort_rows
from riskcloud.kernels.operator.costs import leased_kw
from riskcloud.kernels.operator.customer_rows import customer_rows


@kernel
def _live_customers(layout, inputs, work, out):
    """out: how many named customers are billed this month."""
    out[:] = 0.0
    for j in range(layout.customers.count):
        _, customer = customer_rows(j, layout, inputs, work)
        live = customer[o.CUSTOMER_LIVE]
        for lane in range(LANES):
            out[lane] += live[lane]


@kernel
def _cohorts_to_come(month, layout, inputs, work, out):
    """out: how many cohorts serve after this month, or may still be ordered."""
    out[:] = 0.0
    for k in range(layout.cohorts.count):
        terms, cohort = cohort_rows(k, layout, inputs, work)
        ordered = cohort[o.COHORT_ORDERED]
        retired = cohort[o.COHORT_RETIRED]
        for lane in range(LANES):
            last = terms[oi.COHORT_ORDER_MONTH, lane] + terms[oi.COHORT_MAX_DEFERRAL, lane]
            lapsed = (ordered[lane] >= NEVER) & (month >= last)
            out[lane] += 1.0 if (retired[lane] > month) & (not lapsed) else 0.0


@kernel
def step_ending(month, costs, inputs, layout, work):
    """Flag the month of the end: the horizon, the last retirement, or too many losses."""
    waits = work[o.OPERATIONS_SCRATCH_2]  # under contract, or not in service yet
    to_come = work[o.OPERATIONS_SCRATCH]
    _live_customers(layout, inputs, work, waits)
    _cohorts_to_come(month, layout, inputs, work, to_come)
    losses = work[o.LOSS_MONTHS]
    patience = inputs[oi.CLOSURE_LOSS_MONTHS]
    closed = work[o.CLOSED]
    ending = work[o.ENDING]
    for lane in range(LANES):
        signed = work[o.REMAINING_CONTRACT, lane] + work[o.PREPAYMENT_HELD, lane]  # to be billed
        let = (waits[lane] > 0.0) | (signed > 0.0)
        waits[lane] = 1.0 if let | (work[o.INSTALLED_GPUS, lane] == 0.0) else 0.0
        revenue = work[o.REVENUE_CONTRACTS, lane] + work[o.REVENUE_ON_DEMAND, lane]
        revenue += work[o.REVENUE_SPOT, lane] + work[o.REVENUE_LAYERS, lane]
        margin = revenue - costs[lane]
        losses[lane] = losses[lane] + 1.0 if (margin < 0.0) & (waits[lane] == 0.0) else 0.0
        over = (month == layout.horizon) | (losses[lane] >= patience[lane])
        over = over | (to_come[lane] == 0.0)
        gives_up = (losses[lane] >= patience[lane]) & (to_come[lane] > 0.0)
        gives_up = gives_up & (month < layout.horizon) & (closed[lane] == 0.0)
        work[o.ABANDONED, lane] = 1.0 if gives_up else work[o.ABANDONED, lane]
        ending[lane] = 1.0 if over & (closed[lane] == 0.0) else 0.0


@kernel
def _cancelled(month, terms, cohort, sold):
    """sold: 1 where an order by rule lapses this month and its deposit is lost."""
    for lane in range(LANES):
        last = terms[oi.COHORT_ORDER_MONTH, lane] + terms[oi.COHORT_MAX_DEFERRAL, lane]
        lapsed = (month == last) & (cohort[o.COHORT_ORDERED, lane] >= NEVER)
        sold[lane] = 1.0 if lapsed & (terms[oi.COHORT_BY_RULE, lane] > 0.0) else 0.0


@kernel
def _sell(month, at_horizon, inputs, cohort, ending, closed):
    """Proceeds: the value at retirement and at the end, deposits if undelivered."""
    sold = cohort[o.COHORT_SOLD]
    sale = cohort[o.COHORT_SALE]
    for lane in range(LANES):
        retired = cohort[o.COHORT_RETIRED, lane]
        delivered = cohort[o.COHORT_DELIVERED, lane]
        orderly = cohort[o.COHORT_VALUE, lane]
        days_90 = inputs[oi.RESIDUAL_DAYS_90, lane]
        value = orderly * (1.0 if at_horizon else days_90)
        value = value if delivered <= month else cohort[o.COHORT_COST, lane] * days_90
        value = value if cohort[o.COHORT_ORDERED, lane] < NEVER else 0.0
        leaves = (ending[lane] > 0.0) & (month < retired) & (cohort[o.COHORT_COST, lane] > 0.0)
        retires = month == retired
        proceeds = orderly if retires else (value if leaves else 0.0)
        sale[lane] = proceeds if closed[lane] == 0.0 else 0.0
        gone = retires | leaves | (sold[lane] > 0.0)
        sold[lane] = 1.0 if gone & (closed[lane] == 0.0) else 0.0


@kernel
def _dismantle(month, terms, cohort, proceeds, cost):
    """Add proceeds, and decommissioning of what was delivered."""
    sold = cohort[o.COHORT_SOLD]
    for lane in range(LANES):
        proceeds[lane] += cohort[o.COHORT_SALE, lane]
        taken_down = terms[oi.COHORT_DECOMMISSIONING, lane] * terms[oi.COHORT_GPUS, lane]
        there = cohort[o.COHORT_DELIVERED, lane] <= month
        cost[lane] += taken_down * sold[lane] if there else 0.0


@kernel
def step_cancellations(month, inputs, layout, work):
    """Flag orders that lapse this month, month 0 too: tax deducts their deposits."""
    for k in range(layout.cohorts.count):
        terms, cohort = cohort_rows(k, layout, inputs, work)
        _cancelled(month, terms, cohort, cohort[o.COHORT_SOLD])


@kernel
def step_sales(month, inputs, layout, work):
    """Sales of all cohorts in a month."""
    at_horizon = month == layout.horizon
    closed = work[o.CLOSED]
    for k in range(layout.cohorts.count):
        terms, cohort = cohort_rows(k, layout, inputs, work)
        _sell(month, at_horizon, inputs, cohort, work[o.ENDING], closed)
        _dismantle(month, terms, cohort, work[o.SALE_PROCEEDS], work[o.CLOSURE_COST])


@kernel
def _terminate_lease(month, inputs, work, cost):
    """The lesser of the termination fee and what is left of the lease less re-letting."""
    leased = work[o.OPERATIONS_SCRATCH]
    leased_kw(month, inputs, leased)
    ending = work[o.ENDING]
    for lane in range(LANES):
        left = inputs[oi.SPACE_LEASE_START, lane] + inputs[oi.SPACE_LEASE_MONTHS, lane] - month
        left = left if left > 0.0 else 0.0
        months = left * (1.0 - inputs[oi.SPACE_RELETTING_SHARE, lane])
        fee = inputs[oi.SPACE_TERMINATION_MONTHS, lane]
        months = fee if fee < months else months
        rent = inputs[oi.SPACE_RENT, lane] * work[o.RENT_ESCALATION, lane] * leased[lane]
        cost[lane] += months * rent * ending[lane]


@kernel
def _terminate_power(month, inputs, work, region, cost):
    """Contracted power that is dearer than the market, for the months that bind."""
    market = work[region + m.REGION_PRICE]
    contracted = work[o.ENERGY_CONTRACTED]
    ending = work[o.ENDING]
    for lane in range(LANES):
        left = inputs[oi.POWER_CONTRACT_START, lane] + inputs[oi.POWER_CONTRACT_MONTHS, lane]
        left = left - month if left > month else 0.0
        fee = inputs[oi.POWER_TERMINATION_MONTHS, lane]
        months = fee if fee < left else left
        price = inputs[oi.POWER_CONTRACT_PRICE, lane] * work[o.POWER_ESCALATION, lane]
        loss = price - market[lane] * (1.0 - inputs[oi.POWER_SURPLUS_DISCOUNT, lane])
        loss = loss if loss > 0.0 else 0.0
        cost[lane] += months * contracted[lane] * loss * ending[lane]


@kernel
def step_closure(month, inputs, layout, work, region):
    """What the end brings beside the sale of cards, and what it costs."""
    ending = work[o.ENDING]
    if not any_lane(ending):
        return
    _terminate_lease(month, inputs, work, work[o.CLOSURE_COST])
    _terminate_power(month, inputs, work, region, work[o.CLOSURE_COST])
    back = work[o.CLOSURE_OTHER]
    for lane in range(LANES):
        shell = inputs[oi.SPACE_SHELL_CAPEX, lane] * inputs[oi.SPACE_SHELL_RESIDUAL_SHARE, lane]
        shell = shell if inputs[oi.SPACE_SHELL_MONTH, lane] <= month else 0.0
        owed = work[o.WORKING_CAPITAL, lane] + work[o.VAT_PENDING, lane]
        back[lane] = (shell + owed) * ending[lane]
    for row in (o.WORKING_CAPITAL, o.VAT_PENDING):
        for lane in range(LANES):
            work[row, lane] *= 1.0 - ending[lane]
    refund = work[o.END_REFUND]
    for lane in range(LANES):
        refund[lane] = work[o.PREPAYMENT_HELD, lane] * ending[lane]
        work[o.PREPAYMENT_REFUNDED, lane] += refund[lane]
        work[o.PREPAYMENT_HELD, lane] -= refund[lane]
    for j in range(layout.customers.count):
        _, customer = customer_rows(j, layout, inputs, work)
        held = customer[o.CUSTOMER_HELD]
        for lane in range(LANES):
            held[lane] *= 1.0 - ending[lane]
