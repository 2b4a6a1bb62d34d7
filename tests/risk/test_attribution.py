"""Tail shifts and rank correlations against scipy and repeated sampling."""

import numpy as np
import pytest
from scipy import stats

from riskcloud.risk import attribution
from riskcloud.risk.attribution import attribute, drawn
from riskcloud.risk.conventions import Worse


def draw(rng: np.random.Generator, paths: int) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    inputs = {name: rng.standard_normal(paths) for name in ("strong", "weak", "idle")}
    noise = rng.standard_normal(paths)
    return 2 * inputs["strong"] - 0.5 * inputs["weak"] + noise, inputs


def test_shift_is_that_of_a_normal_and_strongest_comes_first():
    outcome, inputs = draw(np.random.default_rng(1), 100_000)
    found = attribute(outcome, drawn(inputs), Worse.LOW)
    assert [effect.name for effect in found.effects] == ["strong", "weak", "idle"]
    # Jointly normal: the shift is -correlation * pdf(z) / share.
    reach = stats.norm.pdf(stats.norm.ppf(0.05)) / 0.05
    for effect, weight in zip(found.effects, (2.0, -0.5, 0.0), strict=True):
        expected = -weight / np.sqrt(5.25) * reach
        assert abs(effect.tail_shift - expected) < 4 * effect.tail_shift_error


def test_errors_are_those_of_repetition():
    rng = np.random.default_rng(2)
    draws = [draw(rng, 4000) for _ in range(400)]
    runs = [attribute(outcome, drawn(inputs), Worse.HIGH) for outcome, inputs in draws]
    for i in range(3):
        effects = [run.effects[i] for run in runs if run.effects[i].name == runs[0].effects[i].name]
        for figure in ("tail_shift", "rank_correlation"):
            spread = np.std([getattr(e, figure) for e in effects])
            stated = np.mean([getattr(e, f"{figure}_error") for e in effects])
            assert stated == pytest.approx(spread, rel=0.15)


def test_rank_correlation_is_scipys_with_ties_and_infinities():
    rng = np.random.default_rng(3)
    outcome = rng.integers(0, 9, 500).astype(float)
    outcome[:20] = -np.inf
    values = rng.integers(0, 5, 500) + outcome.clip(0)
    (effect,) = attribute(outcome, drawn({"x": values}), Worse.LOW).effects
    expected = stats.spearmanr(values, stats.rankdata(outcome)).statistic
    assert effect.rank_correlation == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("size", [255, 256, 257, 3000])
def test_rank_correlation_is_scipys_where_values_differ_in_their_last_bits(size):
    rng = np.random.default_rng(size)
    outcome = rng.standard_normal(size)
    values = -1.0 + rng.integers(0, 2 * size, size) * 2.0**-53 + outcome.round() * 2.0**-44
    (effect,) = attribute(outcome, drawn({"x": values}), Worse.LOW).effects
    expected = stats.spearmanr(values, outcome).statistic
    assert effect.rank_correlation == pytest.approx(expected, rel=1e-12)


def test_a_constant_input_explains_nothing():
    outcome = np.arange(100.0)
    (effect,) = attribute(outcome, drawn({"x": np.ones(100)}), Worse.LOW).effects
    assert effect.tail_shift == 0.0
    assert effect.rank_correlation is None
    (effect,) = attribute(np.ones(100), drawn({"x": outcome}), Worse.LOW).effects
    assert effect.rank_correlation is None


def test_an_outcome_without_rank_is_refused():
    with pytest.raises(ValueError, match="need a rank"):
        attribute(np.array([1.0, np.nan]), {}, Worse.LOW)


def test_a_subset_is_said(monkeypatch):
    monkeypatch.setattr(attribution, "MOST_PATHS", 1000)
    outcome, inputs = draw(np.random.default_rng(4), 3000)
    found = attribute(outcome, drawn(inputs), Worse.LOW)
    first = {name: values[:1000] for name, values in inputs.items()}
    assert (found.paths, found.available) == (1000, 3000)
    assert found.effects == attribute(outcome[:1000], drawn(first), Worse.LOW).effects
