"""Levers: each at today's value leaves the scenario, and so its outcomes, as they are."""

from functools import cache
from math import exp
from pathlib import Path

import numpy as np
import pytest

from riskcloud.columns import OUTCOMES
from riskcloud.model.base import numbers
from riskcloud.model.distributions import Distribution
from riskcloud.model.scenario import Scenario
from riskcloud.study import Lever, lever_on, levers_of
from riskcloud.study.entrants import entrants
from riskcloud.study.variation import simulated, varied

PATHS = 256
CHINA = Path("configs/markets/china-2026-11.yaml")
OPERATORS = {
    "aws": None,
    "contracted-neocloud": None,
    "industry-specialist": None,
    "neocloud": None,
    "small-entrant": None,
    "tencent-cloud": CHINA,
}
KEYS = (
    "utilisation",
    "contracted-share",
    "inference-share",
    "token-cost-fall",
    "economic-life",
    "cost-of-money",
    "power-price",
    "card-price",
    "next-generation",
)


@cache
def scenario_of(operator: str) -> Scenario:
    return entrants([operator], OPERATORS[operator], [])[0].scenario


def constant(scenario: Scenario, lever: Lever) -> Scenario:
    """A field that is uncertain is, under a lever, a constant: the same in the base."""
    medians = dict(zip((path for path, _ in lever.fields), lever_fields(lever), strict=True))
    uncertain = {one.path for one in numbers(scenario) if isinstance(one.value, Distribution)}
    return varied(scenario, [f"{k}={v!r}" for k, v in medians.items() if k in uncertain])


def lever_fields(lever: Lever) -> list[float]:
    assert lever.now is not None
    return [float(text.partition("=")[2]) for text in lever.overrides(lever.now)]


def outcomes(scenario: Scenario) -> np.ndarray:
    """Of the first paths: one row a column."""
    rows = [
        [columns(one.name).copy() for one in OUTCOMES] for columns in simulated(scenario, PATHS)
    ]
    return np.concatenate(rows, axis=1)


@pytest.mark.parametrize("operator", OPERATORS)
@pytest.mark.parametrize("key", KEYS)
def test_today_is_the_scenario_as_it_stands(operator: str, key: str) -> None:
    """To the last bit: in words, and in outcomes where fields of the lever are uncertain."""
    scenario = scenario_of(operator)
    lever = levers_of(scenario, "wacc").get(key)
    if lever is None:
        assert key in ("contracted-share", "token-cost-fall")  # no customer, no model calls
        return
    assert lever.now is not None
    base, there = constant(scenario, lever), varied(scenario, lever.overrides(lever.now))
    assert there == base
    np.testing.assert_array_equal(outcomes(there), outcomes(base))


def test_the_contracted_share_is_that_of_the_kernel() -> None:
    """Of cards net of spares and downtime: the same share, set outright, scales nothing."""
    scenario = varied(scenario_of("industry-specialist"), ["operator.costs.downtime=0.03"])
    lever = levers_of(scenario, "wacc")["contracted-share"]
    assert lever.now == pytest.approx(500.0 / (1024.0 * (0.97 - 0.01)), rel=0.05)
    outright = varied(scenario, [f"operator.contracted_share={lever.now!r}"])
    np.testing.assert_allclose(outcomes(outright), outcomes(scenario), rtol=1e-7, atol=1e-6)


@pytest.mark.parametrize("operator", ["contracted-neocloud", "industry-specialist", "aws"])
def test_the_contracted_share_may_go_to_both_ends(operator: str) -> None:
    scenario = scenario_of(operator)
    lever = levers_of(scenario, "wacc")["contracted-share"]
    assert lever.low < lever.now < lever.high <= 1.0
    for end in (lever.low, lever.high):
        varied(scenario, lever.overrides(end))  # is taken


def test_lives_move_in_proportion() -> None:
    lever = levers_of(scenario_of("contracted-neocloud"), "wacc")["economic-life"]
    assert lever.now == 72.0
    assert lever_fields(lever) == [72.0, 60.0, 60.0]
    texts = [text.partition("=")[2] for text in lever.overrides(36.0)]
    assert texts == ["36", "30", "30"]


@pytest.mark.parametrize("growth", [0.0, 0.517, -0.2])
def test_a_fall_of_token_cost_is_one_less_the_exponential(growth: float) -> None:
    path = "market.tokens.software_growth"
    scenario = varied(scenario_of("aws"), [f"{path}={growth}"])
    lever = levers_of(scenario, "wacc")["token-cost-fall"]
    assert lever.now == pytest.approx(1.0 - exp(-growth))
    assert lever.overrides(lever.now) == [f"{path}={growth!r}"]
    (text,) = lever.overrides(0.4)
    assert float(text.partition("=")[2]) == pytest.approx(-np.log(0.6), rel=1e-12)
    assert lever.high < 1.0
    assert lever.value_at(-np.log(0.6)) == pytest.approx(0.4, rel=1e-12)


def test_a_lever_on_a_field_sets_what_is_asked() -> None:
    lever = lever_on(scenario_of("aws"), "operator.power.pue", (1.05, 1.6))
    assert lever.overrides(1.1) == ["operator.power.pue=1.1"]
