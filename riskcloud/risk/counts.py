"""Counts of a column on the grid of leading bits: folding, and finding ranks in them.

The grid is that of `riskcloud.kernels.counts`, which fills the counts.  Here are the same
order of floats, written for arrays, and what is read out of the counts.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

KEY_BITS = 64
LEADING_BITS = 20
BINS = 1 << LEADING_BITS
MISSING = BINS
MOST_VALUES = 2**32 - 1

_SIGN = np.uint64(1 << 63)
_ALL = np.uint64(2**64 - 1)
_INFINITY_BITS = 0x7FF00
_INFINITY_BINS = BINS // 2 + _INFINITY_BITS, BINS // 2 - 1 - _INFINITY_BITS


def keys_of(values: NDArray[np.float64]) -> NDArray[np.uint64]:
    """Integers that order like the floats; -0.0 and 0.0 share one key.  No NaN allowed."""
    bits = (values + 0.0).view(np.uint64)
    return bits ^ np.where(bits & _SIGN, _ALL, _SIGN)


def value_of(key: int) -> float:
    """The float of a key: the inverse of `keys_of`."""
    bits = key ^ (1 << 63) if key >> 63 else key ^ (2**64 - 1)
    return float(np.array(bits, dtype=np.uint64).view(np.float64))


def _no_counts() -> NDArray[np.uint32]:
    return np.zeros(BINS + 1, dtype=np.uint32)


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
    """Counts of one column; they fold exactly, in any order.

    bins: uint32, BINS + 1 long, as `count_leading_bits` fills it: about 4 MB, of which only
    the pages that hold values take memory.
    """

    bins: NDArray[np.uint32] = field(default_factory=_no_counts)

    @property
    def total(self) -> int:
        """Number of values counted, the missing among them."""
        return int(self.bins.sum(dtype=np.int64))

    @property
    def missing(self) -> int:
        return int(self.bins[MISSING])

    def fold(self, other: "ColumnCounts") -> None:
        """Add the counts of other paths.  Raises OverflowError beyond 2^32 - 1 values."""
        if self.total + other.total > MOST_VALUES:
            raise OverflowError(f"one column can count at most {MOST_VALUES} paths")
        self.bins += other.bins

    def check_finite(self) -> None:
        """Raise ValueError if an infinite value was counted: outcomes are finite or missing."""
        above, below = _INFINITY_BINS
        if self.bins[above] or self.bins[below]:
            raise ValueError("an outcome column holds infinite values")

    def filled(self) -> Filled:
        """The bins that hold a number: a few thousand of a million."""
        places = np.flatnonzero(self.bins[:BINS] != 0)
        return Filled(places, self.bins[places].astype(np.int64))
