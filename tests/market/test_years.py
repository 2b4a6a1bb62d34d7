"""Mixing and frailty: laws, and what persists within a year; jumps of tightness."""

import numpy as np
import pytest

from riskcloud.columns import market as m
from riskcloud.kernels.lanes import LANES
from tests.market.case import STRONG_MIXING, Case, changed, simulate
from tests.market.checker import (
    check_covariance,
    check_mean,
    check_moments,
    check_probability,
    check_vector,
)
from tests.market.linear_law import mixing_square

GROUPS = 1_024_000 // LANES


@pytest.fixture(scope="module")
def years():
    """Mixing and frailty in the first and last month of year one and the first of year two."""
    return simulate(Case(), [m.MIXING, m.FRAILTY], [0, 1, 12, 13], GROUPS)


def test_before_the_first_year_nothing_is_drawn(years):
    assert np.all(years[0] == 1.0)


def test_both_hold_for_a_year_and_no_longer(years):
    assert np.array_equal(years[1], years[2])
    assert np.mean(years[2, 1] == years[3, 1]) < 1e-3


def test_mixing_takes_its_two_values(years):
    one, two = years[1, 0], years[3, 0]
    assert set(np.unique(one)) == {0.85, 1.6}
    check_probability(one == 1.6, 0.15)
    check_probability((one == 1.6) & (two == 1.6), 0.15**2)


def test_frailty_is_gamma_with_shape_two_and_mean_one(years):
    for frailty in (years[1, 1], years[3, 1]):
        check_moments(frailty, 1.0, np.sqrt(0.5))
        # Third moment of Gamma(2, 1/2): 2*3*4/8; sixth 7!/64.
        check_mean(frailty**3, 3.0, np.sqrt(5040 / 64 - 9))
        check_probability(frailty > 2.0, 5 * np.exp(-4))
    check_covariance(years[1, 1], years[3, 1], (1.0, 1.0), 0.0)
    check_covariance(years[1, 1], years[1, 0], (1.0, 0.9625), 0.0)


def test_shocks_are_normal_scaled_by_the_year():
    rows = [m.SHOCK_CONTRACT, m.SHOCK_JUMP, m.MIXING]
    shock, jump, scale = simulate(Case(), rows, [5], GROUPS)[0]
    check_moments(shock / scale, 0.0, 1.0)
    check_moments(jump, 0.0, 1.0)
    fourth = 3 * (0.85 * 0.85**4 + 0.15 * 1.6**4)
    eighth = 105 * (0.85 * 0.85**8 + 0.15 * 1.6**8)
    check_mean(shock**4, fourth, np.sqrt(eighth - fourth**2))


def correlation():
    """A matrix without zeros, from a few common causes."""
    loads = np.random.default_rng(3).normal(size=(7, 2))
    matrix = loads @ loads.T + np.eye(7)
    sd = np.sqrt(np.diag(matrix))
    return matrix / np.outer(sd, sd)


def test_shocks_have_their_correlation():
    matrix = correlation()
    case = changed(mixing=STRONG_MIXING)
    case.correlation = matrix
    rows = range(m.SHOCK_TIGHTNESS, m.SHOCK_TIGHTNESS + 8)
    shocks = simulate(case, rows, [2, 3], GROUPS)
    covariance = np.eye(8)
    covariance[:7, :7] = mixing_square(case.fields) * matrix
    check_vector(shocks[1], np.zeros(8), covariance)
    for row in range(8):
        check_covariance(shocks[0, row], shocks[1, row], (0.0, 0.0), 0.0, "of months")
    swapped = covariance[np.ix_([1, 0, *range(2, 8)], [1, 0, *range(2, 8)])]
    with pytest.raises(AssertionError, match="rows 2, 0"):
        check_vector(shocks[1], np.zeros(8), swapped)


def test_no_correlation_may_be_said_by_the_layout():
    """cholesky = -1 gives the bytes of an identity matrix."""
    rows = range(m.SHOCK_TIGHTNESS, m.SHOCK_TIGHTNESS + 8)
    assert np.array_equal(
        simulate(Case(), rows, [1, 13], 2), simulate(Case(correlation=None), rows, [1, 13], 2)
    )


def test_jumps_come_at_their_rate_and_with_their_size():
    still = dict.fromkeys(["volatility", "capacity_response", "demand_reversion"], 0.0)
    case = changed(
        tightness={**still, "jump_rate": 1.2},
        demand=dict.fromkeys(["boom_growth", "normal_growth", "bust_growth"], 0.0),
    )
    x = simulate(case, [m.TIGHTNESS], [3, 4, 5], GROUPS)[:, 0]
    first, second = x[1] - x[0], x[2] - x[1]
    chance = -np.expm1(-0.1)
    check_probability(first != 0.0, chance)
    check_probability((first != 0.0) & (second != 0.0), chance**2)
    check_moments(first[first != 0.0], 0.0, 0.12)
    with pytest.raises(AssertionError, match="off by"):
        check_probability(first != 0.0, 0.1)
