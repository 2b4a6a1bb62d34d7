"""Hours without a contract: sold on demand and spot, or idle."""

from riskcloud.columns import market as m
from riskcloud.columns import operator as o
from riskcloud.kernels.arithmetic import logistic, logit
from riskcloud.kernels.jit import kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.layout import market as mi
from riskcloud.kernels.layout import operator as oi
from riskcloud.kernels.market.ornstein_uhlenbeck import monthly_law
from riskcloud.kernels.operator.cohorts import hours_per_gpu
from riskcloud.kernels.random import monthly_normal_pair
from riskcloud.kernels.random import streams as s
from riskcloud.kernels.units import HOUR, HOURS, KILO, MONTH


@kernel
def begin_utilisation(inputs, work):
    """Log odds of the mean; the monthly law of the noise."""
    monthly_law(
        inputs[oi.RENTAL_UTILISATION_REVERSION],
        inputs[oi.RENTAL_UTILISATION_VOLATILITY],
        work[o.UTILISATION_KEEP],
        work[o.UTILISATION_STEP],
    )
    for lane in range(LANES):
        work[o.UTILISATION_LEVEL, lane] = logit(inputs[oi.RENTAL_UTILISATION, lane])


@kernel
def step_utilisation(seed, first_path, month, inputs, work):
    """Sold share of hours without contract: log odds move with tightness and own noise."""
    z = work[o.UTILISATION_NOISE]
    shock = work[o.OPERATIONS_SCRATCH]
    monthly_normal_pair(
        seed, first_path, month, 0, s.UTILISATION, shock, work[o.OPERATIONS_SCRATCH_2]
    )
    slope = inputs[oi.RENTAL_UTILISATION_TIGHTNESS]
    drift = inputs[mi.DEMAND_PRIVATE_DRIFT]
    for lane in range(LANES):
        step = work[o.UTILISATION_STEP, lane] * shock[lane]
        z[lane] = z[lane] * work[o.UTILISATION_KEEP, lane] + step
        lost = drift[lane] * month * MONTH
        level = work[o.UTILISATION_LEVEL, lane] + slope[lane] * work[m.TIGHTNESS, lane]
        work[o.RENTAL_UTILISATION, lane] = logistic(level + z[lane] - lost)


@kernel
def avoidable_cost(kw, use, inputs, work, out):
    """out: what a sold hour costs in power beyond an idle one, USD per GPU-hour."""
    pue = inputs[oi.POWER_PUE]
    idle = inputs[oi.POWER_IDLE_SHARE]
    price = work[o.POWER_AVOIDED]
    for lane in range(LANES):
        out[lane] = kw[lane] * pue[lane] * (1.0 - idle[lane]) * use[lane] * price[lane] * KILO


@kernel
def free_hours(inputs, terms, cohort, out):
    """out: hours of a cohort in service that no contract has."""
    hours_per_gpu(inputs, out)
    gpus = terms[oi.COHORT_GPUS]
    active = cohort[o.COHORT_ACTIVE]
    contracted = cohort[o.COHORT_CONTRACTED]
    for lane in range(LANES):
        free = gpus[lane] * out[lane] - contracted[lane] * HOURS
        free = free if free > 0.0 else 0.0
        out[lane] = free * active[lane]


@kernel
def _pool(inputs, work, terms, cohort, pool):
    """pool: hours sold by the hour, if the price is worth it."""
    free_hours(inputs, terms, cohort, pool)
    serving, sold = work[o.SERVING_SHARE], work[o.RENTAL_UTILISATION]
    for lane in range(LANES):
        pool[lane] = pool[lane] * (1.0 - serving[lane]) * sold[lane]


@kernel
def _sell(hours, share, price, floor, cohort, inputs, work, revenue):
    """Sell `share` of the hours at a price, unless running costs more than it keeps."""
    commission, bad_debt = inputs[oi.COSTS_SALES_COMMISSION], inputs[oi.COSTS_BAD_DEBT]
    physical = cohort[o.COHORT_PHYSICAL]
    use = inputs[oi.RENTAL_PHYSICAL_USE]
    billed = work[o.BILLED_HOURS]
    for lane in range(LANES):
        kept = price[lane] * (1.0 - commission[lane] - bad_debt[lane])
        sold = hours[lane] * share[lane] if kept >= floor[lane] else 0.0
        revenue[lane] += sold * price[lane]
        billed[lane] += sold
        physical[lane] += sold * HOUR * use[lane]


@kernel
def rent_by_hour(chip, kw, inputs, work, terms, cohort):
    """On-demand and spot sales of one cohort."""
    hours = work[o.OPERATIONS_SCRATCH]
    floor = work[o.OPERATIONS_SCRATCH_2]
    share = work[m.DRAW_0]
    price = work[m.DRAW_1]
    _pool(inputs, work, terms, cohort, hours)
    avoidable_cost(kw, inputs[oi.RENTAL_PHYSICAL_USE], inputs, work, floor)
    on_demand = inputs[oi.RENTAL_ON_DEMAND_SHARE]
    positioning = work[o.POSITIONING]
    discount = inputs[oi.RENTAL_DISCOUNT]
    quality = work[chip + m.CHIP_QUALITY]
    list_price = work[m.LIST_PRICE]
    spot_price = work[m.SPOT_PRICE]
    for lane in range(LANES):
        net = positioning[lane] * (1.0 - discount[lane])
        price[lane] = list_price[lane] * quality[lane] * net
    _sell(hours, on_demand, price, floor, cohort, inputs, work, work[o.REVENUE_ON_DEMAND])
    for lane in range(LANES):
        price[lane] = spot_price[lane] * quality[lane]
        share[lane] = 1.0 - on_demand[lane]
    _sell(hours, share, price, floor, cohort, inputs, work, work[o.REVENUE_SPOT])
