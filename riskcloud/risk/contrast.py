"""Differences, and other weighted sums, of figures that were measured on the same paths.

The interval is put together from those of the figures and from how they move together (method
of variance estimates recovery: G. Y. Zou, A. Donner, Statistics in Medicine 27 (2008)
1693-1702; for sums of several, G. Y. Zou, W. Huang, X. Zhang, Computational Statistics & Data
Analysis 53 (2009) 1080-1085).  For two probabilities it is Newcombe's tenth method
(Statistics in Medicine 17 (1998) 2635-2650).  How two figures move together is the
correlation, over paths, of what each path adds to their errors: for a mean the value, for a
probability the event, for a quantile the event that the value is not above it (R. R. Bahadur,
Annals of Mathematical Statistics 37 (1966) 577-580).  Each figure is given its own interval's
ends, so a sum of many quantiles has an interval that is wide rather than narrow.

Means need none of this: a sum of means is the mean of the sums, path by path.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import fsum, isfinite, sqrt
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from riskcloud.risk.conventions import LEVEL
from riskcloud.risk.intervals import probability
from riskcloud.risk.means import mean_of
from riskcloud.risk.quantiles import quantile_of
from riskcloud.risk.results import Estimate, both_answers

Rows = NDArray[np.float64]
Kind = Literal["mean", "quantile", "share"]


@dataclass(frozen=True)
class Measured:
    """A figure, and what each path adds to its error, up to a factor: float64, one a path.

    kind: what the figure is.  highest: the same figure with the paths that can be given no
    rank ranked highest, where here they rank lowest; None where there are none.
    """

    estimate: Estimate
    influence: Rows
    kind: Kind
    highest: "Measured | None" = None

    @property
    def both(self) -> Estimate:
        """The figure with both answers, where they differ."""
        return both_answers(self.estimate, self.highest.estimate if self.highest else None)


def measured_mean(values: Rows) -> Measured:
    return Measured(mean_of(values), values, "mean")


def measured_quantile(values: Rows, p: float) -> Measured:
    """values: no NaN; a path without a value comes as what it ranks as."""
    found = quantile_of(values, p)
    return Measured(found, (values <= found.value).astype(np.float64), "quantile")


def measured_share(name: str, hits: Rows) -> Measured:
    """hits: 1 on each path that has the event, else 0."""
    return Measured(probability(name, int(hits.sum()), hits.size), hits, "share")


def contrast(name: str, parts: Sequence[tuple[float, Measured]]) -> Estimate | None:
    """The sum of figures on the same paths, each with its weight, and its interval.

    None where a figure is infinite.  Means and quantiles that no path tells apart cancel
    exactly; of shares, paths that were not simulated may tell them apart.
    Of figures with paths that can be given no rank it has both answers, all of them ranked
    lowest and all ranked highest, and an interval over both; without a bound where a figure
    is infinite in the second.
    """
    lowest = _contrast(name, parts)
    if lowest is None or all(one.highest is None for _, one in parts):
        return lowest
    highest = _contrast(name, [(weight, one.highest or one) for weight, one in parts])
    return both_answers(lowest, highest) if highest else replace(lowest, low=None, high=None)


def _contrast(name: str, parts: Sequence[tuple[float, Measured]]) -> Estimate | None:
    if not all(isfinite(one.estimate.value) for _, one in parts):
        return None
    value = fsum(weight * one.estimate.value for weight, one in parts)
    paths = parts[0][1].estimate.paths
    left = _cancelled(parts)
    if not left:
        return Estimate(name, 0.0, 0.0, 0.0, paths, LEVEL)
    if all(one.kind == "mean" for _, one in left):
        rows = np.array([weight * one.influence for weight, one in left])
        return replace(mean_of(rows.sum(axis=0)), name=name)
    together = _correlations([one.influence for _, one in left])
    below, above = (_reach(left, side, together) for side in (-1.0, 1.0))
    cautions = tuple(dict.fromkeys(c for _, one in left for c in one.estimate.cautions))
    return Estimate(
        name,
        value,
        None if below is None else value - below,
        None if above is None else value + above,
        paths,
        LEVEL,
        cautions,
    )


def _cancelled(parts: Sequence[tuple[float, Measured]]) -> list[tuple[float, Measured]]:
    """The parts with equal ones taken together; without those that then weigh nothing."""
    kept: list[tuple[float, Measured]] = []
    for weight, one in parts:
        for place, (other_weight, other) in enumerate(kept):
            if _are_equal(one, other):
                kept[place] = other_weight + weight, other
                break
        else:
            kept.append((weight, one))
    return [(weight, one) for weight, one in kept if weight != 0.0]


def _are_equal(one: Measured, other: Measured) -> bool:
    if "share" in (one.kind, other.kind):
        return False
    a, b = one.estimate, other.estimate
    is_same = (a.value, a.low, a.high) == (b.value, b.low, b.high)
    return is_same and np.array_equal(one.influence, other.influence)


def _correlations(rows: Sequence[Rows]) -> Rows:
    """Between rows; a row that never varies goes with no other."""
    centred = np.array([row - row.mean() for row in rows])
    scales = np.sqrt((centred**2).sum(axis=1))
    scales[scales == 0.0] = 1.0
    centred /= scales[:, None]
    together: Rows = centred @ centred.T
    np.fill_diagonal(together, 1.0)
    return together


def _reach(parts: Sequence[tuple[float, Measured]], side: float, together: Rows) -> float | None:
    """How far the interval reaches to a side; None without a bound there."""
    steps = []
    for weight, one in parts:
        estimate = one.estimate
        end = estimate.high if weight * side > 0.0 else estimate.low
        if end is None or not isfinite(end):
            return None
        steps.append(weight * abs(end - estimate.value))
    return sqrt(max(float(np.array(steps) @ together @ np.array(steps)), 0.0))
