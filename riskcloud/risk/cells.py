"""The counts of one column, compact: cells of floats that share their leading bits.

A cell is at most 1/256 of its value wide, so a picture drawn from cells shows what one drawn
from all paths would, in memory that does not grow with their number.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from riskcloud.risk.counts import KEY_BITS, LEADING_BITS, ColumnCounts
from riskcloud.risk.results import Missing

_SIGN = np.uint64(1 << 63)
_FREE_BITS = np.uint64(KEY_BITS - LEADING_BITS)


@dataclass(frozen=True)
class Cells:
    """Cell i holds ``counts[i]`` values in [lows[i], highs[i]); ascending, no empty cell.

    lows, highs: float64 in the column's unit.  counts: int64.
    missing: the paths without a value.
    """

    lows: NDArray[np.float64]
    highs: NDArray[np.float64]
    counts: NDArray[np.int64]
    missing: Missing

    @property
    def numbers(self) -> int:
        """Paths with a value."""
        return int(self.counts.sum())

    @property
    def paths(self) -> int:
        """Paths that the question is about: all but the excluded."""
        return self.numbers + self.missing.total - self.missing.excluded

    def below(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """How many paths lie below each value: exact at the edges of cells, linear within."""
        if not self.counts.size:
            return np.zeros(len(values))
        through = np.cumsum(self.counts).astype(np.float64)
        edges = np.column_stack((self.lows, self.highs)).ravel()
        reached = np.column_stack((through - self.counts, through)).ravel()
        return np.interp(values, edges, reached)

    def above(self, floor: float) -> "Cells":
        """The cells that hold nothing at or below ``floor``, an edge of cells such as -1 or 0."""
        kept = self.lows > floor
        return replace(self, lows=self.lows[kept], highs=self.highs[kept], counts=self.counts[kept])

    def quantile(self, p: float) -> float:
        """A value near quantile p, for the range of a picture.  Raises IndexError if empty."""
        through = np.cumsum(self.counts)
        place = int(np.searchsorted(through, p * through[-1]))
        return float(self.lows[place] if p < 0.5 else self.highs[place])


def cells_of(counts: ColumnCounts, missing: Missing) -> Cells:
    """The cells of a column that hold a value; ``missing``: how its other paths rank."""
    filled = counts.filled()
    return Cells(
        lows=_low_end(filled.bins),
        highs=_low_end(filled.bins + 1),
        counts=filled.counts,
        missing=missing,
    )


def _low_end(bins: NDArray[np.int64]) -> NDArray[np.float64]:
    """The least float of each bin: its bits, those of the key with the order undone."""
    keys = bins.astype(np.uint64) << _FREE_BITS
    return np.where(keys & _SIGN, keys ^ _SIGN, ~keys).view(np.float64)
