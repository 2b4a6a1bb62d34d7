"""How far a tail of an outcome lies from all of it, in standard deviations of an input."""

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Standardised:
    """An input with mean 0 and variance 1 over the paths; skewness and kurtosis are its
    third and fourth moments."""

    values: NDArray[np.float64]
    skewness: float
    kurtosis: float


def standardised(values: NDArray[np.float64]) -> Standardised | None:
    """``values``: one a path.  None if they never vary."""
    spread = float(values.std())
    if not spread:
        return None
    standard = (values - values.mean()) / spread
    squares = standard * standard
    skewness, kurtosis = float((squares * standard).mean()), float((squares * squares).mean())
    return Standardised(standard, skewness, kurtosis)


def tail_shift_of(
    one: Standardised, from_worst: NDArray[np.int64], tail_size: int
) -> tuple[float, float]:
    """Mean of a standardised input over the first `tail_size` paths, and its error.

    from_worst: paths, the worst first.
    The error is that of the influence function of the shift.  Its terms are the tail's mean
    with its own estimated threshold (which needs the input's mean there, taken over a window
    of ranks), the overall mean, and the standard deviation.  Its mean is zero; its mean square
    is that of all paths as if none were in the tail, from moments, and what the tail adds.
    """
    paths = one.values.size
    window = max(tail_size // 8, 1)
    near = one.values[from_worst[: tail_size + window]]
    tail = near[:tail_size]
    shift = float(tail.mean())
    at_threshold = float(near[max(tail_size - window, 0) :].mean())
    below = at_threshold - shift
    of_all = 1.0 + shift * one.skewness + shift**2 * (one.kurtosis - 1.0) / 4.0 + below**2
    outside = -tail - shift * (tail**2 - 1.0) / 2.0 + below
    inside = (tail - at_threshold) * (paths / tail_size)
    added = float((inside * (2.0 * outside + inside)).sum()) / paths
    return shift, sqrt(max(of_all + added, 0.0) / paths)
