"""Spot basis, inference, short rate and power: mean, variance, autocovariance."""

import numpy as np
import pytest

from riskcloud.columns import market as m
from riskcloud.kernels.lanes import LANES
from tests.market.case import REGION, STRONG_MIXING, Case, changed, simulate
from tests.market.checker import check_covariance, check_moments, check_probability
from tests.market.linear_law import mixing_square, ou_variance

GROUPS = 1_024_000 // LANES
# Months 1 and 7 share a year's mixing, 13 does not.
MONTHS = [1, 7, 13]
POWER = Case().rows_of("regions", 0)
MIXED = changed(mixing=STRONG_MIXING)
SQUARE = mixing_square(MIXED.fields)


def reverting(reversion, volatility, start=0.0, mean=0.0):
    """Law (mean, sd at month t, keep) of an Ornstein-Uhlenbeck process under mixing."""
    return lambda t: (
        mean + (start - mean) * np.exp(-reversion * t / 12),
        np.sqrt(SQUARE * ou_variance(reversion, volatility, t)),
        np.exp(-reversion / 12),
    )


def drifting(start, drift, volatility):
    return lambda t: (start + drift * t / 12, volatility * np.sqrt(SQUARE * t / 12), 1.0)


FACTORS = {
    m.CONTRACT_RESIDUAL: reverting(1.5, 0.16),
    m.SPOT_BASIS: reverting(4.0, 0.18 * np.sqrt(8.0)),
    m.SERVER_NOISE: reverting(1.0, 0.10),
    m.SHORT_RATE: reverting(0.3, 0.009, 0.0362, 0.035),
    m.INFERENCE_LOGIT: drifting(np.log(0.67 / 0.33), 0.38, 0.20),
    POWER + m.REGION_SHORT: reverting(4.0, 0.35),
    POWER + m.REGION_LONG: drifting(0.0, 0.01, 0.09),
}
every_factor = pytest.mark.parametrize("place", range(len(FACTORS)))


@pytest.fixture(scope="module")
def samples():
    return simulate(MIXED, list(FACTORS), MONTHS, GROUPS)


@every_factor
def test_mean_and_variance(samples, place):
    law = list(FACTORS.values())[place]
    for k, month in enumerate(MONTHS):
        mean, sd, _ = law(month)
        check_moments(samples[k, place], mean, sd, f"month {month}")


@every_factor
def test_autocovariance(samples, place):
    law = list(FACTORS.values())[place]
    for early, late in ((0, 1), (1, 2), (0, 2)):
        mean, sd, keep = law(MONTHS[early])
        covariance = sd**2 * keep ** (MONTHS[late] - MONTHS[early])
        means = (mean, law(MONTHS[late])[0])
        check_covariance(samples[early, place], samples[late, place], means, covariance)


@every_factor
def test_the_checker_objects(samples, place):
    mean, sd, _ = list(FACTORS.values())[place](7)
    late_mean, late_sd, _ = list(FACTORS.values())[place](8)
    values = samples[1, place]
    with pytest.raises(AssertionError, match="covariance"):
        check_moments(mean + 1.01 * (values - mean), mean, sd)
    if abs(late_sd / sd - 1) > 0.01:  # a fast process stands still by month 7
        with pytest.raises(AssertionError, match="off by"):
            check_moments(values, late_mean, late_sd)
    with pytest.raises(AssertionError, match="mean"):
        check_moments(values + 0.01 * sd, mean, sd)


def test_factors_are_independent(samples):
    laws = list(FACTORS.values())
    for a in range(len(FACTORS)):
        for b in range(a):
            means = (laws[a](7)[0], laws[b](7)[0])
            check_covariance(samples[1, a], samples[1, b], means, 0.0, f"{a}, {b}")


def test_share_of_inference_follows_its_log_odds_to_the_cap():
    case = changed(inference={"volatility": 0.0})
    months = np.arange(61)
    share = simulate(case, [m.INFERENCE_SHARE], months, 1)[:, 0]
    free = 1 / (1 + np.exp(-(np.log(0.67 / 0.33) + 0.38 * months / 12)))
    np.testing.assert_allclose(share, np.minimum(free, 0.85)[:, None] * np.ones(LANES), rtol=1e-13)
    assert share[-1, 0] == 0.85


def test_power_price_has_its_season():
    """As-of November, peak in July: month 8 is a July, month 2 a January."""
    still = {**REGION, "volatility": 0.0, "long_volatility": 0.0, "long_drift": 0.0}
    case = Case(regions=[REGION, still])
    row = case.rows_of("regions", 1) + m.REGION_PRICE
    price = simulate(case, [row], range(25), 1)[:, 0, 5]
    months = np.arange(25)
    season = 0.12 * np.cos(2 * np.pi * (11 + months - 7) / 12)
    np.testing.assert_allclose(price, 60 * np.exp(season), rtol=1e-13)
    assert price.argmax() in (8, 20)
    assert price.argmin() in (2, 14)


def test_power_price_is_of_its_factors():
    rows = [POWER + m.REGION_SHORT, POWER + m.REGION_LONG, POWER + m.REGION_PRICE]
    short, long, price = simulate(Case(), rows, [30], 1)[0]
    season = 0.12 * np.cos(2 * np.pi * (41 - 7) / 12)
    np.testing.assert_allclose(price, 60 * np.exp(season + short + long), rtol=1e-13)


def test_spikes_come_at_their_rate():
    spike = simulate(Case(), [POWER + m.REGION_SPIKE], [0, 1, 2], GROUPS)[:, 0]
    chance = -np.expm1(-2.0 / 12)
    assert np.all(spike[0] == 1.0)
    assert set(np.unique(spike)) == {1.0, 1.5}
    check_probability(spike[1] == 1.5, chance)
    check_probability((spike[1] == 1.5) & (spike[2] == 1.5), chance**2)


def test_regions_have_luck_of_their_own():
    case = Case(regions=[REGION, REGION])
    rows = [case.rows_of("regions", k) + m.REGION_SHORT for k in (0, 1)]
    first, second = simulate(case, rows, [1], GROUPS)[0]
    check_covariance(first, second, (0.0, 0.0), 0.0)
