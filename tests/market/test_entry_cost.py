"""Entry cost against the integral it stands for, and generations against their formula."""

import numpy as np
import pytest
from scipy.integrate import quad

from riskcloud.columns import market as m
from riskcloud.kernels.jit import kernel
from riskcloud.kernels.market.mean_decay import mean_decay
from tests.market.case import MARKET, Case, changed, simulate
from tests.market.checker import check_moments
from tests.market.linear_law import mixing_square, ou_variance


def rent_that_pays(f) -> float:
    """The rent at which a buyer's present value is zero, all flows continuous."""
    rho, life = f["entry_cost.discount_rate"], f["entry_cost.life"]
    out, _ = quad(lambda t: f["entry_cost.opex"] * np.exp(-rho * t), 0, life)
    back = f["entry_cost.residual_share"] * np.exp(-rho * life)
    decline = f["entry_cost.rent_decline"]
    units = f["entry_cost.performance"] ** f["entry_cost.elasticity"]
    sold = 8760 * f["entry_cost.utilisation"] * units
    hours, _ = quad(lambda t: sold * np.exp(-(rho + decline) * t), 0, life)
    return (f["entry_cost.capex"] * (1 - back) + out) / hours


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"discount_rate": 0.2, "life": 3.0, "residual_share": 0.3},
        {"discount_rate": 1e-6, "rent_decline": 0.0},
        {"discount_rate": 0.0, "rent_decline": 0.0},
        {"rent_decline": 0.35, "performance": 1.0, "opex": 20_000.0},
    ],
)
def test_starting_cost_is_the_rent_that_pays(change):
    case = changed(entry_cost=change)
    ln_cost = simulate(case, [m.LN_ENTRY_COST_START], [0], 1)[0, 0]
    np.testing.assert_allclose(ln_cost, np.log(rent_that_pays(case.fields)), atol=1e-12)


def test_default_rent_by_hand():
    """K (1 - .1 e^-.6) = 56,707; opex * A(.12) = 7,400 * 3.7599 = 27,823; hours 8,760 * .9 *
    A(.24) = 7,884 * 2.9117 = 22,956; times 2.27^.68 = 1.7462: 40,086; 84,530 / 40,086 = 2.109."""
    ln_cost = simulate(Case(), [m.LN_ENTRY_COST_START], [0], 1)[0, 0]
    np.testing.assert_allclose(np.exp(ln_cost), 2.1087, atol=2e-4)


GENERATIONS = [
    {"launch_month": -30.0, "delay_months": 2.25, "performance": 2.0, "cost": 1.4},
    {"launch_month": 3.0, "delay_months": 0.0, "performance": 1.2, "cost": 1.5},  # dearer
    {"launch_month": 10.0, "delay_months": 1.5, "performance": 2.2, "cost": 1.3},
    {"launch_month": 2_000.0, "delay_months": 0.0, "performance": 3.0, "cost": 1.0},
]


@pytest.mark.parametrize("speed", [0.5, 4.0, 40.0])
def test_generations_lower_the_cost_as_they_are_adopted(speed):
    case = changed(servers={"volatility": 0.0}, entry_cost={"adoption_speed": speed})
    case.generations = GENERATIONS
    months = range(61)
    path = simulate(case, [m.LN_ENTRY_COST], months, 1)[:, 0, 3]
    for month in months:
        expected, best, ln_unit = np.log(rent_that_pays(case.fields)), 0.0, 0.0
        for g in GENERATIONS:
            ln_unit += np.log(g["cost"]) - 0.68 * np.log(g["performance"])
            launch = g["launch_month"] + g["delay_months"]
            years = (month - launch) / 12 - 0.5
            share = 1 / (1 + np.exp(-speed * years)) if month >= launch else 0.0
            expected += share * (min(best, ln_unit) - best)
            best = min(best, ln_unit)
        assert abs(path[month] - expected) < 1e-12, month


def test_a_generation_far_away_changes_nothing():
    case = changed(entry_cost={"adoption_speed": 40.0})
    few, many = Case(case.fields), Case(case.fields)
    few.generations, many.generations = GENERATIONS[:3], GENERATIONS
    few.chips = many.chips = few.chip_generation = many.chip_generation = []
    rows = [m.LN_ENTRY_COST, m.CONTRACT_PRICE]
    assert np.array_equal(simulate(few, rows, [0, 40], 1), simulate(many, rows, [0, 40], 1))


def test_last_month_s_server_noise_enters_with_the_share_of_hardware():
    case = Case(generations=[], chips=[], chip_generation=[])
    rows = [m.SERVER_NOISE, m.LN_ENTRY_COST, m.LN_ENTRY_COST_START]
    before, now = simulate(case, rows, [8, 9], 4_000)
    weight = 56_707.130 / (56_707.130 + 7_400 * -np.expm1(-0.6) / 0.12)
    np.testing.assert_allclose(now[1] - now[2], weight * before[0], rtol=1e-7)
    variance = mixing_square(MARKET) * ou_variance(1.0, 0.10, 8)
    check_moments(now[1] - now[2], 0.0, weight * np.sqrt(variance))


@kernel
def _loop(z, out):
    for k in range(z.size):
        out[k] = mean_decay(z[k])


def test_mean_decay():
    z = np.concatenate([10.0 ** np.arange(-14, 3), -(10.0 ** np.arange(-14, 2)), [1e-3, 9.99e-4]])
    out = np.empty_like(z)
    _loop(z, out)
    np.testing.assert_allclose(out, -np.expm1(-z) / z, rtol=3e-13)
    _loop(np.zeros(1), out[:1])
    assert out[0] == 1.0
