"""Ornstein-Uhlenbeck process dX = -kappa X dt + sigma dW, by its exact monthly law.

P. Glasserman, "Monte Carlo Methods in Financial Engineering" (2003), section 3.3.1.
"""

import math

from riskcloud.kernels.arithmetic import exp
from riskcloud.kernels.jit import kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.market.mean_decay import mean_decay


@kernel
def monthly_law(reversion, volatility, keep, step):
    """keep = exp(-kappa/12), step = sigma sqrt((1 - keep^2) / (2 kappa)), rows of LANES.

    reversion: kappa, 1/year; 0 gives a random walk.  volatility: sigma, per root year.
    """
    for lane in range(LANES):
        keep[lane] = exp(-reversion[lane] / 12.0)
        step[lane] = volatility[lane] * math.sqrt(mean_decay(reversion[lane] / 6.0) / 12.0)


@kernel
def revert_to_zero(state, keep, step, shock):
    """X <- keep X + step shock, in place."""
    for lane in range(LANES):
        state[lane] = state[lane] * keep[lane] + step[lane] * shock[lane]


@kernel
def revert_to_mean(state, mean, keep, step, shock):
    """X <- mean + keep (X - mean) + step shock, in place."""
    for lane in range(LANES):
        m = mean[lane]
        state[lane] = m + (state[lane] - m) * keep[lane] + step[lane] * shock[lane]
