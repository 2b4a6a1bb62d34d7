"""Expected shortfall by hand, by definition and under every order of blocks."""

from math import ceil

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from riskcloud.risk.conventions import Caution, Worse
from riskcloud.risk.expected_shortfall import shortfall_of
from riskcloud.risk.sums import BlockMoments, ColumnMoments, Extremes, Tails, TailSums, combine
from riskcloud.risk.tail_index import is_heavy, tail_shape


def test_by_hand():
    # n a = 7 * 0.4 = 2.8, k = 3: (-5 - 3 + 0.8 * 1) / 2.8 = -7.2 / 2.8
    values = np.array([4.0, -3.0, 9.0, 1.0, -5.0, 2.0, 6.0])
    low = shortfall_of(values, 0.4, Worse.LOW)
    assert low.value == pytest.approx(-7.2 / 2.8, rel=1e-15)
    # The other side: (9 + 6 + 0.8 * 4) / 2.8
    assert shortfall_of(values, 0.4, Worse.HIGH).value == pytest.approx(18.2 / 2.8, rel=1e-15)
    assert low.name == "mean of the worst 40 %"
    assert low.cautions == (Caution.FEW_PATHS,)


@given(
    st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=80),
    st.sampled_from([0.01, 0.05, 0.33, 0.9]),
)
def test_is_the_formula_of_the_definition(values, share):
    x = np.sort(np.array(values))
    na = len(values) * share
    k = min(ceil(round(na, 9)), len(values))
    expected = (x[: k - 1].sum() + (na - k + 1) * x[k - 1]) / na
    estimate = shortfall_of(np.array(values), share, Worse.LOW)
    assert estimate.value == pytest.approx(expected, rel=1e-9, abs=1e-5)
    mirrored = shortfall_of(-np.array(values), share, Worse.HIGH)
    assert mirrored.value == pytest.approx(-estimate.value, rel=1e-12, abs=1e-12)
    assert mirrored.low == pytest.approx(-estimate.high, rel=1e-9, abs=1e-9)


def test_shift_and_scale_carry_over():
    values = np.random.default_rng(4).standard_normal(5000)
    plain = shortfall_of(values, 0.05, Worse.LOW)
    moved = shortfall_of(3.0 + 2.0 * values, 0.05, Worse.LOW)
    for end in ("value", "low", "high"):
        assert getattr(moved, end) == pytest.approx(3.0 + 2.0 * getattr(plain, end), rel=1e-9)


def test_a_constant_column_has_no_error():
    estimate = shortfall_of(np.full(1000, 0.7), 0.05, Worse.LOW)
    assert (estimate.low, estimate.value, estimate.high) == (0.7, 0.7, 0.7)


def test_order_of_blocks_leaves_no_trace():
    values = np.random.default_rng(5).standard_cauchy(40_000)
    blocks = np.split(values, 8)
    results = []
    for order in (range(8), reversed(range(8)), [3, 1, 7, 0, 2, 6, 5, 4]):
        tail, moments = TailSums(-1.0, Worse.LOW), ColumnMoments()
        for i in order:
            tail.add(blocks[i])
            moments.add(blocks[i])
        results.append((tail.sums(), moments.moments()))
    assert results[0] == results[1] == results[2]


@pytest.mark.parametrize("sides", [[Worse.LOW], [Worse.HIGH], [Worse.LOW, Worse.HIGH]])
def test_tails_together_are_those_of_each_alone(sides):
    values = np.random.default_rng(8).standard_normal(3000)
    values[::7] = np.nan

    def takers():
        near = [TailSums(threshold, side) for side in sides for threshold in (-0.5, 0.5)]
        return [*near, *(Extremes(0.0, side) for side in sides)]

    alone, together = takers(), takers()
    tails = Tails(together, np.flatnonzero)
    for block in np.split(values, 3):
        tails.add(block)
        for taker in alone:
            taker.add(block)
    for one, other in zip(alone, together, strict=True):
        if isinstance(one, TailSums):
            assert one.sums() == other.sums()
        else:
            np.testing.assert_array_equal(one.distances(), other.distances())


def test_moments_of_blocks_are_those_of_the_whole():
    values = np.random.default_rng(6).exponential(2.0, 10_001) + 1e6
    cut = [values[:7], values[7:8], values[8:8], np.array([np.nan]), values[8:]]
    moments = combine([BlockMoments.of(block) for block in cut])
    assert moments.size == values.size
    assert moments.mean == pytest.approx(values.mean(), rel=1e-14)
    assert moments.second == pytest.approx(values.var(), rel=1e-9)
    assert moments.third == pytest.approx(stats.moment(values, 3), rel=1e-6)
    with pytest.raises(ValueError, match="no values"):
        combine([])


@pytest.mark.parametrize("shape", [-0.3, 0.0, 0.2, 0.4])
def test_tail_shape_finds_the_shape(shape):
    sample = stats.genpareto(shape).rvs(200_000, random_state=np.random.default_rng(7))
    assert tail_shape(np.sort(sample)) == pytest.approx(shape, abs=0.02)


def test_no_shape_is_told_from_little():
    assert not is_heavy(np.empty(0))
    assert not is_heavy(np.full(1000, 2.0))
    heavy = np.sort(np.random.default_rng(8).pareto(1.0, 1000))
    assert is_heavy(heavy)
    assert not is_heavy(heavy[-20:])
