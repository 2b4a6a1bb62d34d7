"""Sorted values against NumPy's, and ranks against scipy's."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from riskcloud.risk.ranks import ranks_of
from riskcloud.risk.sorting import ascending

AWKWARD = st.one_of(
    st.floats(allow_nan=False),
    st.sampled_from([0.0, -0.0, np.inf, -np.inf, 5e-324, -5e-324]),
    # Apart by their last bits only, where a sorted key carries its place.
    st.integers(0, 5).map(lambda steps: 1.0 + steps * 2.0**-52),
    st.integers(0, 5).map(lambda steps: -1.0 - steps * 2.0**-52),
)


def check(values: np.ndarray) -> None:
    found, places = ascending(values)
    np.testing.assert_array_equal(found, np.sort(values))
    np.testing.assert_array_equal(values[places], found)
    np.testing.assert_array_equal(np.sort(places), np.arange(values.size))
    np.testing.assert_array_equal(ranks_of(values), stats.rankdata(values))


@given(st.lists(AWKWARD, min_size=1, max_size=60))
def test_order_and_ranks_of_awkward_values(values: list[float]) -> None:
    check(np.array(values))


@pytest.mark.parametrize("scale", [1.0, 2.0**-40])
@pytest.mark.parametrize("steps", [2**40, 9])
def test_order_and_ranks_of_a_block(scale: float, steps: int) -> None:
    check(1.0 + np.random.default_rng(1).integers(0, steps, 32_768) / steps * scale)
