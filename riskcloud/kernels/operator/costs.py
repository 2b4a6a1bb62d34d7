"""Operating costs beside power: space, network, staff, upkeep, insurance, sales."""

from riskcloud.columns import operator as o
from riskcloud.kernels.jit import kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.layout import operator as oi
from riskcloud.kernels.units import MONTH

_ASSESSED_FALL = 1.0 / 60.0  # a month: property is assessed straight-line over five years
_ASSESSED_FLOOR = 0.2


@kernel
def _escalate(rate, factor):
    for lane in range(LANES):
        factor[lane] *= 1.0 + rate[lane]


@kernel
def step_escalation(month, inputs, work):
    """Escalators move at the start of months 13, 25, ..."""
    if month % 12 == 1 and month > 1:
        _escalate(inputs[oi.COSTS_ESCALATOR], work[o.ESCALATION])
        _escalate(inputs[oi.SPACE_ESCALATOR], work[o.RENT_ESCALATION])
        _escalate(inputs[oi.POWER_CONTRACT_ESCALATOR], work[o.POWER_ESCALATION])
        _escalate(inputs[oi.PLATFORM_ESCALATOR], work[o.PLATFORM_ESCALATION])


@kernel
def leased_kw(month, inputs, out):
    """out: the leased minimum of the month."""
    leased = inputs[oi.SPACE_LEASED_KW]
    start = inputs[oi.SPACE_LEASE_START]
    length = inputs[oi.SPACE_LEASE_MONTHS]
    for lane in range(LANES):
        runs = (start[lane] < month) & (month <= start[lane] + length[lane])
        out[lane] = leased[lane] if runs else 0.0


@kernel
def step_space(month, inputs, work):
    """Rent for the larger of the installed and the leased kW."""
    leased = work[o.OPERATIONS_SCRATCH]
    leased_kw(month, inputs, leased)
    it_kw = work[o.IT_KW]
    closed = work[o.CLOSED]
    cost = work[o.COST_SPACE]
    for lane in range(LANES):
        kw = it_kw[lane] if it_kw[lane] > leased[lane] else leased[lane]
        rent = inputs[oi.SPACE_RENT, lane] * work[o.RENT_ESCALATION, lane]
        cost[lane] = rent * kw * (1.0 - closed[lane])


@kernel
def add_upkeep(month, inputs, work, terms, cohort):
    """Upkeep and support by cost, and repairs once the warranty is over."""
    active = cohort[o.COHORT_ACTIVE]
    unit_cost = cohort[o.COHORT_UNIT_COST]
    age = work[o.OPERATIONS_SCRATCH]
    upkeep = work[o.COST_UPKEEP]
    insurance = work[o.COST_INSURANCE]
    for lane in range(LANES):
        age[lane] = month - cohort[o.COHORT_COMMISSIONED, lane]
        share = inputs[oi.COSTS_UPKEEP_SHARE, lane] * MONTH
        fixed = share * cohort[o.COHORT_COST, lane] * work[o.ESCALATION, lane]
        rate = inputs[oi.COSTS_FAILURE_RATE, lane] * MONTH * terms[oi.COHORT_GPUS, lane]
        repairs = rate * inputs[oi.COSTS_REPAIR_SHARE, lane] * unit_cost[lane]
        repairs = repairs if age[lane] > inputs[oi.COSTS_WARRANTY_MONTHS, lane] else 0.0
        upkeep[lane] += (fixed + repairs) * active[lane]
        assessed = 1.0 - age[lane] * _ASSESSED_FALL
        assessed = assessed if assessed > _ASSESSED_FLOOR else _ASSESSED_FLOOR
        rate = inputs[oi.COSTS_INSURANCE_SHARE, lane]
        rate += inputs[oi.COSTS_PROPERTY_TAX_RATE, lane] * assessed
        insurance[lane] += cohort[o.COHORT_COST, lane] * MONTH * rate * active[lane]


@kernel
def step_other_costs(inputs, work):
    """Network and storage by card, staff, commission and bad debt."""
    network = work[o.COST_NETWORK]
    staff = work[o.COST_STAFF]
    sales = work[o.COST_SALES]
    for lane in range(LANES):
        by_card = inputs[oi.COSTS_NETWORK, lane] + inputs[oi.COSTS_STORAGE, lane]
        network[lane] = by_card * work[o.INSTALLED_GPUS, lane]
        pay = inputs[oi.COSTS_STAFF, lane] * MONTH * work[o.ESCALATION, lane]
        staff[lane] = pay * (1.0 - work[o.CLOSED, lane])
        by_hour = work[o.REVENUE_ON_DEMAND, lane] + work[o.REVENUE_SPOT, lane]
        layers = work[o.REVENUE_LAYERS, lane] - work[o.COST_MODEL_OWNERS, lane]
        revenue = work[o.REVENUE_CONTRACTS, lane] + by_hour + layers
        commission = inputs[oi.COSTS_SALES_COMMISSION, lane] * revenue
        sales[lane] = commission + inputs[oi.COSTS_BAD_DEBT, lane] * by_hour


@kernel
def total_costs(work, out):
    """out: the seven operating costs of the month, and those of the layers."""
    power = work[o.COST_POWER]
    space = work[o.COST_SPACE]
    network = work[o.COST_NETWORK]
    staff = work[o.COST_STAFF]
    upkeep = work[o.COST_UPKEEP]
    insurance = work[o.COST_INSURANCE]
    sales = work[o.COST_SALES]
    layers = work[o.COST_LAYERS]
    for lane in range(LANES):
        out[lane] = power[lane] + space[lane] + network[lane] + staff[lane]
        out[lane] += upkeep[lane] + insurance[lane] + sales[lane] + layers[lane]
