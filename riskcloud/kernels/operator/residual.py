"""What a used card is worth: the expected rent of its remaining life, less running cost.

The sum over remaining months is taken as an integral over (0.5, n + 0.5) by the six-point
Gauss-Legendre rule (M. Abramowitz, I. Stegun, Handbook of Mathematical Functions (1964),
table 25.4) in the root of time, which puts more points early, where rent reverts.  A test
holds it against the plain sum.
"""

from riskcloud.columns import market as m
from riskcloud.columns import operator as o
from riskcloud.kernels.arithmetic import exp, power
from riskcloud.kernels.flags import any_lane
from riskcloud.kernels.hours import HOURS
from riskcloud.kernels.jit import inlined, kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.layout import market as mi
from riskcloud.kernels.layout import operator as oi
from riskcloud.kernels.operator.cohorts import chip_row, cohort_rows

_NODES = (
    (0.2386191860831969, 0.4679139345726910),
    (0.6612093864662645, 0.3607615730481386),
    (0.9324695142031521, 0.1713244923791704),
)


@inlined
def _discounted_rent(years, decline, tightness, reversion, half_variance):
    """Expected rent `years` ahead over today's level, discounted; half the variance added."""
    keep = exp(-reversion * years)
    spread = half_variance * (1.0 - keep * keep)
    return exp(tightness * keep + spread - decline * years)


@kernel
def _in_life(month, closed, cohort, out):
    """out: 1 where the cards are delivered and not yet sold."""
    delivered = cohort[o.COHORT_DELIVERED]
    retired = cohort[o.COHORT_RETIRED]
    for lane in range(LANES):
        there = (delivered[lane] <= month) & (month <= retired[lane])
        out[lane] = 1.0 if there & (closed[lane] == 0.0) else 0.0


@kernel
def _months_left(month, life, cohort, out):
    """out: months of economic life left; all of it before commissioning."""
    commissioned = cohort[o.COHORT_COMMISSIONED]
    for lane in range(LANES):
        left = commissioned[lane] + life[lane] - month
        left = left if left < life[lane] else life[lane]
        out[lane] = left if left > 0.0 else 0.0


@kernel
def _rent_to_come(months, inputs, work, chip, out):
    """out: discounted expected rent of one GPU-hour a month over the months left."""
    quality = work[chip + m.CHIP_QUALITY]
    level = work[m.DRAW_3]
    for lane in range(LANES):
        level[lane] = exp(work[m.LN_ENTRY_COST, lane]) * quality[lane]
        out[lane] = 0.0
    for point, weight in _NODES:
        for sign in (-1.0, 1.0):
            root = 0.5 * (1.0 + sign * point)
            for lane in range(LANES):
                n = months[lane]
                years = (0.5 + n * (root * root)) / 12.0
                decline = inputs[mi.ENTRY_COST_RENT_DECLINE, lane]
                decline += inputs[mi.PRICES_AGEING, lane]
                decline += inputs[oi.RESIDUAL_DISCOUNT_RATE, lane]
                rent = _discounted_rent(
                    years,
                    decline,
                    work[m.TIGHTNESS, lane] + work[m.CONTRACT_RESIDUAL, lane],
                    inputs[oi.RESIDUAL_REVERSION, lane],
                    0.5 * inputs[oi.RESIDUAL_VARIANCE, lane],
                )
                out[lane] += n * (weight * root) * level[lane] * rent


@kernel
def _running_cost(months, inputs, work, kw, region, out):
    """out: discounted running cost of one GPU over the months left, at today's power price."""
    price = work[region + m.REGION_PRICE]
    pue = inputs[mi.PRICES_REFERENCE_PUE]
    network = inputs[oi.COSTS_NETWORK]
    rate = inputs[oi.RESIDUAL_DISCOUNT_RATE]
    for lane in range(LANES):
        a_month = HOURS * kw[lane] * pue[lane] * price[lane] / 1000.0 + network[lane]
        monthly = rate[lane] / 12.0
        first = exp(-monthly * 0.5)
        last = exp(-monthly * (months[lane] + 0.5))
        out[lane] = a_month * (first - last) / monthly


@kernel
def begin_values(inputs, work):
    """Price of a new card of performance 1 over the entry rent, before the server index."""
    for lane in range(LANES):
        performance = inputs[mi.ENTRY_COST_PERFORMANCE, lane]
        entry = power(performance, inputs[mi.ENTRY_COST_ELASTICITY, lane])
        rent = entry * exp(work[m.LN_ENTRY_COST_START, lane]) * work[m.SERVER_INDEX, lane]
        work[o.CARD_PER_RENT, lane] = inputs[mi.ENTRY_COST_CAPEX, lane] / rent


@kernel
def _new_card(work, level, out):
    """out: price of a new card of the same performance, from its entry rent."""
    for lane in range(LANES):
        out[lane] = work[o.CARD_PER_RENT, lane] * level[lane] * work[m.SERVER_INDEX, lane]


@kernel
def _value(rent, cost, cap, inputs, work, terms, cohort):
    """Orderly value of a cohort in life: between scrap and a new card, lower in glut."""
    value = cohort[o.COHORT_VALUE]
    x = work[m.TIGHTNESS]
    hours = inputs[mi.ENTRY_COST_UTILISATION]
    for lane in range(LANES):
        scrap = inputs[oi.RESIDUAL_SCRAP_SHARE, lane] * cohort[o.COHORT_UNIT_COST, lane]
        unit = rent[lane] * HOURS * hours[lane] - cost[lane]
        unit = unit if unit > scrap else scrap
        unit = unit if unit < cap[lane] else cap[lane]
        glut = x[lane] if x[lane] < 0.0 else 0.0
        whole = terms[oi.COHORT_GPUS, lane] * unit
        whole *= exp(inputs[oi.RESIDUAL_GLUT_SLOPE, lane] * glut)
        value[lane] = whole if value[lane] > 0.0 else 0.0


@kernel
def step_values(month, inputs, layout, market_layout, work):
    """Orderly value of every cohort and of the fleet, end of month."""
    region = market_layout.regions.work
    months = work[o.OPERATIONS_SCRATCH]
    rent = work[o.OPERATIONS_SCRATCH_2]
    cost = work[m.DRAW_0]
    cap = work[m.DRAW_1]
    fleet = work[o.FLEET_VALUE]
    fleet[:] = 0.0
    for k in range(layout.cohorts.count):
        terms, cohort = cohort_rows(k, layout, inputs, work)
        _in_life(month, work[o.CLOSED], cohort, cohort[o.COHORT_VALUE])
        if not any_lane(cohort[o.COHORT_VALUE]):
            continue
        chip = chip_row(k, layout, market_layout)
        first_input = market_layout.chips.inputs + layout.cohort_chip[k] * mi.CHIP_INPUTS
        _months_left(month, inputs[oi.RESIDUAL_LIFE_MONTHS], cohort, months)
        _rent_to_come(months, inputs, work, chip, rent)
        _running_cost(months, inputs, work, inputs[first_input + mi.CHIP_KW], region, cost)
        _new_card(work, work[m.DRAW_3], cap)
        _value(rent, cost, cap, inputs, work, terms, cohort)
        for lane in range(LANES):
            kept = (month < cohort[o.COHORT_RETIRED, lane]) | (work[o.ENDING, lane] > 0.0)
            fleet[lane] += cohort[o.COHORT_VALUE, lane] if kept else 0.0
