"""Expected shortfall: the mean of the worst share of paths, with its interval."""

from dataclasses import dataclass, field
from math import inf, isinf

import numpy as np
from numpy.typing import NDArray

from riskcloud.risk.conventions import (
    FEWEST_TAIL_PATHS,
    LEVEL,
    Caution,
    Worse,
    exact,
    rank_of,
    tail_name,
)
from riskcloud.risk.intervals import Moments, mean_interval
from riskcloud.risk.results import Estimate
from riskcloud.risk.sums import Extremes, TailSums
from riskcloud.risk.tail_index import MOST_EXTREMES, is_heavy


@dataclass(frozen=True)
class Tail:
    """The worst share of paths.

    quantile: the value at rank ceil(paths * share) from the side that hurts.
    sums: sums of the first three powers of the distance beyond it.
    extremes: ascending distances beyond the value at rank min(that rank, MOST_EXTREMES).
    floor: the least value that there can be.
    """

    share: float
    paths: int
    worse: Worse
    quantile: float
    sums: tuple[float, float, float]
    extremes: NDArray[np.float64] = field(default_factory=lambda: np.empty(0))
    floor: float = -inf


def expected_shortfall(tail: Tail, level: float = LEVEL) -> Estimate:
    """Mean over the worst share a of n paths.

    With k = ceil(n a) and x_1 the worst value it is
    (x_1 + ... + x_(k-1) + (n a - k + 1) x_k) / (n a): the mean of
    q - (q - x)+ / a over all paths, q = x_k (signs turned where high is worse).  Its
    influence function is that term less its mean (Hampel et al., Robust Statistics, 1986,
    section 2.1), so the interval is that of a mean, with skewness taken into account; what of
    it no mean can be, below the floor of the values, is cut off.
    """
    n, a = tail.paths, exact(tail.share)
    sign = 1.0 if tail.worse is Worse.LOW else -1.0
    name = f"mean of the {tail_name(tail.share)}"
    if isinf(tail.quantile) or isinf(tail.sums[0]):
        end = -sign * inf
        return Estimate(name, end, end, end, n, level)
    value = tail.quantile - sign * tail.sums[0] / float(n * a)
    inner, outer = mean_interval(_moments(n, tail.sums), level)
    ends = [max(tail.quantile - sign * end / float(a), tail.floor) for end in (inner, outer)]
    return Estimate(name, value, min(ends), max(ends), n, level, _cautions(tail))


def _moments(paths: int, sums: tuple[float, float, float]) -> Moments:
    first, second, third = (total / paths for total in sums)
    variance = max(second - first**2, 0.0)
    return Moments(paths, first, variance, third - 3 * first * second + 2 * first**3)


def _cautions(tail: Tail) -> tuple[Caution, ...]:
    if rank_of(tail.share, tail.paths) < FEWEST_TAIL_PATHS:
        return (Caution.FEW_PATHS,)
    return (Caution.HEAVY_TAIL,) if is_heavy(tail.extremes) else ()


def extreme_rank(share: float, paths: int) -> int:
    """Rank, from the side that hurts, beyond which a tail's extremes lie."""
    return min(rank_of(share, paths), MOST_EXTREMES)


def shortfall_of(
    values: NDArray[np.float64], share: float, worse: Worse, level: float = LEVEL
) -> Estimate:
    """Expected shortfall of an array held in memory (1-D, no NaN)."""
    n = values.size
    from_worst = np.sort(values) if worse is Worse.LOW else np.sort(values)[::-1]
    sums = TailSums(float(from_worst[rank_of(share, n) - 1]), worse)
    extremes = Extremes(float(from_worst[extreme_rank(share, n) - 1]), worse)
    sums.add(values)
    extremes.add(values)
    tail = Tail(share, n, worse, sums.threshold, sums.sums(), extremes.distances())
    return expected_shortfall(tail, level)
