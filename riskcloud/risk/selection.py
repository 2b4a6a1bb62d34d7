"""Exact order statistics in flat memory: counts name the cells, a second reading fills them.

A cell is a range of floats that share their leading bits.  The counts of a run say which
cells hold the wanted ranks.  A cell with few values is read back and sorted.  A cell with
many (a number that comes up often, or a column that hardly varies) is first split by its
next bits, one more reading each time, until it is small or holds one number only.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from riskcloud.risk.counts import BINS, KEY_BITS, LEADING_BITS, Filled, keys_of, value_of
from riskcloud.risk.reading import Reader

CELL_LIMIT = 1 << 17
"""Most values of one cell that are held in memory."""

_SPLIT_BITS = 11
_FREE_BITS = KEY_BITS - LEADING_BITS
_HALF = BINS // 2


class Ranked(NamedTuple):
    """The value at a rank, and the lowest path that has it."""

    value: float
    path: int


class _Taker(Protocol):
    def add(self, keys: NDArray[np.uint64], paths: NDArray[np.int64]) -> None: ...


@dataclass
class _Cell:
    """Values whose key starts with `prefix`; `before` values of the column are smaller."""

    prefix: int
    shift: int
    before: int
    count: int
    ranks: list[int]
    keys: list[NDArray[np.uint64]] = field(default_factory=list)
    paths: list[NDArray[np.int64]] = field(default_factory=list)

    def add(self, keys: NDArray[np.uint64], paths: NDArray[np.int64]) -> None:
        self.keys.append(keys)
        self.paths.append(paths)

    def answers(self) -> dict[int, Ranked]:
        keys, paths = np.concatenate(self.keys), np.concatenate(self.paths)
        order = np.lexsort((paths, keys))
        keys, paths = keys[order], paths[order]
        answers = {}
        for rank in self.ranks:
            key = keys[rank - self.before - 1]
            lowest_path = paths[np.searchsorted(keys, key)]
            answers[rank] = Ranked(value_of(int(key)), int(lowest_path))
        return answers


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

    def add(self, keys: NDArray[np.uint64], paths: NDArray[np.int64]) -> None:
        next_bits = (keys >> np.uint64(self._shift)) & np.uint64((1 << _SPLIT_BITS) - 1)
        self.counts += np.bincount(next_bits.astype(np.int64), minlength=self.counts.size)
        self.least = min(self.least, int(keys.min()))
        self.greatest = max(self.greatest, int(keys.max()))
        self.path = min(self.path, int(paths.min()))

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
    filled: Filled, ranks: Iterable[int], read: Reader, limit: int = CELL_LIMIT
) -> dict[int, Ranked]:
    """Values of the wanted ranks (1 is the smallest) among a column's values.

    filled: counts of the same values that `read` gives, in any order.
    limit: most values of a cell held in memory.
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
        _fill(list(zip(large, splits, strict=True)), read)
        cells = [cell for cell in cells if cell.count <= limit]
        for split in splits:
            answers |= split.answers()
            cells += split.cells()
    _fill([(cell, cell) for cell in cells], read)
    for cell in cells:
        answers |= cell.answers()
    return answers


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


def _fill(targets: Sequence[tuple[_Cell, _Taker]], read: Reader) -> None:
    """Read the column once and hand each cell's values, with their paths, to its taker."""
    if not targets:
        return
    # Few values lie in any cell: one table look-up a value sorts out the others.
    wanted = _by_raw_bits(cell.prefix >> (_FREE_BITS - cell.shift) for cell, _ in targets)
    expected = [cell.count for cell, _ in targets]
    for first_path, values in read():
        near = np.flatnonzero(wanted[values.view(np.int64) >> _FREE_BITS])
        near = near[~np.isnan(values[near])]
        keys = keys_of(values[near])
        for i, (cell, taker) in enumerate(targets):
            inside = np.flatnonzero((keys >> np.uint64(cell.shift)) == np.uint64(cell.prefix))
            if inside.size:
                taker.add(keys[inside], near[inside] + first_path)
                expected[i] -= inside.size
    if any(expected):
        raise ValueError("the values read back are not those that were counted")


def _by_raw_bits(bins: Iterable[int]) -> NDArray[np.bool_]:
    """Table of the wanted bins, by a float's leading bits read as a signed integer."""
    table = np.zeros(BINS, dtype=np.bool_)
    for i in bins:
        table[i - _HALF if i >= _HALF else -1 - i] = True
    # -0.0 has bits of its own and the bin of 0.0.
    table[-_HALF] |= table[0]
    return table
