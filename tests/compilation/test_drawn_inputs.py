"""Distributions of drawn inputs against scipy: path by path at their addresses, and as laws."""

from fractions import Fraction

import numpy as np
import pytest
from scipy import stats

from riskcloud.compilation.streams import stream_of
from riskcloud.kernels.layout import draws as d
from riskcloud.model.distributions import MOST_VALUES
from tests.compilation.scenarios import COHORT, compiled, drawn
from tests.reference import philox

SEED = 2**63 + 5
PATHS = 100_000
Z_90 = stats.norm.ppf(0.9)

# Path, what a file says, the law.
LAWS = {
    "market.tightness.start": ({"triangular": [0.05, 0.2, 0.4]}, stats.triang(3 / 7, 0.05, 0.35)),
    "market.inference.slope": ({"uniform": [0.3, 0.46]}, stats.uniform(0.3, 0.16)),
    "market.rates.spread_tightness": (
        {"normal": {"mean": 1.7, "sd": 0.3}, "min": -10, "max": 10},
        stats.norm(1.7, 0.3),
    ),
    "market.tightness.build_time": (
        {"lognormal": {"median": 0.7, "log_sd": 0.25}},
        stats.lognorm(0.25, scale=0.7),
    ),
    "market.prices.list_start": (
        {"lognormal": {"median": 3.0, "p90": 9.0}},
        stats.lognorm(np.log(3.0) / Z_90, scale=3.0),
    ),
    "operator.rental.utilisation": (
        {"beta": {"alpha": 5, "beta": 2, "low": 0.5, "high": 0.9}},
        stats.beta(5, 2, 0.5, 0.4),
    ),
    "operator.costs.downtime": ({"triangular": [0.0, 0.0, 0.1]}, stats.triang(0, 0, 0.1)),
    "operator.costs.spares_share": ({"triangular": [0.0, 0.1, 0.1]}, stats.triang(1, 0, 0.1)),
}


def nested(scope):
    """The fields of LAWS below market or operator, as a file gives them."""
    found = {}
    for path, (given, _) in LAWS.items():
        top, section, name = path.split(".")
        if top == scope:
            found.setdefault(section, {})[name] = given
    return found


@pytest.fixture(scope="module")
def values():
    made = compiled(market=nested("market"), operator=nested("operator"), seed=SEED)
    return drawn(made, PATHS)


@pytest.mark.parametrize("path", LAWS)
def test_each_path_is_the_quantile_at_its_address(values, path):
    _, law = LAWS[path]
    u = philox.once_uniforms(SEED, np.arange(4096), 0, stream_of(path))[:, 0]
    expected, tolerance = law.ppf(u), 1e-11
    if law.dist.name == "beta":  # a table in float32, linear between its points
        shares = np.arange(1025) / 1024
        expected, tolerance = np.interp(u, shares, law.ppf(shares)), 2.0**-23
    np.testing.assert_allclose(values[path][:4096], expected, rtol=tolerance, atol=1e-12)


@pytest.mark.parametrize("path", LAWS)
def test_laws(values, path):
    _, law = LAWS[path]
    assert stats.kstest(values[path], law.cdf).pvalue > 1e-4
    assert abs(values[path].mean() - law.mean()) < 4.5 * law.std() / PATHS**0.5


def test_a_choice_takes_its_values_by_weight():
    given = {"choice": {"values": [0.4, 0.1, 0.3, 0.2], "weights": [1, 2, 0, 5]}}
    values = drawn(compiled(market={"servers": {"tightness": given}}), PATHS)
    row = values["market.servers.tightness"]
    assert set(np.unique(row)) == {0.1, 0.2, 0.4}
    for value, share in ((0.4, 1 / 8), (0.1, 2 / 8), (0.2, 5 / 8)):
        expected = share * PATHS
        assert abs(np.sum(row == value) - expected) < 4.5 * (expected * (1 - share)) ** 0.5


def test_cumulative_weights_are_correctly_rounded():
    weights = [0.1] * 10
    given = {"choice": {"values": [float(i) / 100 for i in range(10)], "weights": weights}}
    draws = compiled(market={"servers": {"tightness": given}}).layout.draws
    table = draws.tables[draws.table[draws.table >= 0][0]]
    exact = [float(Fraction(0.1) * count) for count in range(1, 11)]
    assert table[:10].tolist() == [share / exact[-1] for share in exact]


def test_a_choice_of_more_values_than_a_table_holds_is_refused():
    given = {"choice": {"values": [i / 1e4 for i in range(1026)], "weights": [1] * 1026}}
    assert MOST_VALUES == d.TABLE_POINTS
    with pytest.raises(ValueError, match="at most 1025 values"):
        compiled(market={"servers": {"tightness": given}})


def test_bounds_move_what_is_beyond_them():
    given = {"normal": {"mean": 1.7, "sd": 0.3}, "min": 0.9, "max": 2.6}
    wide = nested("market")["rates"]
    free = drawn(compiled(market={"rates": wide}), PATHS)
    bound = drawn(compiled(market={"rates": {"spread_tightness": given}}), PATHS)
    path = "market.rates.spread_tightness"
    assert np.array_equal(bound[path], np.clip(free[path], 0.9, 2.6))
    assert np.sum(bound[path] == 0.9) > 0.8 * stats.norm.cdf(-8 / 3) * PATHS
    assert np.sum(bound[path] == 2.6) > 0.8 * stats.norm.sf(3.0) * PATHS


def test_an_input_more_changes_no_other_draw():
    before = drawn(compiled(seed=SEED), 1000)
    more = {"servers": {"reversion": {"uniform": [0.5, 2.0]}}}
    price = {"cohorts": [COHORT | {"price": {"uniform": [5e4, 7e4]}}]}
    after = drawn(compiled(market=more, operator=price, seed=SEED), 1000)
    assert set(after) - set(before) == {"market.servers.reversion", "operator.cohorts.first.price"}
    for path, row in before.items():
        assert np.array_equal(after[path], row), path


def test_each_input_has_a_draw_of_its_own(values):
    scores = stats.norm.ppf([stats.rankdata(row) / (PATHS + 1) for row in values.values()])
    correlation = np.corrcoef(scores)
    names = list(values)
    for i, j in zip(*np.tril_indices(len(names), -1), strict=True):
        in_pair = names[i].rpartition(".")[0] == names[j].rpartition(".")[0]
        if not (in_pair and "generations" in names[i]):
            assert abs(correlation[i, j]) < 5 / PATHS**0.5, (names[i], names[j])
