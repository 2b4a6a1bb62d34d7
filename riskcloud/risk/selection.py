"""Exact order statistics in flat memory: counts name the cells, a second reading fills them.

A cell is a range of floats that share their leading bits.  The counts of a run say which
cells hold the wanted ranks.  A cell with few values is read back and sorted.  A cell with
many (a number that comes up often, or a column that hardly varies) is first split by its
next bits, one more reading each time, until it is small or holds one number only.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from riskcloud.risk.counts import BINS, KEY_BITS, LEADING_BITS, Filled, keys_of, value_of
from riskcloud.risk.reading import Finder, Reader
from riskcloud.risk.sorting import ascending

CELL_LIMIT = 1 << 17
"""Most values of one cell that are held in memory."""

_SPLIT_BITS = 11
_FREE_BITS = KEY_BITS - LEADING_BITS
_HALF = BINS // 2


class Ranked(NamedTuple):
    """The value at a rank, and the lowest path that has it."""

    value: float
    path: int


@dataclass(frozen=True)
class _Cell:
    """Values whose key starts with `prefix`; `before` values of the column are smaller."""

    prefix: int
    shift: int
    before: int
    count: int
    ranks: list[int]

    @property
    def bin(self) -> int:
        """The bin that the cell is, or is a part of."""
        return self.prefix >> (_FREE_BITS - self.shift)

    @property
    def start(self) -> float:
        """The least value that the cell could hold."""
        return value_of(self.prefix << self.shift)

    @property
    def end(self) -> float:
        """The least value above the cell."""
        return value_of((self.prefix + 1) << self.shift)

    def holds(self, values: NDArray[np.float64]) -> NDArray[np.bool_]:
        inside: NDArray[np.bool_] = (values >= self.start) & (values < self.end)
        return inside


@dataclass
class _Split:
    """Counts of a large cell's values by their next bits."""

    cell: _Cell
    counts: NDArray[np.int64] = field(
        default_factory=lambda: np.zeros(1 << _SPLIT_BITS, dtype=np.int64)
    )
    least: int = 2**KEY_BITS
    greatest: int = -1
    path: int = 2**63

    @property
    def _shift(self) -> int:
        # With no bits left the cell holds one number only, whatever is counted here.
        return max(self.cell.shift - _SPLIT_BITS, 0)

    def add(self, first_path: int, values: NDArray[np.float64]) -> None:
        inside = self.cell.holds(values)
        found = np.count_nonzero(inside)
        if not found:
            return
        first = int(inside.argmax())
        # Most cells as large as this hold one number, such as zero, which is then counted once.
        is_one = np.count_nonzero(values == values[first]) == found
        keys = keys_of(values[first : first + 1] if is_one else values[inside])
        next_bits = (keys >> np.uint64(self._shift)) & np.uint64((1 << _SPLIT_BITS) - 1)
        counts = np.bincount(next_bits.astype(np.int64), minlength=self.counts.size)
        self.counts += counts * found if is_one else counts
        self.least = min(self.least, int(keys.min()))
        self.greatest = max(self.greatest, int(keys.max()))
        self.path = min(self.path, first_path + first)

    def answers(self) -> dict[int, Ranked]:
        """The ranks of a cell that turned out to hold one number only; else nothing."""
        if self.least != self.greatest:
            return {}
        return dict.fromkeys(self.cell.ranks, Ranked(value_of(self.least), self.path))

    def cells(self) -> list[_Cell]:
        if self.least == self.greatest:
            return []
        first_prefix = self.cell.prefix << (self.cell.shift - self._shift)
        parts = np.flatnonzero(self.counts)
        filled = Filled(parts, self.counts[parts])
        return _cells(filled, self.cell.before, self.cell.ranks, first_prefix, self._shift)


def select(
    filled: Filled,
    ranks: Iterable[int],
    read: Reader,
    limit: int = CELL_LIMIT,
    find: Finder = np.flatnonzero,
) -> dict[int, Ranked]:
    """Values of the wanted ranks (1 is the smallest) among a column's values.

    filled: counts of the same values that `read` gives, in any order.
    limit: most values of a cell held in memory.
    find: finds the few values that are looked at.
    Raises ValueError for a rank outside 1..number of values, and when the values read back
    are not those that were counted.
    """
    wanted = sorted(set(ranks))
    if wanted and not 1 <= wanted[0] <= wanted[-1] <= filled.numbers:
        raise ValueError(f"ranks {wanted[0]}..{wanted[-1]} do not lie in 1..{filled.numbers}")
    cells = _cells(filled, 0, wanted, 0, _FREE_BITS)
    answers: dict[int, Ranked] = {}
    while large := [cell for cell in cells if cell.count > limit]:
        splits = [_Split(cell) for cell in large]
        for chunk in read():
            for split in splits:
                split.add(*chunk)
        _check([int(split.counts.sum()) for split in splits], large)
        cells = [cell for cell in cells if cell.count <= limit]
        for split in splits:
            answers |= split.answers()
            cells += split.cells()
    return answers | _answers(cells, read, find)


def _check(found: Sequence[int], cells: Sequence[_Cell]) -> None:
    if list(found) != [cell.count for cell in cells]:
        raise ValueError("the values read back are not those that were counted")


def _cells(
    filled: Filled, before: int, ranks: list[int], first_prefix: int, shift: int
) -> list[_Cell]:
    """Cells that hold the ranks; before: number of values below all of them."""
    through = before + np.cumsum(filled.counts)
    cells: dict[int, _Cell] = {}
    for rank, i in zip(ranks, np.searchsorted(through, ranks).tolist(), strict=True):
        if i not in cells:
            prefix, count = first_prefix + int(filled.bins[i]), int(filled.counts[i])
            cells[i] = _Cell(prefix, shift, int(through[i]) - count, count, [])
        cells[i].ranks.append(rank)
    return list(cells.values())


def _answers(cells: Sequence[_Cell], read: Reader, find: Finder) -> dict[int, Ranked]:
    """The ranks of small cells: their values are read into memory and sorted."""
    if not cells:
        return {}
    values, paths = _kept(cells, read, find)
    values, places = ascending(values)
    starts = values.searchsorted([cell.start for cell in cells])
    ends = values.searchsorted([cell.end for cell in cells])
    _check((ends - starts).tolist(), cells)
    answers = {}
    for cell, start in zip(cells, starts.tolist(), strict=True):
        for rank in cell.ranks:
            value = values[start + rank - cell.before - 1]
            first, end = values.searchsorted(value), values.searchsorted(value, "right")
            answers[rank] = Ranked(float(value), int(paths[places[first:end]].min()))
    return answers


def _kept(
    cells: Sequence[_Cell], read: Reader, find: Finder
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Values of the cells, -0.0 as 0.0, and their paths."""
    # Few values lie in any cell: one table look-up a value sorts out the others.  A NaN has
    # leading bits that no number has.
    wanted = _by_raw_bits(cell.bin for cell in cells)
    has_parts = any(cell.shift < _FREE_BITS for cell in cells)
    kept_values, kept_paths = [], []
    for first_path, values in read():
        near = find(wanted[values.view(np.int64) >> _FREE_BITS])
        if has_parts:
            # Beside a part of a bin may lie more values than memory should hold.
            near = near[np.any([cell.holds(values[near]) for cell in cells], axis=0)]
        kept_values.append(values[near])
        kept_paths.append(near + first_path)
    return np.concatenate(kept_values) + 0.0, np.concatenate(kept_paths)


def _by_raw_bits(bins: Iterable[int]) -> NDArray[np.bool_]:
    """Table of the wanted bins, by a float's leading bits read as a signed integer."""
    table = np.zeros(BINS, dtype=np.bool_)
    for i in bins:
        table[i - _HALF if i >= _HALF else -1 - i] = True
    # -0.0 has bits of its own and the bin of 0.0.
    table[-_HALF] |= table[0]
    return table
