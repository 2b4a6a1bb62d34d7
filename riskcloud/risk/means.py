"""Means of a column, with the interval of a skewed mean."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from riskcloud.risk.conventions import FEWEST_TAIL_PATHS, LEVEL, Caution, Worse
from riskcloud.risk.expected_shortfall import extreme_rank
from riskcloud.risk.intervals import Moments, mean_interval
from riskcloud.risk.results import Estimate
from riskcloud.risk.sums import BlockMoments, Extremes, combine
from riskcloud.risk.tail_index import is_heavy

MEAN_TAIL = 0.05
"""Share of paths on each side that a mean's tails are judged by."""


def mean(
    moments: Moments, extremes: Iterable[NDArray[np.float64]] = (), level: float = LEVEL
) -> Estimate:
    """Mean of the paths that have a value.

    extremes: ascending distances beyond a far value, one array a side, to judge the tails.
    """
    low, high = mean_interval(moments, level)
    cautions: tuple[Caution, ...] = ()
    if moments.size < FEWEST_TAIL_PATHS:
        cautions = (Caution.FEW_PATHS,)
    elif any(is_heavy(distances) for distances in extremes):
        cautions = (Caution.HEAVY_TAIL,)
    return Estimate("mean", moments.mean, low, high, moments.size, level, cautions)


def extreme_ranks(paths: int) -> tuple[tuple[Worse, int], ...]:
    """Ranks, from the smallest, beyond which each side's extremes lie."""
    rank = extreme_rank(MEAN_TAIL, paths)
    return (Worse.LOW, rank), (Worse.HIGH, paths - rank + 1)


def mean_of(values: NDArray[np.float64], level: float = LEVEL) -> Estimate:
    """Mean of an array held in memory (1-D, no NaN)."""
    ascending = np.sort(values)
    sides = [Extremes(float(ascending[r - 1]), side) for side, r in extreme_ranks(values.size)]
    for side in sides:
        side.add(values)
    moments = combine([BlockMoments.of(values)])
    return mean(moments, [side.distances() for side in sides], level)
