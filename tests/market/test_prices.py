"""Prices and factors that are functions of the month's state."""

import numpy as np

from riskcloud.columns import market as m
from riskcloud.kernels.lanes import LANES
from tests.market.case import CHIPS, MARKET, REGION, Case, changed, simulate

STATE = [m.LN_ENTRY_COST, m.TIGHTNESS, m.CONTRACT_RESIDUAL, m.SPOT_BASIS, m.SERVER_NOISE]
PRICES = [m.CONTRACT_PRICE, m.SPOT_PRICE, m.LIST_PRICE, m.LN_LIST_PRICE]
FACTORS = [m.SERVER_INDEX, m.SPREAD_FACTOR, m.HAZARD_FACTOR, m.FRAILTY]


def test_prices_and_factors_of_every_month():
    for values in simulate(Case(), STATE + PRICES + FACTORS, [0, 1, 12, 40], 2):
        ln_cost, x, u, b, v, contract, spot, listed, ln_listed = values[:9]
        index, spread, hazard, frailty = values[9:]
        np.testing.assert_allclose(contract, np.exp(ln_cost + x + u), rtol=1e-14)
        np.testing.assert_allclose(spot, 0.9 * np.exp(ln_cost + x + u + b), rtol=1e-14)
        np.testing.assert_allclose(listed, np.exp(ln_listed), rtol=1e-14)
        np.testing.assert_allclose(index, np.exp(0.25 * x + v), rtol=1e-14)
        np.testing.assert_allclose(spread, np.exp(-1.5 * x), rtol=1e-14)
        mean = MARKET["credit.hazard_mean"]
        np.testing.assert_allclose(hazard, np.exp(-4.4 * x) * frailty / mean, rtol=1e-14)


def test_month_zero():
    rows = [m.TIGHTNESS, m.PIPELINE_1, m.PIPELINE_2, m.PIPELINE_3, m.REGIME, m.LIST_PRICE]
    rows += [m.INFERENCE_SHARE, m.SHORT_RATE, m.SERVER_NOISE, m.CONTRACT_RESIDUAL, m.SHOCK_RATE]
    start = [0.20, 0.15, 0.08, 0.02, 0.0, 3.79, 0.67, 0.0362, 0.0, 0.0, 0.0]
    values = simulate(Case(), rows, [0], 1)[0]
    np.testing.assert_allclose(values, np.transpose([start] * LANES), rtol=1e-14)


def chip_months(case, chip, months):
    """Price of a chip, and what it is made of now and a month before, each (months, paths)."""
    first = case.rows_of("chips", chip)
    power = case.rows_of("regions", 0) + m.REGION_PRICE
    rows = [first + m.CHIP_PRICE, first + m.CHIP_QUALITY, m.CONTRACT_PRICE, m.INFERENCE_SHARE]
    return np.moveaxis(simulate(case, [*rows, power], months, 1), 1, 0)


def expected_quality(chip, share, month, birth, gain=1.0):
    training = np.log(chip["training_performance"] * gain)
    inference = np.log(chip["inference_performance"] * gain)
    age = max(0.0, month - birth) / 12
    return np.exp(0.68 * ((1 - share) * training + share * inference) - 0.03 * age)


def test_quality_follows_last_month_s_mix_and_ages_from_birth():
    case = Case()
    # Chip 0 launched long ago, chip 2 with generation 0 in month 6.
    for chip, birth, gain in ((0, 0.0, 1.0), (1, 0.0, 1.0), (2, 6.0, 2.0)):
        _, quality, _, share, _ = chip_months(case, chip, [0, 4, 5, 19, 20])
        for now, before, month in ((0, 0, 0), (2, 1, 5), (4, 3, 20)):
            expected = expected_quality(CHIPS[chip], share[before], month, birth, gain)
            np.testing.assert_allclose(quality[now], expected, rtol=1e-13)


def test_a_chip_of_a_later_generation_has_all_gains_before_it():
    case = Case(chips=[CHIPS[2]], chip_generation=[2])
    _, quality, _, share, _ = chip_months(case, 0, [0])
    expected = expected_quality(CHIPS[2], share[0], 0, 30.0, 2.0**3)
    np.testing.assert_allclose(quality[0], expected, rtol=1e-13)


def test_price_never_falls_below_the_running_cost_of_a_reference_site():
    greedy = {**CHIPS[0], "kw": 40.0}
    case = Case(chips=[greedy], chip_generation=[-1])
    price, quality, contract, _, power = chip_months(case, 0, [29, 30])
    floor = 40.0 * 1.25 * power[0] / 1000
    free = contract[1] * quality[1]
    np.testing.assert_allclose(price[1], np.maximum(free, floor), rtol=1e-14)
    assert 0 < np.mean(price[1] > free) < 1


def test_only_the_first_region_sets_the_floor():
    first, second = dict(REGION), {**REGION, "start": 600.0}
    one, two = Case(regions=[first]), Case(regions=[first, second])
    for case in (one, two):
        case.chips = [{**CHIPS[0], "kw": 40.0}]
        case.chip_generation = [-1]
    one_price, two_price = (chip_months(case, 0, [12])[0] for case in (one, two))
    assert np.array_equal(one_price, two_price)


def test_list_index_closes_its_gap():
    """Without noise the gap to a still contract price shrinks by exp(-3/12) a month."""
    case = changed(
        prices={"list_volatility": 0.0, "contract_volatility": 0.0},
        tightness={"start": 0.0, "volatility": 0.0, "jump_rate": 0.0},
        demand=dict.fromkeys(["boom_growth", "normal_growth", "bust_growth"], 0.0),
        servers={"volatility": 0.0},
    )
    case.generations, case.chips, case.chip_generation = [], [], []
    ln_cost, ln_list = simulate(case, [m.LN_ENTRY_COST, m.LN_LIST_PRICE], range(13), 1)[..., 0].T
    gap = ln_cost + np.log(1.43) - ln_list
    np.testing.assert_allclose(gap, gap[0] * np.exp(-np.arange(13) / 4), rtol=1e-12)
