"""`true_places` against NumPy's `flatnonzero`."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskcloud.kernels.places import true_places


def check(mask: np.ndarray) -> None:
    places = np.full(mask.size, -1)
    found = true_places(mask, places)
    np.testing.assert_array_equal(places[:found], np.flatnonzero(mask))


@given(st.lists(st.booleans(), max_size=70))
def test_places_are_numpys(mask: list[bool]) -> None:
    check(np.array(mask, dtype=np.bool_))


@pytest.mark.parametrize("share", [0.0, 0.001, 0.05, 0.5, 1.0])
def test_places_in_a_block_are_numpys(share: float) -> None:
    check(np.random.default_rng(1).random(32_768) < share)
