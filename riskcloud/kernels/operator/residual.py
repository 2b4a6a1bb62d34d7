"""What a used card is worth: the expected rent of its remaining life, less running cost."""

from riskcloud.columns import market as m
from riskcloud.columns import operator as o
from riskcloud.kernels.arithmetic import exp, power
from riskcloud.kernels.flags import any_lane
from riskcloud.kernels.hours import HOURS
from riskcloud.kernels.jit import kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.layout import market as mi
from riskcloud.kernels.layout import operator as oi
from riskcloud.kernels.operator.cohorts import chip_row, cohort_rows
from riskcloud.kernels.operator.rent_to_come import (
    begin_rent,
    monthly,
    perpetuity,
    rent_to_come,
)


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
def _rent_level(work, chip, out):
    """out: what a GPU-hour rents for at entry cost."""
    quality = work[chip + m.CHIP_QUALITY]
    for lane in range(LANES):
        out[lane] = exp(work[m.LN_ENTRY_COST, lane]) * quality[lane]


@kernel
def _running_cost(months, inputs, work, kw, region, out):
    """out: discounted running cost of one GPU over the months left, at today's power price."""
    price = work[region + m.REGION_PRICE]
    pue = inputs[mi.PRICES_REFERENCE_PUE]
    network = inputs[oi.COSTS_NETWORK]
    rate = inputs[oi.RESIDUAL_DISCOUNT_RATE]
    for lane in range(LANES):
        a_month = HOURS * kw[lane] * pue[lane] * price[lane] / 1000.0 + network[lane]
        past_life = exp(-monthly(rate[lane]) * months[lane])
        out[lane] = a_month * work[o.PERPETUITY, lane] * (1.0 - past_life)


@kernel
def begin_values(inputs, work):
    """What every month's value needs: a new card's price over its rent, and sums of discounts."""
    begin_rent(inputs, work)
    for lane in range(LANES):
        performance = inputs[mi.ENTRY_COST_PERFORMANCE, lane]
        entry = power(performance, inputs[mi.ENTRY_COST_ELASTICITY, lane])
        rent = entry * exp(work[m.LN_ENTRY_COST_START, lane]) * work[m.SERVER_INDEX, lane]
        work[o.CARD_PER_RENT, lane] = inputs[mi.ENTRY_COST_CAPEX, lane] / rent
        work[o.PERPETUITY, lane] = perpetuity(monthly(inputs[oi.RESIDUAL_DISCOUNT_RATE, lane]))


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
    level = work[m.DRAW_3]
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
        _rent_level(work, chip, level)
        rent_to_come(months, level, inputs, work, rent)
        _running_cost(months, inputs, work, inputs[first_input + mi.CHIP_KW], region, cost)
        _new_card(work, level, cap)
        _value(rent, cost, cap, inputs, work, terms, cohort)
        for lane in range(LANES):
            kept = (month < cohort[o.COHORT_RETIRED, lane]) | (work[o.ENDING, lane] > 0.0)
            fleet[lane] += cohort[o.COHORT_VALUE, lane] if kept else 0.0
