"""How heavy a tail is: the shape of a generalised Pareto fitted to its extremes."""

import numpy as np
from numpy.typing import NDArray

from riskcloud.risk.conventions import FEWEST_TAIL_PATHS, HEAVIEST_TAIL

MOST_EXTREMES = 4096
"""Extremes that the shape is estimated from, at most: its standard error is then 0.02."""


def tail_shape(distances: NDArray[np.float64]) -> float:
    """Shape of the generalised Pareto of distances beyond a threshold.

    distances: ascending, positive, 1-D, at least two.
    0 is an exponential tail, below 0 one that ends, 1/3 a Student t with 3 degrees of
    freedom, 0.5 and above one without variance.  By probability-weighted moments: Hosking
    and Wallis, Technometrics 29 (1987) 339-349.
    """
    size = distances.size
    share_above = np.arange(size - 1, -1, -1) / (size - 1)
    mean = float(distances.mean())
    weighted = float((share_above * distances).mean())
    return 2.0 - mean / (mean - 2.0 * weighted)


def is_heavy(distances: NDArray[np.float64]) -> bool:
    """Whether the tail is too heavy for an interval.

    With few or equal distances no shape can be told, and the answer is no.
    """
    if distances.size < FEWEST_TAIL_PATHS - 1 or distances[0] == distances[-1]:
        return False
    return tail_shape(distances) > HEAVIEST_TAIL
