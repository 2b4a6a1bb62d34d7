"""How far the worst paths' values of an input lie from its mean, in its standard deviations."""

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Standardised:
    """An input on all paths, less its mean and over its standard deviation.

    spread: that standard deviation, in the input's unit.
    cubes, fourths: means of the third and fourth powers of `values`: skewness and kurtosis.
    """

    values: NDArray[np.float64]
    spread: float
    cubes: float
    fourths: float


def standardised(values: NDArray[np.float64]) -> Standardised | None:
    """None for values that never vary."""
    off = values - values.mean()
    spread = sqrt(float((off * off).mean()))
    if not spread:
        return None
    off /= spread
    squares = off * off
    cubes, fourths = float((off * squares).mean()), float((squares * squares).mean())
    return Standardised(off, spread, cubes, fourths)


def reach_of(tail_size: int) -> int:
    """How many of the worst paths `tail_shift_of` looks at."""
    return tail_size + _window(tail_size)


def tail_shift_of(
    one: Standardised, from_worst: NDArray[np.int64], tail_size: int
) -> tuple[float, float]:
    """Mean of a standardised input z over the worst paths, and its error.

    from_worst: paths, the worst first, `reach_of` the tail's size or as many as there are.

    The error is that of the influence function of the shift s.  Its terms are the tail's mean
    with its own estimated threshold (which needs the input's mean a there, taken over a window
    of ranks), the overall mean, and the standard deviation:
    -z - s (z^2 - 1) / 2 + a - s, and (z - a) * paths / tail size more in the tail.  Its mean is
    zero.  Its mean square is that of the terms of all paths, which takes the moments of z, and
    what the tail adds to it.
    """
    paths = one.values.size
    near = one.values[from_worst[: reach_of(tail_size)]]
    tail = near[:tail_size]
    shift = float(tail.mean())
    at_threshold = float(near[max(tail_size - _window(tail_size), 0) :].mean())
    apart = at_threshold - shift
    of_all = 1.0 + shift * one.cubes + shift**2 * (one.fourths - 1.0) / 4.0 + apart**2
    own = (tail - at_threshold) * (paths / tail_size)
    other = apart - tail - shift * (tail**2 - 1.0) / 2.0
    more = float((own * (own + 2.0 * other)).sum()) / paths
    return shift, sqrt(max(of_all + more, 0.0) / paths)


def _window(tail_size: int) -> int:
    return max(tail_size // 8, 1)
