"""What a month does to the rates at which buyers look ahead.

What is worth something months ahead needs exp(-rate * months) each month.  It moves by a factor
a month, which is computed once a path: products take the place of exponentials.
"""

from riskcloud.columns import operator as o
from riskcloud.kernels.arithmetic import exp
from riskcloud.kernels.jit import inlined, kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.layout import market as mi
from riskcloud.kernels.layout import operator as oi
from riskcloud.kernels.units import MONTH

_LEAST_RATE = 1e-9  # a month; below it the geometric sum of discounts has no digits left


@inlined
def monthly(rate):
    """Of a rate a year, as discounts use it."""
    rate = rate * MONTH
    return rate if rate > _LEAST_RATE else _LEAST_RATE


@inlined
def rent_rate(inputs, lane):
    """What a buyer takes off a rent for the time until it: its fall, and his discount."""
    fall = inputs[mi.ENTRY_COST_RENT_DECLINE, lane] + inputs[mi.PRICES_AGEING, lane]
    return fall + inputs[oi.RESIDUAL_DISCOUNT_RATE, lane]


@kernel
def begin_growth(inputs, work):
    """Factors of a month, at month 0."""
    for lane in range(LANES):
        discount = inputs[oi.RESIDUAL_DISCOUNT_RATE, lane]
        work[o.MONTHLY_REVERSION, lane] = exp(monthly(inputs[oi.RESIDUAL_REVERSION, lane]))
        work[o.MONTHLY_RENT, lane] = exp(monthly(rent_rate(inputs, lane)))
        work[o.MONTHLY_DISCOUNT, lane] = exp(monthly(discount))
        work[o.GROWN_REVERSION, lane] = 1.0
        work[o.LEFT_REVERSION, lane] = 1.0


@kernel
def step_growth(work):
    """A month later."""
    for lane in range(LANES):
        grown = work[o.GROWN_REVERSION, lane] * work[o.MONTHLY_REVERSION, lane]
        work[o.GROWN_REVERSION, lane] = grown
        work[o.LEFT_REVERSION, lane] = 1.0 / grown
