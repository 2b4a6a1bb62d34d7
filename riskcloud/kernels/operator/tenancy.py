"""Tenants: who is billed, who fails, who leaves because cards are late (model, 2.2)."""

from riskcloud.columns import market as m
from riskcloud.columns import operator as o
from riskcloud.kernels.flags import next_lane
from riskcloud.kernels.jit import kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.layout import operator as oi
from riskcloud.kernels.units import DAY, MONTH


@kernel
def find_live(month, customer, closed, live):
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
def _vacate(lane, month, inputs, terms, work, customer):
    """A default in one lane: prepayment kept, receivable written off, hours idle for a while."""
    work[o.PREPAYMENT_KEPT, lane] += customer[o.CUSTOMER_HELD, lane]
    customer[o.CUSTOMER_HELD, lane] = 0.0
    receivable = inputs[oi.COSTS_RECEIVABLE_DAYS, lane] * DAY
    work[o.WRITE_OFF, lane] += customer[o.CUSTOMER_RECEIPT, lane] * receivable
    customer[o.CUSTOMER_IDLE_UNTIL, lane] = month + terms[oi.CUSTOMER_RELETTING_MONTHS, lane]
    customer[o.CUSTOMER_HAZARD, lane] = 0.0
    customer[o.CUSTOMER_PRESSURE, lane] = 0.0
    customer[o.CUSTOMER_TENANCY, lane] += 1.0
    customer[o.CUSTOMER_DEFAULTED, lane] += 1.0
    customer[o.CUSTOMER_LIVE, lane] = 0.0


@kernel
def default_tenant(month, inputs, terms, work, customer, event):
    """The tenant fails when its cumulated hazard passes its threshold."""
    live = customer[o.CUSTOMER_LIVE]
    hazard = customer[o.CUSTOMER_HAZARD]
    tenancy = customer[o.CUSTOMER_TENANCY]
    first = customer[o.CUSTOMER_LIMIT_0]
    second = customer[o.CUSTOMER_LIMIT_1]
    rate = terms[oi.CUSTOMER_DEFAULT_RATE]
    factor = work[m.HAZARD_FACTOR]
    for lane in range(LANES):
        hazard[lane] += live[lane] * rate[lane] * MONTH * factor[lane]
        limit = first[lane] if tenancy[lane] == 0.0 else second[lane]
        event[lane] = 1.0 if (live[lane] > 0.0) & (hazard[lane] > limit) else 0.0
    lane = next_lane(event, 0)
    while lane < LANES:
        _vacate(lane, month, inputs, terms, work, customer)
        lane = next_lane(event, lane + 1)


@kernel
def stop_late(month, terms, cohort, closed, customer, refunded, event):
    """Cards too late: the contract ends and the prepayment goes back."""
    stop = terms[oi.CUSTOMER_LONG_STOP_MONTHS]
    delivered = cohort[o.COHORT_DELIVERED]
    commissioned = cohort[o.COHORT_COMMISSIONED]
    for lane in range(LANES):
        limit = delivered[lane] + stop[lane]
        late = (month == limit) & (commissioned[lane] > limit) & (closed[lane] == 0.0)
        event[lane] = 1.0 if late else 0.0
    lane = next_lane(event, 0)
    while lane < LANES:
        refunded[lane] += customer[o.CUSTOMER_HELD, lane]
        customer[o.CUSTOMER_HELD, lane] = 0.0
        customer[o.CUSTOMER_TENANCY, lane] = 2.0
        lane = next_lane(event, lane + 1)


@kernel
def occupy(month, terms, customer, closed, cohort):
    """Add GPUs that are let, or idle between tenants, and those at work."""
    live = customer[o.CUSTOMER_LIVE]
    contracted = cohort[o.COHORT_CONTRACTED]
    physical = cohort[o.COHORT_PHYSICAL]
    for lane in range(LANES):
        gpus = customer[o.CUSTOMER_GPUS, lane]
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
