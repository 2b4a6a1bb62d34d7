"""Mean of an exponential decay over an interval, which every yearly rate comes down to."""

from riskcloud.kernels.arithmetic import exp
from riskcloud.kernels.jit import inlined

_SMALL = 1e-3


@inlined
def mean_decay(z):
    """h(z) = (1 - exp(-z)) / z; a series near 0, where the quotient has no digits left."""
    return mean_of(z, exp(-z))


@inlined
def mean_of(z, kept):
    """h(z), given what is kept at the end: exp(-z)."""
    series = 1.0 - z * (0.5 - z * (1.0 / 6.0 - z * (1.0 / 24.0)))
    small = abs(z) < _SMALL
    return series if small else (1.0 - kept) / (1.0 if small else z)
