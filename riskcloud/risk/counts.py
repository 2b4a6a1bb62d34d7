"""Counts of a column on the grid of leading bits, and which bins of it are filled.

The grid is that of `riskcloud.kernels.counts`, which fills the counts.  Here are the same
order of floats, written for arrays, and what is read out of the counts.
"""

from dataclasses import dataclass, field
from mmap import MAP_ANONYMOUS, MAP_PRIVATE, mmap
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

KEY_BITS = 64
LEADING_BITS = 20
BINS = 1 << LEADING_BITS
MISSING = BINS
ROW = 1024
ROWS = MISSING + 1
SIZE = ROWS + BINS // ROW + 1

_SIGN = np.int64(-(1 << 63))
_INFINITY_BITS = 0x7FF00
_INFINITY_BINS = BINS // 2 + _INFINITY_BITS, BINS // 2 - 1 - _INFINITY_BITS


def keys_of(values: NDArray[np.float64]) -> NDArray[np.uint64]:
    """Integers that order like the floats; -0.0 and 0.0 share one key.  No NaN allowed."""
    bits = (values + 0.0).view(np.int64)
    # The shift spreads the sign: a negative float has all its bits turned, others the sign.
    keys: NDArray[np.uint64] = (bits ^ ((bits >> 63) | _SIGN)).view(np.uint64)
    return keys


def value_of(key: int) -> float:
    """The float of a key: the inverse of `keys_of`."""
    bits = key ^ (1 << 63) if key >> 63 else key ^ (2**64 - 1)
    return float(np.array(bits, dtype=np.uint64).view(np.float64))


def _no_counts() -> NDArray[np.uint32]:
    # Of an array this large numpy makes huge pages: two megabytes cleared for a few counts.
    pages = mmap(-1, 4 * SIZE, flags=MAP_PRIVATE | MAP_ANONYMOUS)
    return np.frombuffer(pages, dtype=np.uint32)


class Filled(NamedTuple):
    """Bins that hold a value, ascending, and how many each holds: int64."""

    bins: NDArray[np.int64]
    counts: NDArray[np.int64]

    @property
    def numbers(self) -> int:
        """Number of values, without the missing."""
        return int(self.counts.sum())


@dataclass
class ColumnCounts:
    """Counts of one column; blocks are added in any order.

    bins: uint32, SIZE long, as `count_leading_bits` fills it: about 4 MB, of which only the
    pages that hold values take memory.
    """

    bins: NDArray[np.uint32] = field(default_factory=_no_counts)

    @property
    def missing(self) -> int:
        return int(self.bins[MISSING])

    def check_finite(self) -> None:
        """Raise ValueError if an infinite value was counted: outcomes are finite or missing."""
        above, below = _INFINITY_BINS
        if self.bins[above] or self.bins[below]:
            raise ValueError("an outcome column holds infinite values")

    def filled(self) -> Filled:
        """The bins that hold a number: a few thousand of a million."""
        rows = np.flatnonzero(self.bins[ROWS:-1])  # the last mark is that of the missing
        counts = self.bins[:BINS].reshape(-1, ROW)[rows]
        row, place = np.nonzero(counts)
        return Filled(rows[row] * ROW + place, counts[row, place].astype(np.int64))
