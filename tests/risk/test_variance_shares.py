"""Variance shares against Ishigami's, a linear law, scipy's Sobol indices, and repetition."""

import numpy as np
import pytest
from scipy import stats

from riskcloud.risk.attribution import attribute, drawn
from riskcloud.risk.conventions import Worse
from riskcloud.risk.variance_shares import (
    FEWEST_PATHS,
    VarianceShare,
    VarianceShares,
    classes_of,
    variance_shares,
)

A, B = 7.0, 0.1


def shares_of(
    outcome: np.ndarray, inputs: dict[str, np.ndarray], are_independent: bool = True
) -> VarianceShares:
    classes = {name: classes_of(stats.rankdata(values)) for name, values in inputs.items()}
    found = variance_shares(outcome, classes, are_independent)
    assert found is not None
    return found


def named(found: VarianceShares) -> dict[str, VarianceShare]:
    return {share.name: share for share in found.shares}


def ishigami(x: np.ndarray) -> np.ndarray:
    """T. Ishigami, T. Homma, ISUMA '90 (1990) 398-403."""
    return np.sin(x[0]) + A * np.sin(x[1]) ** 2 + B * x[2] ** 4 * np.sin(x[0])


def test_ishigamis_shares() -> None:
    x = np.random.default_rng(1).uniform(-np.pi, np.pi, (3, 200_000))
    found = shares_of(ishigami(x), dict(zip(("x1", "x2", "x3"), x, strict=True)))
    variance = 0.5 + A**2 / 8 + B * np.pi**4 / 5 + B**2 * np.pi**8 / 18
    first = 0.5 * (1 + B * np.pi**4 / 5) ** 2 / variance  # 0.3139
    second = A**2 / 8 / variance  # 0.4424
    by_name = named(found)
    for name, expected in (("x1", first), ("x2", second), ("x3", 0.0)):
        share = by_name[name]
        assert share.low < expected < share.high
        assert share.high - share.low < 0.012
    assert [share.name for share in found.shares] == ["x2", "x1", "x3"]
    assert found.remainder is not None
    assert found.remainder.low < 1 - first - second < found.remainder.high


def test_scipys_sobol_indices_of_a_function_with_interaction() -> None:
    def law(x: np.ndarray) -> np.ndarray:
        return np.exp(x[0]) * x[1] + x[2] ** 2

    uniform = [stats.uniform()] * 3
    rng = np.random.default_rng(2)
    sobol = stats.sobol_indices(func=law, n=2**15, dists=uniform, rng=rng)
    x = np.random.default_rng(3).random((3, 100_000))
    by_name = named(shares_of(law(x), {str(i): row for i, row in enumerate(x)}))
    for i, expected in enumerate(sobol.first_order):
        assert by_name[str(i)].value == pytest.approx(expected, abs=0.012)


def test_salibs_shares_from_the_same_paths() -> None:
    """RBD-FAST, another estimator from given data: S. Tarantola and others, Reliability
    Engineering & System Safety 91 (2006) 717-727."""
    rbd_fast = pytest.importorskip("SALib.analyze.rbd_fast")
    x = np.random.default_rng(8).uniform(-np.pi, np.pi, (3, 20_000))
    names = ["x1", "x2", "x3"]
    problem = {"num_vars": 3, "names": names, "bounds": [[-np.pi, np.pi]] * 3}
    other = rbd_fast.analyze(problem, x.T, ishigami(x), num_resamples=10, seed=1)["S1"]
    by_name = named(shares_of(ishigami(x), dict(zip(names, x, strict=True))))
    for name, expected in zip(names, other, strict=True):
        assert by_name[name].value == pytest.approx(expected, abs=0.02)


def linear(rng: np.random.Generator, paths: int) -> VarianceShares:
    x = rng.standard_normal((3, paths))
    outcome = 1.0 * x[0] + 0.3 * x[1] + rng.standard_normal(paths)
    return shares_of(outcome, dict(zip(("strong", "weak", "idle"), x, strict=True)))


@pytest.mark.parametrize("paths", [2000, 8000, 33_000])
def test_intervals_cover_what_they_say(paths: int) -> None:
    """On a linear law, 95 % within four standard errors of the repetitions."""
    rng, repetitions = np.random.default_rng(4), 400
    expected = {"strong": 1 / 2.09, "weak": 0.09 / 2.09, "idle": 0.0, "remainder": 1 / 2.09}
    hits = dict.fromkeys(expected, 0)
    for _ in range(repetitions):
        found = linear(rng, paths)
        assert found.remainder is not None
        for share in (*found.shares, found.remainder):
            hits[share.name] += share.low <= expected[share.name] <= share.high
    for name, count in hits.items():
        assert abs(count / repetitions - 0.95) < 4 * np.sqrt(0.95 * 0.05 / repetitions), name


def test_an_input_without_influence_is_centred_on_zero() -> None:
    rng = np.random.default_rng(5)
    values = [named(linear(rng, 2000))["idle"].value for _ in range(600)]
    assert abs(np.mean(values)) < 4 * np.std(values) / np.sqrt(600)
    assert min(values) < 0.0 < max(values)


def test_an_input_of_few_values_has_a_class_each() -> None:
    rng = np.random.default_rng(6)
    choice = rng.integers(0, 3, 20_000)
    outcome = np.array([0.0, 5.0, -1.0])[choice] + rng.standard_normal(20_000)
    share = named(shares_of(outcome, {"choice": choice.astype(float)}))["choice"]
    between = np.var([0.0, 5.0, -1.0])
    assert share.low < between / (between + 1) < share.high


def test_correlated_inputs_have_no_remainder() -> None:
    rng = np.random.default_rng(7)
    x = rng.standard_normal(5000)
    inputs = {"a": x, "b": x + rng.standard_normal(5000)}
    assert shares_of(x, inputs, are_independent=False).remainder is None
    attributed = attribute(x, drawn(inputs), Worse.LOW, are_independent=False).variance
    assert attributed is not None
    assert attributed.remainder is None


def test_what_cannot_be_told_is_not() -> None:
    classes = {"x": classes_of(np.arange(1.0, 4001.0))}
    few = {"x": classes_of(np.arange(1.0, FEWEST_PATHS))}
    assert variance_shares(np.ones(4000), classes, True) is None
    assert variance_shares(np.full(4000, -np.inf), classes, True) is None
    assert variance_shares(np.arange(FEWEST_PATHS - 1.0), few, True) is None
    constant = named(shares_of(np.arange(4000.0), {"x": np.ones(4000)}))["x"]
    assert constant.value == 0.0
