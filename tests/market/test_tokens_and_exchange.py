"""Token markup and exchange rate: mean, variance, autocovariance; the price of tokens."""

from dataclasses import replace

import numpy as np
import pytest

from riskcloud.columns import market as m
from riskcloud.kernels.lanes import LANES
from tests.market.case import STRONG_MIXING, VENDORS, changed, simulate
from tests.market.checker import check_covariance, check_mean, check_moments, check_probability
from tests.market.linear_law import mixing_square, ou_variance

GROUPS = 512_000 // LANES
# Months 1 and 7 share a year's mixing, 13 does not.
MONTHS = [1, 7, 13]
PAIRS = ((0, 1), (1, 2), (0, 2))
CHANCE = -np.expm1(-3.0 / 12)  # of a release in a month, of three a year


def case_of(**groups):
    """No price events unless said; tokens and exchange rate on."""
    case = changed(mixing=STRONG_MIXING, **groups)
    return replace(case, tokens=True, exchange=True)


SQUARE = mixing_square(case_of().fields)
KEEP = np.exp(-1.5 / 12)


def markup_law(month, cut=0.0):
    """Mean and sd, with releases that cut: a shot noise on top of the reverting part."""
    mean = 0.7 - cut * CHANCE * (1 - KEEP**month) / (1 - KEEP)
    shots = cut**2 * CHANCE * (1 - CHANCE) * (1 - KEEP ** (2 * month)) / (1 - KEEP**2)
    return mean, np.sqrt(SQUARE * ou_variance(1.5, 0.35, month) + shots)


def rate_law(month):
    """Of the logarithm."""
    return np.log(7.1) + 0.02 * month / 12, 0.04 * np.sqrt(SQUARE * month / 12)


@pytest.fixture(scope="module")
def samples():
    case = case_of(tokens={"release_rate": 0.0})
    markup, rate = simulate(case, [m.TOKEN_MARKUP, m.EXCHANGE_RATE], MONTHS, GROUPS).swapaxes(0, 1)
    return {markup_law: markup, rate_law: np.log(rate)}


@pytest.mark.parametrize(("law", "keep"), [(markup_law, KEEP), (rate_law, 1.0)])
def test_mean_variance_and_autocovariance(samples, law, keep):
    found = samples[law]
    for k, month in enumerate(MONTHS):
        check_moments(found[k], *law(month), f"month {month}")
    for early, late in PAIRS:
        mean, sd = law(MONTHS[early])
        covariance = sd**2 * keep ** (MONTHS[late] - MONTHS[early])
        check_covariance(found[early], found[late], (mean, law(MONTHS[late])[0]), covariance)


@pytest.mark.parametrize("law", [markup_law, rate_law])
def test_the_checker_objects(samples, law):
    values, (mean, sd) = samples[law][1], law(7)
    with pytest.raises(AssertionError, match="covariance"):
        check_moments(mean + 1.015 * (values - mean), mean, sd)
    with pytest.raises(AssertionError, match="off by"):
        check_moments(values, *law(8))
    with pytest.raises(AssertionError, match="mean"):
        check_moments(values + 0.01 * sd, mean, sd)


def test_they_are_independent_of_each_other_and_of_tightness(samples):
    markup, rate = samples[markup_law][1], samples[rate_law][1]
    check_covariance(markup, rate, (markup_law(7)[0], rate_law(7)[0]), 0.0)
    (x,) = simulate(case_of(), [m.TIGHTNESS], [7], GROUPS)[0]
    for law, found in samples.items():
        check_covariance(found[1], x, (law(7)[0], x.mean()), 0.0)


def test_rate_is_lognormal():
    """Of mean e^(mu + s^2/2), and below its median half of the time, below one sd .1587."""
    case = replace(changed(mixing={"calm": 1.0, "turbulent": 1.0}), exchange=True)
    rate = simulate(case, [m.EXCHANGE_RATE], [24], GROUPS)[0, 0]
    s = 0.04 * np.sqrt(2)
    mean = 7.1 * np.exp(0.02 * 2 + s**2 / 2)
    check_mean(rate, mean, mean * np.sqrt(np.expm1(s**2)))
    check_probability(rate < 7.1 * np.exp(0.04), 0.5)
    check_probability(rate < 7.1 * np.exp(0.04 - s), 0.15865525393145707)


def test_releases_cut_the_markup():
    case = case_of(tokens={"release_rate": 3.0, "release_cut": 0.4})
    markup = simulate(case, [m.TOKEN_MARKUP], MONTHS, GROUPS)[:, 0]
    for k, month in enumerate(MONTHS):
        check_moments(markup[k], *markup_law(month, cut=0.4), f"month {month}")
    with pytest.raises(AssertionError, match="mean"):
        check_moments(markup[2], *markup_law(13))


def test_price_is_cost_on_the_first_chip_and_markup():
    """Throughput 4 grows by e^.5 a year; events reach the price through the markup alone."""
    case = replace(case_of(), vendors=VENDORS)
    chip = case.rows_of("chips", 0) + m.CHIP_PRICE
    rows = [m.TOKEN_PRICE, m.TOKEN_THROUGHPUT, m.TOKEN_MARKUP, chip]
    for month, found in zip((0, 1, 30), simulate(case, rows, [0, 1, 30], 4), strict=True):
        price, throughput, markup, rent = found
        np.testing.assert_allclose(throughput, 4 * np.exp(0.5 * month / 12), rtol=1e-13)
        np.testing.assert_allclose(price, rent / throughput * np.exp(markup), rtol=1e-13)


def test_token_events_move_the_markup_in_their_month():
    """With events and without, path by path: the difference decays as the markup reverts."""
    rows, months = [m.TOKEN_MARKUP, m.TOKEN_MOVE], range(13)
    plain = simulate(case_of(), rows, months, 4)[:, 0]
    found = simulate(replace(case_of(), vendors=VENDORS), rows, months, 4)
    moved = np.zeros_like(plain[0])
    for month in months:
        moved = moved * KEEP + found[month, 1]
        np.testing.assert_allclose(found[month, 0] - plain[month], moved, atol=1e-12)
    assert np.any(moved > 0.05)
    assert np.any(moved < -0.05)


def test_what_is_off_is_nothing():
    rows = [m.TOKEN_MARKUP, m.TOKEN_THROUGHPUT, m.TOKEN_PRICE, m.LIST_MOVE, m.TOKEN_MOVE]
    found = simulate(changed(), [*rows, m.EXCHANGE_RATE], [0, 1, 30], 1)
    assert np.all(found[:, :5] == 0)
    assert np.all(found[:, 5] == 1)
