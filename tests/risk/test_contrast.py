"""Differences on the same paths: against Newcombe's formula, pairs, and repeated samples."""

from dataclasses import replace
from math import sqrt

import numpy as np
import pytest

from riskcloud.risk.contrast import contrast, measured_mean, measured_quantile, measured_share
from riskcloud.risk.intervals import wilson
from riskcloud.risk.means import mean_of


def normals(seed: int, size: int, correlation: float) -> np.ndarray:
    rng = np.random.default_rng(seed)
    covariance = [[1.0, correlation], [correlation, 1.0]]
    return rng.multivariate_normal([0.0, 0.0], covariance, size).T


def test_two_shares_have_newcombes_tenth_interval() -> None:
    """Cells of the table: both, first only, second only, neither."""
    e, f, g, h = 20, 12, 2, 16
    first = np.repeat([1.0, 1.0, 0.0, 0.0], [e, f, g, h])
    second = np.repeat([1.0, 0.0, 1.0, 0.0], [e, f, g, h])
    found = contrast("d", [(1.0, measured_share("", first)), (-1.0, measured_share("", second))])
    n = e + f + g + h
    p1, p2 = (e + f) / n, (e + g) / n
    (l1, u1), (l2, u2) = wilson(e + f, n), wilson(e + g, n)
    phi = (e * h - f * g) / sqrt((e + f) * (g + h) * (e + g) * (f + h))
    below = (p1 - l1) ** 2 - 2 * phi * (p1 - l1) * (u2 - p2) + (u2 - p2) ** 2
    above = (u1 - p1) ** 2 - 2 * phi * (u1 - p1) * (p2 - l2) + (p2 - l2) ** 2
    assert found
    assert found.value == pytest.approx(0.2)
    assert (found.low, found.high) == pytest.approx((0.2 - sqrt(below), 0.2 + sqrt(above)))


def test_two_means_have_the_interval_of_pairs() -> None:
    ours, theirs = normals(1, 4000, 0.9)
    found = contrast("d", [(1.0, measured_mean(ours)), (-1.0, measured_mean(theirs))])
    pairs = mean_of(ours - theirs)
    assert found
    assert found.value == pytest.approx(pairs.value)
    assert (found.low, found.high) == pytest.approx((pairs.low, pairs.high))


@pytest.mark.parametrize(("p", "correlation"), [(0.5, 0.95), (0.5, 0.0), (0.05, 0.9)])
def test_differences_of_quantiles_are_covered(p: float, correlation: float) -> None:
    """Shifted normals, 300 samples of 1,000: 95 % give 285, give or take 3.8."""
    covered, width = 0, 0.0
    for seed in range(300):
        ours, theirs = normals(seed, 1000, correlation)
        parts = [(1.0, measured_quantile(ours + 0.3, p)), (-1.0, measured_quantile(theirs, p))]
        found = contrast("d", parts)
        assert found
        assert found.low is not None
        assert found.high is not None
        covered += found.low <= 0.3 <= found.high
        width += (found.high - found.low) / 300
    assert 274 <= covered <= 297
    # Pairs pay: the error of independent medians is sqrt(2 * pi / 2 / 1000).
    if correlation == 0.95:
        assert width < 0.6 * 2 * 1.96 * sqrt(np.pi / 1000)


def test_the_interaction_of_what_adds_up_path_by_path_is_nothing() -> None:
    base, more = normals(3, 2000, 0.5)
    a, b = base + more, base + 0.5 * more
    parts = [(1.0, a + b - base), (1.0, base), (-1.0, a), (-1.0, b)]
    found = contrast("i", [(weight, measured_mean(values)) for weight, values in parts])
    assert found
    assert (found.value, found.low, found.high) == pytest.approx((0.0, 0.0, 0.0), abs=1e-12)


def test_interactions_of_medians_are_covered() -> None:
    """Four independent medians: 300 samples; 95 % give 285, give or take 3.8."""
    covered = 0
    for seed in range(300):
        centres = np.array([3.0, 0.0, 1.0, 1.5])
        rows = np.random.default_rng(seed).standard_normal((4, 501)) + centres[:, None]
        weights = (1.0, 1.0, -1.0, -1.0)
        parts = [(w, measured_quantile(row, 0.5)) for w, row in zip(weights, rows, strict=True)]
        found = contrast("i", parts)
        assert found
        assert found.low is not None
        assert found.high is not None
        covered += found.low <= 0.5 <= found.high
    assert 274 <= covered <= 299


def test_what_no_path_tells_apart_cancels() -> None:
    values = normals(4, 100, 0.0)[0]
    one, same = measured_quantile(values, 0.5), measured_quantile(values.copy(), 0.5)
    found = contrast("d", [(1.0, one), (-1.0, same)])
    assert found
    assert (found.value, found.low, found.high) == (0.0, 0.0, 0.0)


def test_what_is_infinite_has_no_difference() -> None:
    values = normals(5, 100, 0.0)[0]
    lost = np.where(np.arange(100) < 60, -np.inf, values)
    infinite, finite = measured_quantile(lost, 0.5), measured_quantile(values, 0.5)
    assert contrast("d", [(1.0, infinite), (-1.0, finite)]) is None
    assert contrast("d", [(1.0, infinite), (-1.0, infinite)]) is None


def test_what_never_came_may_still_come() -> None:
    """Nothing in 300 paths on either side: each may be as much as Wilson's bound says."""
    never = measured_share("", np.zeros(300))
    found = contrast("d", [(1.0, never), (-1.0, never)])
    _, bound = wilson(0, 300)
    assert found
    assert (found.value, found.low, found.high) == pytest.approx((0.0, -bound, bound))


def test_a_path_without_a_rank_makes_two_answers() -> None:
    """Of five paths one has no rank.  The third is 3 with it lowest, 4 with it highest; of the
    other figure, all of whose paths have one, 2: the differences are 1 and 2."""
    lowest, highest = np.array([-np.inf, 2.0, 3, 4, 5]), np.array([np.inf, 2.0, 3, 4, 5])
    one = replace(measured_quantile(lowest, 0.5), highest=measured_quantile(highest, 0.5))
    other = measured_quantile(np.array([0.0, 1, 2, 3, 4]), 0.5)
    assert (one.both.value, one.both.alternative) == (3.0, 4.0)
    found = contrast("d", [(1.0, one), (-1.0, other)])
    assert found
    assert (found.value, found.alternative) == (1.0, 2.0)


def test_the_interval_of_two_answers_holds_both() -> None:
    values, other = normals(6, 2000, 0.5)
    without = np.arange(2000) < 60
    lowest, highest = (np.where(without, end, values) for end in (-np.inf, np.inf))
    low, high, base = (measured_quantile(rows, 0.5) for rows in (lowest, highest, other))
    found = contrast("d", [(1.0, replace(low, highest=high)), (-1.0, base)])
    ends = [contrast("d", [(1.0, one), (-1.0, base)]) for one in (low, high)]
    assert found
    assert ends[0]
    assert ends[1]
    assert (found.value, found.alternative) == (ends[0].value, ends[1].value)
    assert (found.low, found.high) == (ends[0].low, ends[1].high)
