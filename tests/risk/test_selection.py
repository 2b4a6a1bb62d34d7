"""Order statistics from counts against a full sort."""

import numpy as np
import pytest
from columns_in_memory import counts_of, reader_of
from hypothesis import given, settings
from hypothesis import strategies as st

from riskcloud.kernels import counts as counting
from riskcloud.risk import counts as grid
from riskcloud.risk.counts import keys_of, value_of
from riskcloud.risk.reading import Chunk
from riskcloud.risk.selection import select

FINITE = st.floats(allow_nan=False, allow_infinity=False)
AWKWARD = st.one_of(
    FINITE,
    st.sampled_from([0.0, -0.0, 5e-324, -5e-324, 1e308, -1e308, 1.0, 1.0 + 2**-52, np.nan]),
    st.integers(0, 5).map(float),
)


def check_against_sort(values: np.ndarray, block: int, limit: int) -> None:
    numbers = np.sort(values[~np.isnan(values)])
    ranks = range(1, numbers.size + 1)
    selected = select(counts_of(values).filled(), ranks, reader_of(values, block), limit)
    assert sorted(selected) == list(ranks)
    for rank, (value, path) in selected.items():
        assert value == numbers[rank - 1]
        assert path == np.flatnonzero(values == value)[0]


def test_both_halves_use_one_grid():
    for name in ("BINS", "MISSING", "ROW", "ROWS", "SIZE"):
        assert getattr(grid, name) == getattr(counting, name)
    values = np.array([-1e300, -1.0, -5e-324, -0.0, 0.0, 5e-324, 1.0, 1e300])
    bins = keys_of(values) >> np.uint64(44)
    expected = np.zeros(grid.ROWS, dtype=np.uint32)
    np.add.at(expected, bins.astype(int), 1)
    np.testing.assert_array_equal(counts_of(values).bins[: grid.ROWS], expected)


@given(FINITE)
def test_keys_can_be_turned_back(value):
    assert value_of(int(keys_of(np.array([value]))[0])) == value


@settings(deadline=None, max_examples=60)
@given(st.lists(AWKWARD, min_size=1, max_size=60), st.integers(1, 20), st.integers(0, 5))
def test_every_rank_is_that_of_a_sort(values, block, limit):
    check_against_sort(np.array(values), block, limit)


@pytest.mark.parametrize("limit", [0, 10, 1 << 17])
def test_a_column_that_hardly_varies_is_split_until_it_fits(limit):
    rng = np.random.default_rng(1)
    close = 1.0 + rng.integers(0, 50, 400) * 2.0**-52
    check_against_sort(np.concatenate([close, -close, rng.normal(size=50)]), 128, limit)


def test_ties_name_the_lowest_path_whatever_the_order_of_blocks():
    values = np.array([3.0, 1.0, 2.0, 2.0, 1.0, 2.0, 3.0])
    counts = counts_of(values)
    for limit in (0, 100):
        for order in ([0, 1, 2, 3], [3, 1, 0, 2]):
            selected = select(counts.filled(), [1, 4, 7], reader_of(values, 2, order), limit)
            assert selected == {1: (1.0, 1), 4: (2.0, 2), 7: (3.0, 0)}


@settings(deadline=None)
@given(st.lists(AWKWARD, min_size=1, max_size=60))
def test_filled_bins_are_all_that_hold_a_number(values):
    counts = counts_of(np.array(values))
    bins = np.flatnonzero(counts.bins[: grid.BINS])
    filled = counts.filled()
    np.testing.assert_array_equal(filled.bins, bins)
    np.testing.assert_array_equal(filled.counts, counts.bins[bins])


def test_values_that_were_not_counted_are_refused():
    values = np.arange(10.0)
    with pytest.raises(ValueError, match="not those that were counted"):
        select(counts_of(values).filled(), [5], lambda: [Chunk(0, values[:4])])


@pytest.mark.parametrize("rank", [0, 4])
def test_ranks_outside_the_column_are_refused(rank):
    values = np.array([1.0, 2.0, 3.0])
    with pytest.raises(ValueError, match="do not lie in"):
        select(counts_of(values).filled(), [rank], reader_of(values, 3))


def test_infinite_outcomes_are_refused():
    counts_of(np.array([1e308, -1e308, np.nan])).check_finite()
    for value in (np.inf, -np.inf):
        with pytest.raises(ValueError, match="infinite"):
            counts_of(np.array([1.0, value])).check_finite()
