"""Server prices (README 1.9): they follow tightness, with a noise of their own."""

from riskcloud.columns import market as m
from riskcloud.kernels.arithmetic import exp
from riskcloud.kernels.jit import kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.layout import market as i
from riskcloud.kernels.market.ornstein_uhlenbeck import monthly_law, revert_to_zero


@kernel
def begin_servers(inputs, work):
    """Monthly law of the noise; the index of month 0."""
    monthly_law(
        inputs[i.SERVERS_REVERSION],
        inputs[i.SERVERS_VOLATILITY],
        work[m.SERVER_KEEP],
        work[m.SERVER_STEP],
    )
    work[m.SERVER_NOISE] = 0.0
    _set_index(inputs, work)


@kernel
def step_servers(inputs, work):
    """One month of noise and index."""
    shock = work[m.SHOCK_SERVER]
    revert_to_zero(work[m.SERVER_NOISE], work[m.SERVER_KEEP], work[m.SERVER_STEP], shock)
    _set_index(inputs, work)


@kernel
def _set_index(inputs, work):
    slope, x = inputs[i.SERVERS_TIGHTNESS], work[m.TIGHTNESS]
    noise, index = work[m.SERVER_NOISE], work[m.SERVER_INDEX]
    for lane in range(LANES):
        index[lane] = exp(slope[lane] * x[lane] + noise[lane])
