"""Price of a chip for a term, from its 1-year price and tightness (model, Part 2)."""

from riskcloud.kernels.arithmetic import exp
from riskcloud.kernels.jit import inlined
from riskcloud.kernels.market.mean_decay import mean_decay


@inlined
def term_price(price, x, years, reversion, decline):
    """USD per GPU-hour for `years`: tightness reverts and rent declines over the term."""
    tightness = exp(x * (mean_decay(reversion * years) - mean_decay(reversion)))
    return price * tightness * mean_decay(decline * years) / mean_decay(decline)
