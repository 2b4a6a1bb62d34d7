"""Power prices by region (README 1.7): two factors, season, spikes.

E. Schwartz and J. E. Smith, "Short-term variations and long-term dynamics in commodity
prices", Management Science 46 (2000) 893-911.
"""

import math

from riskcloud.columns import market as m
from riskcloud.kernels.arithmetic import cos_sin_turn, exp
from riskcloud.kernels.jit import kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.layout import market as i
from riskcloud.kernels.market.ornstein_uhlenbeck import monthly_law
from riskcloud.kernels.random import monthly_normal_pair, monthly_uniform
from riskcloud.kernels.random.streams import POWER_SHOCKS, POWER_SPIKE
from riskcloud.kernels.units import MONTH

_ROOT_MONTH = math.sqrt(MONTH)


@kernel
def begin_power(inputs, layout, work):
    """Factors at zero, the monthly law of the short one, the price of month 0."""
    for region in range(layout.regions.count):
        given = layout.regions.inputs + region * i.REGION_INPUTS
        state = layout.regions.work + region * m.REGION_FIELDS
        monthly_law(
            inputs[given + i.REGION_REVERSION],
            inputs[given + i.REGION_VOLATILITY],
            work[state + m.REGION_KEEP],
            work[state + m.REGION_STEP],
        )
        rate, chance = inputs[given + i.REGION_SPIKE_RATE], work[state + m.REGION_SPIKE_CHANCE]
        for lane in range(LANES):
            chance[lane] = 1.0 - exp(-rate[lane] * MONTH)
        work[state + m.REGION_SHORT] = 0.0
        work[state + m.REGION_LONG] = 0.0
        work[state + m.REGION_SPIKE] = 1.0
        _price(layout.calendar_month, given, state, inputs, work)


@kernel
def step_power(seed, first_path, month, inputs, layout, work):
    """One month of every region's price, with its own draws."""
    for region in range(layout.regions.count):
        given = layout.regions.inputs + region * i.REGION_INPUTS
        state = layout.regions.work + region * m.REGION_FIELDS
        short, long = work[m.DRAW_0], work[m.DRAW_1]
        monthly_normal_pair(seed, first_path, month, region, POWER_SHOCKS, short, long)
        _step_factors(short, long, given, state, inputs, work)
        _price(layout.calendar_month + month, given, state, inputs, work)
        monthly_uniform(seed, first_path, month, region, POWER_SPIKE, work[m.DRAW_0])
        _spike(work[m.DRAW_0], given, state, inputs, work)


@kernel
def _step_factors(short_shock, long_shock, given, state, inputs, work):
    drift = inputs[given + i.REGION_LONG_DRIFT]
    volatility = inputs[given + i.REGION_LONG_VOLATILITY]
    keep, step = work[state + m.REGION_KEEP], work[state + m.REGION_STEP]
    short, long, mixing = work[state + m.REGION_SHORT], work[state + m.REGION_LONG], work[m.MIXING]
    for lane in range(LANES):
        shock = mixing[lane] * short_shock[lane]
        short[lane] = short[lane] * keep[lane] + step[lane] * shock
        shock = mixing[lane] * long_shock[lane]
        noise = volatility[lane] * _ROOT_MONTH * shock
        long[lane] = long[lane] + drift[lane] * MONTH + noise


@kernel
def _price(calendar_month, given, state, inputs, work):
    start, amplitude = inputs[given + i.REGION_START], inputs[given + i.REGION_SEASON_AMPLITUDE]
    peak = inputs[given + i.REGION_SEASON_PEAK_MONTH]
    short, long = work[state + m.REGION_SHORT], work[state + m.REGION_LONG]
    price = work[state + m.REGION_PRICE]
    for lane in range(LANES):
        cosine, _ = cos_sin_turn((calendar_month - peak[lane]) * MONTH)
        price[lane] = start[lane] * exp(amplitude[lane] * cosine + short[lane] + long[lane])


@kernel
def _spike(uniform, given, state, inputs, work):
    multiple, chance = inputs[given + i.REGION_SPIKE_MULTIPLE], work[state + m.REGION_SPIKE_CHANCE]
    spike = work[state + m.REGION_SPIKE]
    for lane in range(LANES):
        spike[lane] = multiple[lane] if uniform[lane] < chance[lane] else 1.0
