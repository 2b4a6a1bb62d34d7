"""Correlated inputs: what the market file says, and nothing that the operator says."""

import numpy as np
import pytest
from scipy import stats

from riskcloud.compilation.streams import stream_of
from tests.compilation.scenarios import COHORT, compiled, drawn
from tests.reference import philox

SEED = 7
PATHS = 100_000
RHO = 0.7
SCALES = {"h200": 1.3, "b200": 1.8, "gb300": 1.9}
CORRELATION = "input_correlation"


def chip(name, kw):
    return {
        "id": name,
        "training_performance": 2.0,
        "inference_performance": 2.0,
        "kw": {"lognormal": {"median": kw, "log_sd": 0.1}} if name in SCALES else kw,
    }


CHIPS = [chip("h100", 1.28)] + [chip(name, kw) for name, kw in SCALES.items()]


def pair(one, other, correlation=RHO):
    return {"between": [one, other], "correlation": correlation}


def chained(**more):
    """h200 with b200 and b200 with gb300: the draw of gb300 needs the score of b200."""
    pairs = [pair("chips.h200.kw", "chips.b200.kw"), pair("chips.b200.kw", "chips.gb300.kw", -0.4)]
    return {"chips": CHIPS, CORRELATION: pairs} | more


def using(*chips):
    return {"cohorts": [COHORT | {"id": f"of-{one}", "chip": one} for one in chips]}


def score(path, paths=1000):
    u = philox.once_uniforms(SEED, np.arange(paths), 0, stream_of(path))[:, 0]
    return stats.norm.ppf(u)


def test_performance_and_cost_are_correlated_by_default():
    values = drawn(compiled(), PATHS)
    logs = {path: np.log(row) for path, row in values.items() if "generations" in path}
    one = logs["market.generations.rubin.performance"]
    for path, expected in (
        ("market.generations.rubin.cost", 0.6),
        ("market.generations.feynman.cost", 0.0),
        ("market.generations.rubin.delay_months", 0.0),
    ):
        found = np.corrcoef(one, logs[path])[0, 1]
        assert abs(found - expected) < 5 * (1 - expected**2) / PATHS**0.5
    for name, median in (("performance", 2.0), ("cost", 1.5)):
        law = stats.norm(np.log(median), 0.3)
        assert stats.kstest(logs[f"market.generations.rubin.{name}"], law.cdf).pvalue > 1e-4


def test_scores_are_mixed_by_the_factor():
    values = drawn(compiled(chained(), using(*SCALES), seed=SEED), 1000)
    paths = [f"market.chips.{name}.kw" for name in SCALES]
    matrix = np.array([[1, RHO, 0], [RHO, 1, -0.4], [0, -0.4, 1]])
    mixed = np.linalg.cholesky(matrix) @ np.array([score(path) for path in paths])
    for path, median, z in zip(paths, SCALES.values(), mixed, strict=True):
        np.testing.assert_allclose(values[path], median * np.exp(0.1 * z), rtol=1e-12)


@pytest.mark.parametrize("chips", [("b200",), ("gb300",), ("h200", "gb300")])
def test_the_operator_s_chips_change_no_draw_of_the_market(chips):
    whole = drawn(compiled(chained(), using(*SCALES), seed=SEED), 1000)
    made = compiled(chained(), using(*chips), seed=SEED)
    some = drawn(made, 1000)
    assert {one for one in SCALES if f"market.chips.{one}.kw" in some} == set(chips)
    for path, row in some.items():
        if path.startswith("market."):
            assert np.array_equal(row, whole[path]), path


def test_the_horizon_changes_no_draw():
    short, long = (drawn(compiled(horizon_months=months), 1000) for months in (24, 200))
    assert len(short) < len(long)
    for path, row in short.items():
        assert np.array_equal(row, long[path]), path


def test_only_needed_scores_are_drawn():
    """An item not in use costs nothing, unless the draw of one in use hangs on it."""
    first = compiled(chained(), using("h200"))
    assert len(first.layout.draws.row) == len(first.uncertain)
    last = compiled(chained(), using("gb300"))
    assert len(last.layout.draws.row) == len(last.uncertain) + 1


def test_a_correlation_with_a_constant_is_void():
    pairs = [pair("chips.h100.kw", "chips.b200.kw")]
    made = compiled(chained(**{CORRELATION: pairs}), using("b200"), seed=SEED)
    assert made.layout.draws.cholesky.shape == (0, 0)
    assert np.all(made.layout.draws.score == -1)
    alone = compiled(chained(**{CORRELATION: []}), using("b200"), seed=SEED)
    path = "market.chips.b200.kw"
    assert np.array_equal(drawn(made)[path], drawn(alone)[path])


def test_only_inputs_with_a_normal_score_are_correlated():
    cost = {"triangular": [1.0, 1.5, 2.0]}
    generations = [{"id": "next", "launch_month": 9.0, "cost": cost}]
    triangular = {"generations": generations, "chips": CHIPS}
    with pytest.raises(ValueError, match="expected normal or lognormal, since input_correlation"):
        compiled(triangular, using("b200"))
    without = drawn(compiled(triangular | {CORRELATION: []}, using("b200")))
    assert "market.generations.next.cost" in without


def test_an_unknown_input_is_refused():
    with pytest.raises(ValueError, match="a number below market"):
        compiled({CORRELATION: [pair("chips.h100.kw", "chips.h900.kw")]})
