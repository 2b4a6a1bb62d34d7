"""Short rate and credit spreads (README 1.8).

O. Vasicek, "An equilibrium characterization of the term structure", Journal of Financial
Economics 5 (1977) 177-188; real-world, not risk-neutral.
"""

from riskcloud.columns import market as m
from riskcloud.kernels.arithmetic import exp
from riskcloud.kernels.jit import kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.layout import market as i
from riskcloud.kernels.market.ornstein_uhlenbeck import monthly_law, revert_to_mean


@kernel
def begin_rates(inputs, work):
    """Monthly law of the short rate; rate and spread factor of month 0."""
    monthly_law(
        inputs[i.RATES_REVERSION],
        inputs[i.RATES_VOLATILITY],
        work[m.RATE_KEEP],
        work[m.RATE_STEP],
    )
    work[m.SHORT_RATE] = inputs[i.RATES_START]
    set_spread_factor(inputs, work)


@kernel
def step_rate(inputs, work):
    """One month of the short rate."""
    mean, shock = inputs[i.RATES_MEAN], work[m.SHOCK_RATE]
    revert_to_mean(work[m.SHORT_RATE], mean, work[m.RATE_KEEP], work[m.RATE_STEP], shock)


@kernel
def set_spread_factor(inputs, work):
    """Credit spreads widen in a glut."""
    slope, x, factor = inputs[i.RATES_SPREAD_TIGHTNESS], work[m.TIGHTNESS], work[m.SPREAD_FACTOR]
    for lane in range(LANES):
        factor[lane] = exp(-slope[lane] * x[lane])
