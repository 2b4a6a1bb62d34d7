"""Crossings of known functions: none, one, several, at the tolerance that is stated."""

import math
from collections.abc import Callable

import pytest

from riskcloud.risk.results import Estimate
from riskcloud.study.crossing import Crossing, Point, Search, crossings, scan

GRID = [k / 8.0 for k in range(9)]


def estimated(
    function: Callable[[float], float], half: float = 0.01
) -> Callable[[float], Estimate]:
    def metric(value: float) -> Estimate:
        share = function(value)
        return Estimate("p", share, share - half, share + half, 1000)

    return metric


def found(function: Callable[[float], float], search: Search) -> list[Crossing]:
    metric = estimated(function)
    return [one for one, _ in crossings(metric, scan(metric, GRID), search)]


def test_a_straight_line_crosses_where_it_should() -> None:
    (one,) = found(lambda v: 1.0 - 0.9 * v, Search(0.4, 1e-6))
    assert one.value == pytest.approx(2.0 / 3.0, abs=1e-6)
    assert one.after.value - one.before.value <= 1e-6
    # Its interval is the metric's over the slope: .01 over .9.
    assert one.low == pytest.approx(2.0 / 3.0 - 0.01 / 0.9, abs=1e-6)
    assert one.high == pytest.approx(2.0 / 3.0 + 0.01 / 0.9, abs=1e-6)


def test_every_crossing_of_the_grid_is_found() -> None:
    wave = found(lambda v: 0.5 + 0.4 * math.cos(3.0 * math.pi * v), Search(0.5, 1e-9))
    assert [one.value for one in wave] == pytest.approx([1 / 6, 1 / 2, 5 / 6], abs=1e-9)


def test_no_crossing_is_none() -> None:
    assert found(lambda v: 0.3 + 0.1 * v, Search(0.5, 1e-6)) == []


def test_a_touch_from_above_is_no_crossing() -> None:
    """At the target counts as reached."""
    assert found(lambda v: 0.5 + (v - 0.5) ** 2, Search(0.5, 1e-6)) == []


def test_two_crossings_between_neighbours_are_not_seen() -> None:
    assert found(lambda v: 0.6 if 0.51 < v < 0.6 else 0.4, Search(0.5, 1e-6)) == []


def test_a_step_is_bracketed_by_whole_numbers() -> None:
    metric = estimated(lambda v: 1.0 if v >= 41 else 0.0)
    points = scan(metric, [24.0, 36.0, 48.0])
    ((one, seen),) = list(crossings(metric, points, Search(0.5, 0.1, is_whole=True)))
    assert (one.before.value, one.after.value) == (40.0, 41.0)
    assert all(point.value.is_integer() for point in seen)


def test_values_that_are_refused_are_left_out() -> None:
    def metric(value: float) -> Estimate | None:
        return None if value < 0.5 else Estimate("p", value, None, None, 10)

    points = scan(metric, GRID)
    assert [point.value for point in points] == GRID[4:]
    ((one, _),) = list(crossings(metric, points, Search(0.8, 1e-4)))
    assert one.value == pytest.approx(0.8, abs=1e-4)
    assert (one.low, one.high) == (None, None)


def test_a_flat_neighbourhood_gives_no_interval() -> None:
    estimate = Estimate("p", 0.5, 0.4, 0.6, 10)
    point = Point(0.0, estimate)
    one = Crossing(point, Point(1.0, estimate), None, None)
    assert one.value == 0.5
