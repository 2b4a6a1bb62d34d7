"""How stored values are read back: chunks of a column, as often as wanted."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Chunk(NamedTuple):
    """The values of consecutive paths: float64, 1-D, NaN where missing."""

    first_path: int
    values: NDArray[np.float64]


Reader = Callable[[], Iterable[Chunk]]
"""Starts a fresh reading of a column, one chunk a block, blocks in any order."""

Finder = Callable[[NDArray[np.bool_]], NDArray[np.int64]]
"""Where a 1-D mask is true, ascending: `numpy.flatnonzero`, or a faster one that says the same."""
