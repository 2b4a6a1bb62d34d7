"""Tenants: who is billed, who fails, who leaves because cards are late (model, 2.2)."""

from riskcloud.columns import market as m
from riskcloud.columns import operator as o
from riskcloud.kernels.flags import any_lane
from riskcloud.kernels.jit import kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.layout import operator as oi


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
        hazard[lane] += live[lane] * rate[lane] / 12.0 * factor[lane]
        limit = first[lane] if tenancy[lane] == 0.0 else second[lane]
        event[lane] = 1.0 if (live[lane] > 0.0) & (hazard[lane] > limit) else 0.0
    if any_lane(event):
        _vacate(month, inputs, terms, work, customer, event)


@kernel
def stop_late(month, terms, cohort, closed, customer, refunded):
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
def occupy(month, terms, customer, closed, cohort):
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
