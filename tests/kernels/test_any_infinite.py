"""`any_infinite` sees each lane of the rows that count, and no others."""

from typing import Any

import numba
import numpy as np
import pytest

from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.rows import rows_of
from riskcloud.kernels.totals.infinite import any_infinite

ROWS = 5
_njit: Any = numba.njit


@_njit
def is_any_infinite(rows, count):  # type: ignore[no-untyped-def]
    return any_infinite(rows_of(rows), count)


@pytest.mark.parametrize("value", [np.inf, -np.inf])
def test_every_place_is_looked_at(value: float) -> None:
    for row in range(ROWS):
        for lane in range(LANES):
            rows = np.full((ROWS, LANES), np.nan)
            rows[row, lane] = value
            assert is_any_infinite(rows, ROWS)
            assert not is_any_infinite(rows, row)


@pytest.mark.parametrize("value", [np.nan, 0.0, 1.7976931348623157e308, -1.7976931348623157e308])
def test_finite_and_missing_values_are_not_infinite(value: float) -> None:
    assert not is_any_infinite(np.full((ROWS, LANES), value), ROWS)
