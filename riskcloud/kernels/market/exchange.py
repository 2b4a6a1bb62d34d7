"""Exchange rate (README 1.13): a geometric Brownian motion."""

import math

from riskcloud.columns import market as m
from riskcloud.kernels.arithmetic import exp
from riskcloud.kernels.jit import kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.layout import market as i
from riskcloud.kernels.random import monthly_normal_pair
from riskcloud.kernels.random.streams import EXCHANGE
from riskcloud.kernels.units import MONTH

_ROOT_MONTH = math.sqrt(MONTH)


@kernel
def step_exchange(seed, first_path, month, inputs, work):
    """One month of drift and noise."""
    shock = work[m.DRAW_0]
    monthly_normal_pair(seed, first_path, month, 0, EXCHANGE, shock, work[m.DRAW_1])
    drift, volatility = inputs[i.EXCHANGE_DRIFT], inputs[i.EXCHANGE_VOLATILITY]
    mixing, rate = work[m.MIXING], work[m.EXCHANGE_RATE]
    for lane in range(LANES):
        noise = volatility[lane] * _ROOT_MONTH * mixing[lane] * shock[lane]
        rate[lane] *= exp(drift[lane] * MONTH + noise)
