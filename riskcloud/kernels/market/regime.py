"""Demand regime (README 1.1): a Markov chain of boom 0, normal 1 and bust 2."""

from riskcloud.columns import market as m
from riskcloud.kernels.jit import inlined, kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.layout import market as i


@inlined
def _of_regime(regime, boom, normal, bust):
    value = boom if regime == 0.0 else normal
    return bust if regime == 2.0 else value


@kernel
def begin_regime(inputs, work):
    """The starting regime, and the mean of growth under the chain's stationary law."""
    growth_mean = work[m.GROWTH_MEAN]
    for lane in range(LANES):
        p01 = inputs[i.DEMAND_BOOM_TO_NORMAL, lane]
        p02 = inputs[i.DEMAND_BOOM_TO_BUST, lane]
        p10 = inputs[i.DEMAND_NORMAL_TO_BOOM, lane]
        p12 = inputs[i.DEMAND_NORMAL_TO_BUST, lane]
        p20 = inputs[i.DEMAND_BUST_TO_BOOM, lane]
        p21 = inputs[i.DEMAND_BUST_TO_NORMAL, lane]
        # Markov chain tree theorem: the sum over spanning trees that lead to a state.
        boom = p10 * p20 + p12 * p20 + p21 * p10
        normal = p01 * p21 + p02 * p21 + p20 * p01
        bust = p02 * p12 + p01 * p12 + p10 * p02
        growth_mean[lane] = (
            boom * inputs[i.DEMAND_BOOM_GROWTH, lane]
            + normal * inputs[i.DEMAND_NORMAL_GROWTH, lane]
            + bust * inputs[i.DEMAND_BUST_GROWTH, lane]
        ) / (boom + normal + bust)
    work[m.REGIME] = inputs[i.DEMAND_START]
    _set_excess_growth(inputs, work)


@kernel
def step_regime(uniform, inputs, work):
    """Move to the lower-numbered other state, to the higher, or stay, by one uniform."""
    boom_low, boom_high = inputs[i.DEMAND_BOOM_TO_NORMAL], inputs[i.DEMAND_BOOM_TO_BUST]
    normal_low, normal_high = inputs[i.DEMAND_NORMAL_TO_BOOM], inputs[i.DEMAND_NORMAL_TO_BUST]
    bust_low, bust_high = inputs[i.DEMAND_BUST_TO_BOOM], inputs[i.DEMAND_BUST_TO_NORMAL]
    regime = work[m.REGIME]
    for lane in range(LANES):
        old = regime[lane]
        low = _of_regime(old, boom_low[lane], normal_low[lane], bust_low[lane])
        high = _of_regime(old, boom_high[lane], normal_high[lane], bust_high[lane])
        new = (1.0 if old == 2.0 else 2.0) if uniform[lane] < low + high else old
        regime[lane] = (1.0 if old == 0.0 else 0.0) if uniform[lane] < low else new
    _set_excess_growth(inputs, work)


@kernel
def _set_excess_growth(inputs, work):
    boom, normal = inputs[i.DEMAND_BOOM_GROWTH], inputs[i.DEMAND_NORMAL_GROWTH]
    bust, mean = inputs[i.DEMAND_BUST_GROWTH], work[m.GROWTH_MEAN]
    regime, excess = work[m.REGIME], work[m.EXCESS_GROWTH]
    for lane in range(LANES):
        growth = _of_regime(regime[lane], boom[lane], normal[lane], bust[lane])
        excess[lane] = growth - mean[lane]
