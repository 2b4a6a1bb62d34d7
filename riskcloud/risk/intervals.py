"""Intervals from closed formulas: binomial ranks, Wilson, and a skewed mean."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from math import cbrt, sqrt
from typing import NamedTuple

from riskcloud.risk.conventions import FEWEST_EVENTS, LEVEL, Caution, exact
from riskcloud.risk.results import Estimate


class Moments(NamedTuple):
    """Size, mean, and central moments (divided by the size) of a sample."""

    size: int
    mean: float
    second: float
    third: float


@cache
def normal_half_width(level: float) -> float:
    """Standard errors on either side of a normal estimate: 1.96 at 95 %."""
    from scipy import special  # a tenth of a second; scipy.stats takes half of one

    return float(-special.ndtri((1 - level) / 2))


@cache
def quantile_ranks(p: float, paths: int, level: float = LEVEL) -> tuple[int | None, int | None]:
    """Ranks (lower, upper) whose values hold quantile p with probability `level` or more.

    For a continuous column P(x_(l) <= q < x_(u)) = P(l <= B < u), B ~ Binomial(paths, p)
    (David and Nagaraja, Order Statistics, 3rd ed., section 7.1).  Ties only make it more.  Of the
    equal-tailed pair one end moves in if the level still holds.  None: no path bounds that
    side.
    """
    at_most = _binomial(paths, float(exact(p)))
    lower = _first_above((1 - level) / 2, at_most, paths)
    upper = _first_above((1 + level) / 2, at_most, paths) + 1
    spare = at_most(upper - 1) - at_most(lower - 1) - level
    at_lower = at_most(lower) - at_most(lower - 1)
    at_upper = at_most(upper - 1) - at_most(upper - 2)
    if at_lower <= min(spare, at_upper):
        lower += 1
    elif at_upper <= spare:
        upper -= 1
    return (lower if lower >= 1 else None), (upper if upper <= paths else None)


def _binomial(paths: int, p: float) -> Callable[[int], float]:
    """k -> P(B <= k) for B ~ Binomial(paths, p)."""
    from scipy import special

    return lambda count: float(special.bdtr(count, paths, p)) if count >= 0 else 0.0


def _first_above(level: float, at_most: Callable[[int], float], paths: int) -> int:
    """The least count that is not exceeded with probability `level` or more, by bisection."""
    low, high = -1, paths
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if at_most(middle) >= level else (middle, high)
    return high


def mean_interval(sample: Moments, level: float = LEVEL) -> tuple[float, float]:
    """Interval for a mean, with the skewness of the sample taken into account.

    Source: P. Hall, On the removal of skewness by transformation, J. R. Statist. Soc. B 54
    (1992) 221-228: the cubic of the studentised mean that is normal to order 1/n, turned
    round in closed form.  Without skewness it is mean +- z * sd / sqrt(n).
    """
    error = sqrt(sample.second / sample.size)
    if error == 0.0:
        return sample.mean, sample.mean
    z = normal_half_width(level)
    skew = sample.third / sample.second / sqrt(sample.second) / sqrt(sample.size)
    return (
        sample.mean - error * _studentised(z, skew),
        sample.mean - error * _studentised(-z, skew),
    )


def _studentised(normal: float, skew: float) -> float:
    """The t at which t + s t^2 / 3 + s^2 t^3 / 27 + s / 6 equals `normal`, s = skew."""
    shifted = normal - skew / 6
    if abs(skew) < 1e-6:
        # The cube root below loses digits; the next term of its series is of order s^2.
        return shifted - skew * shifted**2 / 3
    return 3 * (cbrt(1 + skew * shifted) - 1) / skew


def wilson(hits: int, paths: int, level: float = LEVEL) -> tuple[float, float]:
    """Wilson's interval for a probability, hits out of paths.

    Source: E. B. Wilson, J. Amer. Statist. Assoc. 22 (1927) 209-212.  At no hits or all hits
    the end that touches is exactly 0 or 1.
    """
    z2 = normal_half_width(level) ** 2
    share = hits / paths
    centre = (share + z2 / (2 * paths)) / (1 + z2 / paths)
    half = sqrt(z2 * share * (1 - share) / paths + (z2 / (2 * paths)) ** 2) / (1 + z2 / paths)
    low = 0.0 if hits == 0 else centre - half
    high = 1.0 if hits == paths else centre + half
    return low, high


def probability(name: str, hits: int, paths: int, level: float = LEVEL) -> Estimate:
    """The share of paths that an event hits.  Raises ValueError unless 0 <= hits <= paths > 0."""
    if paths < 1 or not 0 <= hits <= paths:
        raise ValueError(f"{hits} hits out of {paths} paths make no share")
    low, high = wilson(hits, paths, level)
    few = min(hits, paths - hits) < FEWEST_EVENTS
    cautions = (Caution.FEW_PATHS,) if few else ()
    return Estimate(name, hits / paths, low, high, paths, level, cautions)


def complement(estimate: Estimate, name: str) -> Estimate:
    """The probability that an event does not happen."""
    low, high = (None if end is None else 1.0 - end for end in (estimate.high, estimate.low))
    return replace(estimate, name=name, value=1.0 - estimate.value, low=low, high=high)
