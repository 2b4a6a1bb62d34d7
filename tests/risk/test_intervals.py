"""Ranks and intervals against definitions, scipy and exact sums."""

from fractions import Fraction
from math import comb, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from riskcloud.risk.conventions import Caution, quantile_name, rank_of, tail_name
from riskcloud.risk.intervals import (
    Moments,
    mean_interval,
    probability,
    quantile_ranks,
    wilson,
)
from riskcloud.risk.quantiles import quantile_of


@pytest.mark.parametrize(
    ("share", "paths", "rank"),
    [
        (0.07, 1_000_000, 70_000),  # in floats 0.07 * 1e6 is a little above 70,000
        (0.01, 100, 1),
        (0.01, 101, 2),
        (0.5, 1, 1),
        (0.5, 3, 2),
        (0.999, 10, 10),
    ],
)
def test_rank_is_the_exact_ceiling(share, paths, rank):
    assert rank_of(share, paths) == rank


@pytest.mark.parametrize("share", [0.0, 1.0, -0.1, float("nan")])
def test_shares_outside_0_to_1_are_refused(share):
    with pytest.raises(ValueError, match="between 0 and 1"):
        rank_of(share, 10)


def test_levels_have_names():
    assert quantile_name(0.05) == "5 % quantile"
    assert quantile_name(0.5) == "median"
    assert quantile_name(0.07) == "7 % quantile"
    assert tail_name(0.005) == "worst 0.5 %"


def coverage_of_ranks(lower: int, upper: int, p: Fraction, n: int) -> Fraction:
    return sum(comb(n, b) * p**b * (1 - p) ** (n - b) for b in range(lower, upper))


@given(st.integers(1, 120), st.sampled_from([0.01, 0.05, 0.3, 0.5, 0.95]))
def test_rank_interval_covers_and_is_not_wasteful(n, p):
    lower, upper = quantile_ranks(p, n)
    # A missing bound is an order statistic at infinity.
    low, high = lower or 0, upper or n + 1
    exact = Fraction(str(p))
    assert low <= rank_of(p, n) <= high
    assert coverage_of_ranks(low, high, exact, n) >= Fraction(95, 100) - Fraction(1, 10**12)
    narrower = [
        coverage_of_ranks(low + 1, high, exact, n),
        coverage_of_ranks(low, high - 1, exact, n),
    ]
    assert min(narrower) < Fraction(95, 100)


def test_too_few_paths_for_a_quantile_is_said():
    estimate = quantile_of(np.arange(100.0), 0.01)
    assert estimate.value == 0.0
    assert estimate.low is None
    assert estimate.high is not None
    assert estimate.cautions == (Caution.FEW_PATHS,)
    assert quantile_of(np.arange(1000.0), 0.01).cautions == ()


def test_quantile_is_a_value_of_the_lowest_path_that_has_it():
    estimate = quantile_of(np.array([2.0, 1.0, 1.0, 3.0]), 0.5)
    assert (estimate.value, estimate.path, estimate.name) == (1.0, 1, "median")


@given(st.integers(1, 10_000_000), st.floats(0, 1), st.sampled_from([0.8, 0.95, 0.99]))
def test_wilson_is_scipys(paths, share, level):
    hits = round(paths * share)
    theirs = stats.binomtest(hits, paths).proportion_ci(level, method="wilson")
    np.testing.assert_allclose(wilson(hits, paths, level), theirs, rtol=1e-9, atol=1e-15)


def test_probability_of_a_rare_event_says_so():
    assert probability("default", 9, 1000).cautions == (Caution.FEW_PATHS,)
    assert probability("default", 991, 1000).cautions == (Caution.FEW_PATHS,)
    assert probability("default", 10, 1000).cautions == ()
    never = probability("default", 0, 1000)
    assert (never.value, never.low) == (0.0, 0.0)
    assert probability("default", 5, 5).high == 1.0


@pytest.mark.parametrize(("hits", "paths"), [(1, 0), (-1, 5), (6, 5)])
def test_impossible_shares_are_refused(hits, paths):
    with pytest.raises(ValueError, match="make no share"):
        probability("default", hits, paths)


def test_mean_interval_without_skewness_is_the_usual_one():
    low, high = mean_interval(Moments(400, 10.0, 4.0, 0.0))
    half = 1.959963984540054 * sqrt(4.0 / 400)
    assert (low, high) == pytest.approx((10.0 - half, 10.0 + half), rel=1e-12)
    assert mean_interval(Moments(5, 3.0, 0.0, 0.0)) == (3.0, 3.0)
    low, high = mean_interval(Moments(5, 0.0, 1e-300, 0.0))
    assert -1e-149 < low < 0.0 < high < 1e-149


@given(st.floats(-8, 8), st.integers(2, 10**7))
def test_mean_interval_ends_where_halls_cubic_meets_the_normal(skewness, size):
    sample = Moments(size, 0.0, 1.0, skewness)
    ends = np.array(mean_interval(sample))
    s = skewness / sqrt(size)
    t = -ends * sqrt(size)
    cubic = t + s * t**2 / 3 + s**2 * t**3 / 27 + s / 6
    np.testing.assert_allclose(cubic, [1.959963984540054, -1.959963984540054], rtol=1e-6)
