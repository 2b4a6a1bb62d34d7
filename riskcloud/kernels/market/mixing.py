"""Mixing (README 1.0): one calm or turbulent scale of all shocks for a path-year.

Fat joint tails come from what persists; the scale is bounded, so every mean is finite.
"""

from riskcloud.columns import market as m
from riskcloud.kernels.jit import kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.layout import market as i
from riskcloud.kernels.random import monthly_uniform
from riskcloud.kernels.random.streams import MIXING


@kernel
def draw_mixing(seed, first_path, month, inputs, work):
    """The year's scale of shocks; month is the year's first."""
    uniform, scale = work[m.DRAW_0], work[m.MIXING]
    monthly_uniform(seed, first_path, month, 0, MIXING, uniform)
    calm, turbulent = inputs[i.MIXING_CALM], inputs[i.MIXING_TURBULENT]
    probability = inputs[i.MIXING_TURBULENT_PROBABILITY]
    for lane in range(LANES):
        low, high = calm[lane], turbulent[lane]
        scale[lane] = high if uniform[lane] < probability[lane] else low
