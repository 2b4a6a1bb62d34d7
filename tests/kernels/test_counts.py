"""The counting kernel against the definition of its grid, bit by bit."""

import struct

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskcloud.kernels.counts import BINS, MISSING, ROW, ROWS, SIZE, count_leading_bits

ADVERSARIAL = [
    0.0,
    -0.0,
    5e-324,
    -5e-324,
    2.2250738585072014e-308,
    -2.2250738585072014e-308,
    1.0,
    -1.0,
    np.nextafter(1.0, 0.0),
    np.nextafter(-1.0, 0.0),
    1.7976931348623157e308,
    -1.7976931348623157e308,
    np.inf,
    -np.inf,
    float("nan"),
    -float("nan"),
]


def counted(values: list[float]) -> np.ndarray:
    counts = np.zeros(SIZE, dtype=np.uint32)
    count_leading_bits(np.array(values, dtype=np.float64), counts)
    return counts[:ROWS]


def bin_by_definition(value: float) -> int:
    """The bin of one value, from the text of its bits."""
    if value != value:
        return MISSING
    bits = "".join(f"{byte:08b}" for byte in struct.pack(">d", abs(value)))
    magnitude = int(bits[1:20], 2)
    return BINS // 2 - 1 - magnitude if value < 0 else BINS // 2 + magnitude


@pytest.mark.parametrize("value", ADVERSARIAL)
def test_bin_of_an_extreme_value(value):
    counts = counted([value])
    assert counts[bin_by_definition(value)] == 1
    assert counts.sum() == 1


@given(st.lists(st.floats(), min_size=1, max_size=50))
def test_bins_are_those_of_the_definition(values):
    expected = np.zeros(BINS + 1, dtype=np.uint32)
    for value in values:
        expected[bin_by_definition(value)] += 1
    np.testing.assert_array_equal(counted(values), expected)


@given(st.floats(allow_nan=False), st.floats(allow_nan=False))
def test_bins_order_like_the_numbers(first, second):
    low, high = (int(np.flatnonzero(counted([v]))[0]) for v in sorted((first, second)))
    assert low <= high


@given(st.lists(st.floats(), min_size=1, max_size=50))
def test_rows_that_hold_a_value_are_marked(values):
    counts = np.zeros(SIZE, dtype=np.uint32)
    count_leading_bits(np.array(values), counts)
    expected = np.zeros(SIZE - ROWS, dtype=np.uint32)
    expected[np.flatnonzero(counts[:ROWS]) // ROW] = 1
    np.testing.assert_array_equal(counts[ROWS:], expected)


def test_a_second_block_adds_to_the_first():
    counts = np.zeros(SIZE, dtype=np.uint32)
    count_leading_bits(np.array([1.0, np.nan]), counts)
    count_leading_bits(np.array([1.0, 1.0, np.nan]), counts)
    assert counts[bin_by_definition(1.0)] == 3
    assert counts[MISSING] == 2


def test_a_bin_is_at_most_a_256th_wide():
    low = np.array([1.0, 1.0 + 1 / 256 - 1e-12, 1.0 + 1 / 256])
    assert list(counted(low)[bin_by_definition(1.0) :][:2]) == [2, 1]
