"""Chip generations (README 1.3): launch, best unit cost, adoption."""

import math

from riskcloud.columns import market as m
from riskcloud.kernels.arithmetic import exp, log, round_to_integer
from riskcloud.kernels.jit import inlined, kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.layout import market as i
from riskcloud.kernels.units import MONTH


@inlined
def _first_month(launch):
    """The first month, not before the as-of date, in which a generation is on the market."""
    nearest = round_to_integer(launch)
    after = nearest if nearest >= launch else nearest + 1.0
    return after if after > 0.0 else 0.0


@kernel
def begin_generations(inputs, layout, work):
    """Launch, fall of the best unit cost, and odds of non-adoption at the first month."""
    ln_unit_cost, ln_best = work[m.DRAW_0], work[m.DRAW_1]
    for lane in range(LANES):
        ln_unit_cost[lane] = 0.0
        ln_best[lane] = 0.0
        work[m.ADOPTION_KEEP, lane] = exp(-inputs[i.ENTRY_COST_ADOPTION_SPEED, lane] * MONTH)
    for k in range(layout.generations.count):
        given = layout.generations.inputs + k * i.GENERATION_INPUTS
        state = layout.generations.work + k * m.GENERATION_FIELDS
        _launch(given, state, inputs, work)
        _unit_cost(given, inputs, ln_unit_cost)
        _lower_best(ln_unit_cost, ln_best, work[state + m.GENERATION_LN_BEST])


@kernel
def _launch(given, state, inputs, work):
    month = inputs[given + i.GENERATION_LAUNCH_MONTH]
    delay = inputs[given + i.GENERATION_DELAY_MONTHS]
    speed = inputs[i.ENTRY_COST_ADOPTION_SPEED]
    lag = inputs[i.ENTRY_COST_ADOPTION_LAG]
    launch, odds = work[state + m.GENERATION_LAUNCH], work[state + m.GENERATION_ODDS]
    for lane in range(LANES):
        launch[lane] = month[lane] + delay[lane]
        years = (_first_month(launch[lane]) - launch[lane]) * MONTH
        odds[lane] = exp(-speed[lane] * (years - lag[lane]))


@kernel
def _unit_cost(given, inputs, ln_unit_cost):
    cost = inputs[given + i.GENERATION_COST]
    performance = inputs[given + i.GENERATION_PERFORMANCE]
    elasticity = inputs[i.ENTRY_COST_ELASTICITY]
    for lane in range(LANES):
        ln_unit_cost[lane] += log(cost[lane]) - elasticity[lane] * log(performance[lane])


@kernel
def _lower_best(ln_unit_cost, ln_best, fall):
    """Nobody buys the dearer unit: the best never rises."""
    for lane in range(LANES):
        best = ln_unit_cost[lane] if ln_unit_cost[lane] < ln_best[lane] else ln_best[lane]
        fall[lane] = best - ln_best[lane]
        ln_best[lane] = best


@kernel
def adopt(month, launch, fall, odds, adoption_keep, ln_entry_cost):
    """Add w_k times the generation's fall to ln_entry_cost; its odds move on by a month.

    The odds wait at the value of the generation's first month and then shrink by a constant
    factor, which spares an exponential a month and cannot overflow before the launch.
    month: float64.
    """
    last_month = month - 1.0 if month > 0.0 else -math.inf
    for lane in range(LANES):
        old = odds[lane]
        now = old * adoption_keep[lane] if last_month >= launch[lane] else old
        odds[lane] = now
        share = 1.0 / (1.0 + now) if month >= launch[lane] else 0.0
        ln_entry_cost[lane] += share * fall[lane]
