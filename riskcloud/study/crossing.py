"""Where a function crosses a level: a stated grid first, then each bracket is halved.

A share of paths is a step function of a lever, so a crossing is a bracket and no root.  Two
crossings between neighbours of the grid are not seen: the grid is stated for that reason.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from riskcloud.risk.results import Estimate

Metric = Callable[[float], Estimate | None]
"""A metric at a value of the lever; None where the scenario refuses the value."""


@dataclass(frozen=True)
class Point:
    """A value of the lever, and the metric there."""

    value: float
    metric: Estimate


@dataclass(frozen=True)
class Crossing:
    """A bracket in which the metric crosses the target.

    before, after: its ends, no further apart than the tolerance.
    low, high: values at which an end of the metric's interval would cross, by the slope to
        the neighbours on the grid; None where the slope says nothing.
    """

    before: Point
    after: Point
    low: float | None
    high: float | None

    @property
    def value(self) -> float:
        return 0.5 * (self.before.value + self.after.value)


@dataclass(frozen=True)
class Search:
    """What is looked for, and how closely.

    target: level of the metric.  tolerance: widest bracket, in the lever's unit.
    is_whole: the lever takes whole numbers only.
    """

    target: float
    tolerance: float
    is_whole: bool = False


def scan(metric: Metric, grid: Sequence[float]) -> list[Point]:
    """The metric on the grid, values that are refused left out."""
    found = ((value, metric(value)) for value in grid)
    return [Point(value, estimate) for value, estimate in found if estimate is not None]


def crossings(
    metric: Metric, points: Sequence[Point], search: Search
) -> Iterator[tuple[Crossing, list[Point]]]:
    """Each crossing between neighbours of the grid, with the points that it took to find it."""
    for before, after in pairwise(points):
        if _is_above(before, search) != _is_above(after, search):
            yield _refined(metric, before, after, search)


def _is_above(point: Point, search: Search) -> bool:
    return point.metric.value >= search.target


def _refined(
    metric: Metric, before: Point, after: Point, search: Search
) -> tuple[Crossing, list[Point]]:
    start = _is_above(before, search)
    ends, seen = (before, after), []
    while (middle := _middle(before, after, search)) is not None:
        estimate = metric(middle)
        if estimate is None:
            break
        point = Point(middle, estimate)
        seen.append(point)
        if _is_above(point, search) == start:
            before = point
        else:
            after = point
    low, high = _interval(0.5 * (before.value + after.value), before.metric, *ends)
    return Crossing(before, after, low, high), seen


def _middle(before: Point, after: Point, search: Search) -> float | None:
    """The value half way, or None where the bracket is narrow enough."""
    width = after.value - before.value
    if width <= (1.0 if search.is_whole else search.tolerance):
        return None
    middle = before.value + 0.5 * width
    return float(round(middle)) if search.is_whole else middle


def _interval(
    value: float, metric: Estimate, before: Point, after: Point
) -> tuple[float | None, float | None]:
    """What the metric's own interval means for the value of the lever."""
    rise = after.metric.value - before.metric.value
    if rise == 0.0 or metric.low is None or metric.high is None:
        return None, None
    per_unit = (after.value - before.value) / rise
    ends = sorted((value + per_unit * (metric.value - end)) for end in (metric.low, metric.high))
    return ends[0], ends[1]
