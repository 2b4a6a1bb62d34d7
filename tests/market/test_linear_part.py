"""Tightness, pipeline, contract, server noise and list index, bounds off: exact moments."""

import numpy as np
import pytest

from riskcloud.columns import market as m
from riskcloud.kernels.lanes import LANES
from tests.market import linear_law
from tests.market.case import STRONG_MIXING, changed, simulate
from tests.market.checker import check_vector

GROUPS = 1_024_000 // LANES
MONTHS = [1, 2, 12, 36]
ROWS = [
    m.TIGHTNESS,
    m.PIPELINE_1,
    m.PIPELINE_2,
    m.PIPELINE_3,
    m.CONTRACT_RESIDUAL,
    m.SERVER_NOISE,
    m.LN_LIST_PRICE,
]
FAR = {"expansion_limit": 1e5, "contraction_limit": 1e5}


def linear_case(**tightness):
    case = changed(tightness={**FAR, "jump_rate": 2.0, **tightness}, mixing=STRONG_MIXING)
    case.generations, case.chips, case.chip_generation = [], [], []
    return case


def law(months, case=None):
    case = case or linear_case()
    f = case.fields
    hardware = f["entry_cost.capex"] * (
        1 - f["entry_cost.residual_share"] * np.exp(-0.12 * f["entry_cost.life"])
    )
    running = f["entry_cost.opex"] * -np.expm1(-0.6) / 0.12
    hours = 8760 * 0.9 * 2.27**0.68 * -np.expm1(-1.2) / 0.24
    weight = hardware / (hardware + running)
    mean, covariance = linear_law.moments(f, np.log((hardware + running) / hours), weight, months)
    return mean[:-1], covariance[:-1, :-1]


@pytest.fixture(scope="module")
def samples():
    return simulate(linear_case(), ROWS, MONTHS, GROUPS)


@pytest.mark.parametrize("month", MONTHS)
def test_moments_are_those_of_the_linear_system(samples, month):
    check_vector(samples[MONTHS.index(month)], *law(month))


def test_the_checker_objects_to_a_sample_one_month_late(samples):
    with pytest.raises(AssertionError, match="off by"):
        check_vector(samples[MONTHS.index(1)], *law(2))


@pytest.mark.parametrize(
    "wrong",
    [
        {"volatility": 0.15 * 1.01},
        {"jump_rate": 0.0},
        {"demand_reversion": 0.9 * 1.03},
        {"capacity_response": 2.4 * 1.03},
        {"build_time": 0.7 * 1.03},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_the_checker_objects_to_a_wrong_term(wrong):
    samples = simulate(linear_case(**wrong), ROWS, [12], GROUPS)
    with pytest.raises(AssertionError, match="off by"):
        check_vector(samples[0], *law(12))


def test_limits_bind_where_supply_runs_into_them():
    """Far beyond its limit the response of supply is the limit itself."""
    for delivering, limit in ((40.0, 0.8), (-40.0, -0.7)):
        case = changed(
            tightness={"delivering": delivering, "volatility": 0.0, "jump_rate": 0.0},
            demand=dict.fromkeys(["boom_growth", "normal_growth", "bust_growth"], 0.0),
        )
        x = simulate(case, [m.TIGHTNESS], [0, 1], 1)[:, 0]
        np.testing.assert_allclose(x[1], x[0] - (limit + 0.9 * x[0]) / 12, rtol=1e-12)
