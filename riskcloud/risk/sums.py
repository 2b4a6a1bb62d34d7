"""Sums over a column, a block at a time: what means and tails are made of.

A block's sums are taken in path order, and `math.fsum` adds the blocks exactly, so the order
in which blocks arrive changes nothing.  NaN (missing) never enters a sum.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import fsum, inf, isnan
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from riskcloud.risk.conventions import Worse
from riskcloud.risk.intervals import Moments
from riskcloud.risk.reading import Finder, Reader


class Taker(Protocol):
    """Something that is given every block of a column once."""

    def add(self, values: NDArray[np.float64]) -> None: ...


def read_into(takers: Iterable[Taker], read: Reader) -> None:
    """Read the column once and give each block to every taker."""
    takers = tuple(takers)
    if not takers:
        return
    for chunk in read():
        for taker in takers:
            taker.add(chunk.values)


class TailTaker(Taker, Protocol):
    """A taker that looks only at what lies beyond its threshold, on the side that hurts."""

    threshold: float
    worse: Worse


class Tails:
    """Gives its takers only what lies beyond the nearest threshold of either side.

    That is in path order still and few values, so that many takers cost one pass over a block.
    """

    def __init__(self, takers: Iterable[TailTaker], find: Finder = np.flatnonzero) -> None:
        self._takers, self._find = tuple(takers), find
        self._low = max(self._thresholds(Worse.LOW), default=-inf)
        self._high = min(self._thresholds(Worse.HIGH), default=inf)

    def _thresholds(self, side: Worse) -> list[float]:
        return [taker.threshold for taker in self._takers if taker.worse is side]

    def add(self, values: NDArray[np.float64]) -> None:
        near = values[self._find((values < self._low) | (values > self._high))]
        for taker in self._takers:
            taker.add(near)


def beyond(values: NDArray[np.float64], threshold: float, worse: Worse) -> NDArray[np.float64]:
    """How far the values on the side that hurts lie beyond the threshold; all are positive."""
    if worse is Worse.LOW:
        return threshold - values[values < threshold]
    return values[values > threshold] - threshold


class BlockMoments(NamedTuple):
    """Size, sum, and sums of squares and cubes about the mean of one block."""

    size: int
    total: float
    squares: float
    cubes: float

    @classmethod
    def of(cls, values: NDArray[np.float64]) -> "BlockMoments":
        """Moments of the values that are not missing."""
        total = float(values.sum())
        if isnan(total):
            values = values[~np.isnan(values)]
            total = float(values.sum())
        if not values.size:
            return cls(0, 0.0, 0.0, 0.0)
        off = values - total / values.size
        squares = off * off
        off *= squares
        return cls(values.size, total, float(squares.sum()), float(off.sum()))


def combine(blocks: Iterable[BlockMoments]) -> Moments:
    """Moments of all blocks together.  Raises ValueError when there is no value at all."""
    blocks = [block for block in blocks if block.size]
    size = sum(block.size for block in blocks)
    if not size:
        raise ValueError("the mean of no values does not exist")
    mean = fsum(block.total for block in blocks) / size
    offsets = [block.total / block.size - mean for block in blocks]
    pairs = list(zip(blocks, offsets, strict=True))
    squares = fsum(b.squares + b.size * d * d for b, d in pairs)
    cubes = fsum(b.cubes + 3 * d * b.squares + b.size * d**3 for b, d in pairs)
    return Moments(size, mean, squares / size, cubes / size)


@dataclass
class ColumnMoments:
    """Moments of a column, collected block by block."""

    blocks: list[BlockMoments] = field(default_factory=list)

    def add(self, values: NDArray[np.float64]) -> None:
        self.blocks.append(BlockMoments.of(values))

    def moments(self) -> Moments:
        return combine(self.blocks)


@dataclass
class TailSums:
    """Sums of the first three powers of the distance beyond a threshold."""

    threshold: float
    worse: Worse
    powers: tuple[list[float], list[float], list[float]] = field(
        default_factory=lambda: ([], [], [])
    )

    def add(self, values: NDArray[np.float64]) -> None:
        excess = beyond(values, self.threshold, self.worse)
        squares = excess * excess
        for sums, powers in zip(self.powers, (excess, squares, squares * excess), strict=True):
            sums.append(float(powers.sum()))

    def sums(self, outside: int = 0, distance: float = 0.0) -> tuple[float, float, float]:
        """The three sums, with `outside` more paths that have no value but a distance."""
        first, second, third = (
            fsum(sums) + (outside * distance**power if outside else 0.0)
            for power, sums in enumerate(self.powers, start=1)
        )
        return first, second, third


@dataclass
class Extremes:
    """The distances beyond a threshold that few values pass."""

    threshold: float
    worse: Worse
    found: list[NDArray[np.float64]] = field(default_factory=list)

    def add(self, values: NDArray[np.float64]) -> None:
        self.found.append(beyond(values, self.threshold, self.worse))

    def distances(self) -> NDArray[np.float64]:
        """All distances, ascending, so that the order of blocks leaves no trace."""
        return np.sort(np.concatenate(self.found)) if self.found else np.empty(0)


@dataclass
class CountBelow:
    """How many values lie strictly below a threshold."""

    threshold: float
    count: int = 0

    def add(self, values: NDArray[np.float64]) -> None:
        self.count += int(np.count_nonzero(values < self.threshold))
