"""What a used card is worth: the expected rent of its remaining life, less running cost."""

from riskcloud.columns import market as m
from riskcloud.columns import operator as o
from riskcloud.kernels.arithmetic import exp, power
from riskcloud.kernels.flags import any_lane
from riskcloud.kernels.jit import kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.layout import market as mi
from riskcloud.kernels.layout import operator as oi
from riskcloud.kernels.operator.cohorts import chip_row, cohort_rows
from riskcloud.kernels.operator.growth import monthly, rent_rate
from riskcloud.kernels.operator.rent_to_come import (
    begin_rent,
    perpetuity,
    rent_premium,
    rent_to_come,
)
from riskcloud.kernels.units import HOURS, KILO

# Rows of the month that all cohorts share: rent of a unit at entry cost, log premium over it,
# what a sale in a glut brings.
_LEVEL, _PREMIUM, _GLUT = m.DRAW_0, m.DRAW_1, m.DRAW_3


@kernel
def begin_values(inputs, layout, work):
    """What every month's value needs: a new card's price over its rent, sums of discounts."""
    begin_rent(inputs, work)
    for lane in range(LANES):
        performance = inputs[mi.ENTRY_COST_PERFORMANCE, lane]
        entry = power(performance, inputs[mi.ENTRY_COST_ELASTICITY, lane])
        rent = entry * exp(work[m.LN_ENTRY_COST_START, lane]) * work[m.SERVER_INDEX, lane]
        work[o.CARD_PER_RENT, lane] = inputs[mi.ENTRY_COST_CAPEX, lane] / rent
        work[o.PERPETUITY, lane] = perpetuity(monthly(inputs[oi.RESIDUAL_DISCOUNT_RATE, lane]))
    for k in range(layout.cohorts.count):
        _, cohort = cohort_rows(k, layout, inputs, work)
        _begin_life(inputs, cohort)


@kernel
def _begin_life(inputs, cohort):
    """All of economic life is left."""
    for lane in range(LANES):
        months = inputs[oi.RESIDUAL_LIFE_MONTHS, lane]
        reversion = monthly(inputs[oi.RESIDUAL_REVERSION, lane])
        discount = monthly(inputs[oi.RESIDUAL_DISCOUNT_RATE, lane])
        cohort[o.COHORT_KEPT_REVERSION, lane] = exp(-reversion * months)
        cohort[o.COHORT_KEPT_RENT, lane] = exp(-monthly(rent_rate(inputs, lane)) * months)
        cohort[o.COHORT_KEPT_DISCOUNT, lane] = exp(-discount * months)


@kernel
def _live_on(month, work, cohort):
    """A month less is left of a life that has begun, down to none."""
    started = cohort[o.COHORT_COMMISSIONED]
    reversion = cohort[o.COHORT_KEPT_REVERSION]
    rent = cohort[o.COHORT_KEPT_RENT]
    discount = cohort[o.COHORT_KEPT_DISCOUNT]
    for lane in range(LANES):
        lives = month > started[lane]
        now = reversion[lane] * (work[o.MONTHLY_REVERSION, lane] if lives else 1.0)
        reversion[lane] = now if now < 1.0 else 1.0
        now = rent[lane] * (work[o.MONTHLY_RENT, lane] if lives else 1.0)
        rent[lane] = now if now < 1.0 else 1.0
        now = discount[lane] * (work[o.MONTHLY_DISCOUNT, lane] if lives else 1.0)
        discount[lane] = now if now < 1.0 else 1.0


@kernel
def _in_life(month, closed, cohort, out):
    """out: 1 where the cards are delivered and not yet sold."""
    delivered = cohort[o.COHORT_DELIVERED]
    retired = cohort[o.COHORT_RETIRED]
    for lane in range(LANES):
        there = (delivered[lane] <= month) & (month <= retired[lane])
        out[lane] = 1.0 if there & (closed[lane] == 0.0) else 0.0


@kernel
def _today(inputs, work):
    """What the month's values of all cohorts share."""
    slope = inputs[oi.RESIDUAL_GLUT_SLOPE]
    for lane in range(LANES):
        work[_LEVEL, lane] = exp(work[m.LN_ENTRY_COST, lane])
        work[_PREMIUM, lane] = rent_premium(work, lane)
        x = work[m.TIGHTNESS, lane]
        work[_GLUT, lane] = exp(slope[lane] * (x if x < 0.0 else 0.0))


@kernel
def _value(quality, kw, power_price, inputs, work, terms, cohort):
    """Orderly value of a cohort in life: between scrap and a new card, lower in glut."""
    value = cohort[o.COHORT_VALUE]
    hours = inputs[mi.ENTRY_COST_UTILISATION]
    for lane in range(LANES):
        at_entry = work[_LEVEL, lane] * quality[lane]
        kept, past_life = cohort[o.COHORT_KEPT_REVERSION, lane], cohort[o.COHORT_KEPT_RENT, lane]
        premium = work[_PREMIUM, lane]
        rent = at_entry * rent_to_come(premium, kept, past_life, inputs, work, lane)
        draws = HOURS * kw[lane] * inputs[mi.PRICES_REFERENCE_PUE, lane] * KILO
        a_month = draws * power_price[lane] + inputs[oi.COSTS_NETWORK, lane]
        months = work[o.PERPETUITY, lane] * (1.0 - cohort[o.COHORT_KEPT_DISCOUNT, lane])
        unit = rent * HOURS * hours[lane] - a_month * months
        scrap = inputs[oi.RESIDUAL_SCRAP_SHARE, lane] * cohort[o.COHORT_UNIT_COST, lane]
        unit = unit if unit > scrap else scrap
        new_card = work[o.CARD_PER_RENT, lane] * at_entry * work[m.SERVER_INDEX, lane]
        unit = unit if unit < new_card else new_card
        whole = terms[oi.COHORT_GPUS, lane] * unit * work[_GLUT, lane]
        value[lane] = whole if value[lane] > 0.0 else 0.0


@kernel
def step_values(month, inputs, layout, market_layout, work):
    """Orderly value of every cohort and of the fleet, end of month."""
    power_price = work[market_layout.regions.work + m.REGION_PRICE]
    fleet = work[o.FLEET_VALUE]
    fleet[:] = 0.0
    _today(inputs, work)
    for k in range(layout.cohorts.count):
        terms, cohort = cohort_rows(k, layout, inputs, work)
        _in_life(month, work[o.CLOSED], cohort, cohort[o.COHORT_VALUE])
        if not any_lane(cohort[o.COHORT_VALUE]):
            continue
        _live_on(month, work, cohort)
        quality = work[chip_row(k, layout, market_layout) + m.CHIP_QUALITY]
        chip = market_layout.chips.inputs + layout.cohort_chip[k] * mi.CHIP_INPUTS
        kw = inputs[chip + mi.CHIP_KW]
        _value(quality, kw, power_price, inputs, work, terms, cohort)
        for lane in range(LANES):
            kept = (month < cohort[o.COHORT_RETIRED, lane]) | (work[o.ENDING, lane] > 0.0)
            fleet[lane] += cohort[o.COHORT_VALUE, lane] if kept else 0.0
