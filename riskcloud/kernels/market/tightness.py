"""Tightness and the pipeline of capacity (README 1.2): orders follow x, deliveries lower it."""

import math

from riskcloud.columns import market as m
from riskcloud.kernels.arithmetic import exp
from riskcloud.kernels.jit import inlined, kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.layout import market as i
from riskcloud.kernels.units import MONTH

_ROOT_MONTH = math.sqrt(MONTH)


@inlined
def _bounded(supply, expansion_limit, contraction_limit):
    """Supply response held inside physical limits: fabs grow so fast, cards do not vanish."""
    limit = expansion_limit if supply > 0.0 else contraction_limit
    return limit * (1.0 - 2.0 / (exp(2.0 * (supply / limit)) + 1.0))


@kernel
def begin_tightness(inputs, work):
    """x and the three pipeline stages at the start; monthly shares of stage and of jumps."""
    for lane in range(LANES):
        x = inputs[i.TIGHTNESS_START, lane]
        work[m.TIGHTNESS, lane] = x
        work[m.PIPELINE_1, lane] = inputs[i.TIGHTNESS_ORDERED, lane] * x
        work[m.PIPELINE_2, lane] = inputs[i.TIGHTNESS_BUILDING, lane] * x
        work[m.PIPELINE_3, lane] = inputs[i.TIGHTNESS_DELIVERING, lane] * x
        stage = 3.0 / (12.0 * inputs[i.TIGHTNESS_BUILD_TIME, lane])
        work[m.BUILD_STEP, lane] = 1.0 - exp(-stage)
        work[m.JUMP_CHANCE, lane] = 1.0 - exp(-inputs[i.TIGHTNESS_JUMP_RATE, lane] * MONTH)


@kernel
def step_tightness(inputs, work):
    """One month of x and its pipeline, all from old values; DRAW_1: the uniform of a jump."""
    _change_of_tightness(inputs, work)
    _advance(work)


@kernel
def _change_of_tightness(inputs, work):
    response = inputs[i.TIGHTNESS_CAPACITY_RESPONSE]
    reversion = inputs[i.TIGHTNESS_DEMAND_REVERSION]
    volatility = inputs[i.TIGHTNESS_VOLATILITY]
    jump_volatility = inputs[i.TIGHTNESS_JUMP_VOLATILITY]
    expansion = inputs[i.TIGHTNESS_EXPANSION_LIMIT]
    contraction = inputs[i.TIGHTNESS_CONTRACTION_LIMIT]
    x, delivering, growth = work[m.TIGHTNESS], work[m.PIPELINE_3], work[m.EXCESS_GROWTH]
    shock, jump, chance = work[m.SHOCK_TIGHTNESS], work[m.SHOCK_JUMP], work[m.JUMP_CHANCE]
    jump_uniform, change = work[m.DRAW_1], work[m.DRAW_2]
    for lane in range(LANES):
        supply = _bounded(response[lane] * delivering[lane], expansion[lane], contraction[lane])
        drift = (growth[lane] - supply - reversion[lane] * x[lane]) * MONTH
        size = jump_volatility[lane] * jump[lane]
        change[lane] = (
            drift
            + volatility[lane] * _ROOT_MONTH * shock[lane]
            + (size if jump_uniform[lane] < chance[lane] else 0.0)
        )


@kernel
def _advance(work):
    share, change = work[m.BUILD_STEP], work[m.DRAW_2]
    x, y1, y2, y3 = (
        work[m.TIGHTNESS],
        work[m.PIPELINE_1],
        work[m.PIPELINE_2],
        work[m.PIPELINE_3],
    )
    # Last stage first, so that each reads the old value of the stage before it.
    for lane in range(LANES):
        y3[lane] = y3[lane] + share[lane] * (y2[lane] - y3[lane])
        y2[lane] = y2[lane] + share[lane] * (y1[lane] - y2[lane])
        y1[lane] = y1[lane] + share[lane] * (x[lane] - y1[lane])
        x[lane] = x[lane] + change[lane]
