"""Draws as kernels call them: into rows of a matrix."""

from collections.abc import Callable
from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray

from riskcloud.kernels.rows import rows_of

_njit: Any = numba.njit


def _row(rows: Any) -> tuple[Any, ...]:
    return (rows[0],)


def _two_rows(rows: Any) -> tuple[Any, ...]:
    return rows[0], rows[1]


def _four_rows(rows: Any) -> tuple[Any, ...]:
    return rows[0], rows[1], rows[2], rows[3]


_ROWS = {1: _njit(_row), 2: _njit(_two_rows), 4: _njit(_four_rows)}


def into_rows(draw: Any, count: int) -> Callable[[np.uint64, tuple[int, ...], NDArray[Any]], None]:
    """A function of (seed, address, array (count, LANES)) that has a kernel draw into its rows."""
    take = _ROWS[count]

    @_njit
    def call(seed, address, rows):  # type: ignore[no-untyped-def]
        draw(seed, *address, *take(rows_of(rows)))

    return call
