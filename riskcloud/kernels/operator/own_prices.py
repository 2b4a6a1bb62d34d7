"""The operator's own prices: it has, and follows, the moves of one vendor (model, 2.3)."""

from riskcloud.columns import market as m
from riskcloud.columns import operator as o
from riskcloud.kernels.arithmetic import exp
from riskcloud.kernels.jit import kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.layout import operator as oi
from riskcloud.kernels.random import monthly_uniforms
from riskcloud.kernels.random.streams import PRICE_FOLLOWING


@kernel
def _follow(uniform, probability, move, market_move, keep, premium):
    """Distance to the index: it fades, the vendor's move adds to it, the market's takes off."""
    for lane in range(LANES):
        moved = move[lane]
        own = moved if uniform[lane] < probability[lane] else 0.0
        premium[lane] = keep[lane] * premium[lane] + own - market_move[lane]


@kernel
def step_own_prices(seed, first_path, month, vendor, inputs, work):
    """One month of premiums and positioning.  vendor: first work row of the vendor."""
    compute, tokens = work[m.DRAW_0], work[m.DRAW_1]
    monthly_uniforms(seed, first_path, month, 0, PRICE_FOLLOWING, compute, tokens)
    probability = inputs[oi.RENTAL_FOLLOW_PROBABILITY]
    keep = work[m.PREMIUM_KEEP]
    list_premium = work[o.LIST_PREMIUM]
    own_list, own_tokens = work[vendor + m.VENDOR_LIST_MOVE], work[vendor + m.VENDOR_TOKEN_MOVE]
    _follow(compute, probability, own_list, work[m.LIST_MOVE], keep, list_premium)
    _follow(tokens, probability, own_tokens, work[m.TOKEN_MOVE], keep, work[o.TOKEN_PREMIUM])
    stated, positioning = inputs[oi.RENTAL_POSITIONING], work[o.POSITIONING]
    for lane in range(LANES):
        positioning[lane] = stated[lane] * exp(list_premium[lane])
