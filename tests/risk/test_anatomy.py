"""Parts of an expected shortfall against closed forms, and rules against planted ones."""

import numpy as np
import pytest
from scipy import stats

from riskcloud.risk.anatomy import anatomy
from riskcloud.risk.contributions import contributions, from_worst, tail_weights
from riskcloud.risk.conventions import Worse
from riskcloud.risk.expected_shortfall import shortfall_of
from riskcloud.risk.tail_rule import tail_rule

REACH = stats.norm.pdf(stats.norm.ppf(0.05)) / 0.05
PATHS = 40_000


def total(found) -> float:
    return found.mean + sum(part.value for part in found.parts) + found.remainder


def drawn(seed: int, *names: str) -> dict[str, np.ndarray]:
    rng = np.random.default_rng(seed)
    return {name: rng.standard_normal(PATHS) for name in names}


def test_a_linear_gaussian_case_has_the_closed_form() -> None:
    drivers = drawn(1, "a", "b", "idle")
    noise = np.random.default_rng(2).standard_normal(PATHS)
    found = contributions(7.0 + 2.0 * drivers["a"] - drivers["b"] + noise, drivers)
    sd = np.sqrt(6.0)
    # E[b D | X in the lowest 5 %] = -b^2 / sd * pdf(z) / share.
    expected = {"a": -4.0 / sd * REACH, "b": -1.0 / sd * REACH, "idle": 0.0}
    for part in found.parts:
        assert abs(part.value - expected[part.name]) < 4 * part.error + 0.01
    assert [part.name for part in found.parts] == ["a", "b", "idle"]
    assert found.remainder == pytest.approx(-1.0 / sd * REACH, abs=0.05)
    assert found.explained == pytest.approx(5.0 / 6.0, abs=0.01)


def test_parts_sum_to_the_expected_shortfall_whatever_the_outcome() -> None:
    drivers = drawn(3, "a", "b")
    outcome = drivers["a"] * drivers["b"] - np.exp(drivers["a"])
    for paths in (PATHS, 1017):  # a tail that does not end at a whole path too
        cut = {name: values[:paths] for name, values in drivers.items()}
        found = contributions(outcome[:paths], cut)
        assert total(found) == pytest.approx(found.shortfall, abs=1e-9)
        judge = shortfall_of(outcome[:paths], 0.05, Worse.LOW)
        assert found.shortfall == pytest.approx(judge.value, rel=1e-12)


def test_correlated_drivers_keep_the_coefficients_that_made_the_outcome() -> None:
    drivers = drawn(4, "a", "b")
    drivers["b"] = 0.8 * drivers["a"] + 0.6 * drivers["b"]
    found = contributions(drivers["a"] + drivers["b"], drivers)
    sd = np.sqrt(2.0 * 1.8)
    for part in found.parts:  # b cov(D, X) / sd * reach
        assert part.value == pytest.approx(-1.8 / sd * REACH, abs=0.05)
    assert found.remainder == pytest.approx(0.0, abs=1e-9)


def test_a_bend_is_fitted_and_an_interaction_is_left_over() -> None:
    drivers = drawn(5, "a", "b")
    bent = contributions(-np.maximum(drivers["a"], 0.0), drivers)
    assert abs(bent.remainder) < 0.02 * abs(bent.shortfall)
    mixed = contributions(drivers["a"] * drivers["b"], drivers)
    assert mixed.explained < 0.01
    assert mixed.remainder < 0.8 * mixed.shortfall  # most of it: both are below zero


def test_stated_errors_are_those_of_repetition() -> None:
    values, errors = [], []
    for seed in range(60):
        drivers = {name: one[:4000] for name, one in drawn(100 + seed, "a", "b").items()}
        found = contributions(drivers["a"] + drivers["b"], drivers)
        part = next(part for part in found.parts if part.name == "a")
        values.append(part.value)
        errors.append(part.error)
    assert np.mean(errors) == pytest.approx(np.std(values), rel=0.3)


def test_means_in_the_tail_are_those_of_the_worst_paths() -> None:
    drivers = drawn(6, "a")
    found = contributions(drivers["a"], drivers)
    worst = np.sort(drivers["a"])[:2000]
    assert found.parts[0].tail_mean == pytest.approx(worst.mean())
    assert found.parts[0].mean == pytest.approx(drivers["a"].mean())


def test_weights_sum_to_one_and_what_is_not_finite_is_refused() -> None:
    assert tail_weights(1017, 0.05).sum() == pytest.approx(1.0)
    assert list(from_worst(np.array([2.0, 1.0, 1.0]), Worse.LOW)) == [1, 2, 0]
    with pytest.raises(ValueError, match="finite"):
        contributions(np.array([1.0, np.nan]), {})


def test_a_planted_rule_of_two_conditions_is_found() -> None:
    drivers = drawn(7, "tightness", "idle")
    rng = np.random.default_rng(8)
    drivers["defaults"] = rng.integers(0, 3, PATHS).astype(float)
    is_worst = (drivers["tightness"] < -0.68) & (drivers["defaults"] >= 1.0)
    rule = tail_rule(is_worst, drivers)
    assert rule is not None
    assert {(one.name, one.is_above) for one in rule.conditions} == {
        ("tightness", False),
        ("defaults", True),
    }
    threshold = {one.name: one.threshold for one in rule.conditions}
    assert threshold["tightness"] == pytest.approx(-0.68, abs=0.1)
    assert threshold["defaults"] == 0.5
    assert rule.cover.value > 0.95
    assert rule.bad.value > 0.95
    assert rule.paths.value == pytest.approx(is_worst.mean(), abs=0.01)


def test_one_condition_is_enough_where_a_second_adds_little() -> None:
    drivers = drawn(9, "a", "b", "c")
    rule = tail_rule(drivers["a"] > 1.645, drivers)
    assert rule is not None
    assert [(one.name, one.is_above) for one in rule.conditions] == [("a", True)]


def test_no_rule_is_made_of_chance_or_of_few_paths() -> None:
    drivers = drawn(10, "a", "b", "c")
    worst = np.random.default_rng(11).random(PATHS) < 0.05
    rule = tail_rule(worst, drivers)
    assert rule is None or rule.bad.value < 0.08
    few = np.zeros(PATHS, dtype=bool)
    few[:60] = True
    assert tail_rule(few, drivers) is None


def test_an_anatomy_names_paths_to_replay() -> None:
    drivers = drawn(12, "a") | {"still": np.ones(PATHS)}
    found = anatomy("x", drivers["a"], drivers)
    assert found is not None
    assert [part.name for part in found.contributions.parts] == ["a"]
    values = {one.kind: one.value for one in found.typical}
    assert values["bad"] == pytest.approx(found.contributions.shortfall, abs=0.01)
    assert values["median"] == np.sort(drivers["a"])[PATHS // 2 - 1]
    assert values["good"] == np.sort(drivers["a"])[int(0.95 * PATHS) - 1]
    assert all(drivers["a"][one.path] == one.value for one in found.typical)


def test_without_a_tail_there_is_no_anatomy() -> None:
    assert anatomy("x", np.arange(4999.0), {}) is None
    assert anatomy("x", np.ones(5000), {"a": np.arange(5000.0)}) is None
    assert anatomy("x", np.arange(5000.0), {}) is not None
