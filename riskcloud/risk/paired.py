"""Two operators on the same paths: differences path by path, and who does better how often."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from riskcloud.risk.conventions import LEVEL
from riskcloud.risk.intervals import Moments, mean_interval, probability
from riskcloud.risk.means import mean
from riskcloud.risk.results import Estimate
from riskcloud.risk.sums import BlockMoments, combine

Rows = NDArray[np.float64]


@dataclass(frozen=True)
class Difference:
    """Mean of a figure of one operator less that of another, over the paths that have both.

    paired: with the interval of the differences path by path.
    low, high: the interval that two runs on independent paths would have.
    correlation: of the two figures over paths; None where one of them never varies.
    """

    paired: Estimate
    low: float
    high: float
    correlation: float | None

    @property
    def gain(self) -> float | None:
        """Width of the unpaired interval over that of the paired one; None without a width."""
        assert self.paired.low is not None
        assert self.paired.high is not None
        width = self.paired.high - self.paired.low
        return (self.high - self.low) / width if width > 0.0 else None


@dataclass(frozen=True)
class Pair:
    """One operator against another on the same paths.

    differences: ``operator`` less ``against``, by figure; empty where they share no path.
    beats: P(the ranked figure of ``operator`` is the greater); None likewise.
    ties: paths on which they are equal.  missing: paths on which one of them has no figure.
    """

    operator: str
    against: str
    differences: Mapping[str, Difference]
    beats: Estimate | None
    ties: int
    missing: int

    def reversed(self) -> "Pair":
        """The same pair seen from the other side."""
        turned = {name: _turned(one) for name, one in self.differences.items()}
        beats = self.beats
        if beats is not None:
            losses = beats.paths - self.ties - round(beats.value * beats.paths)
            beats = probability(beats.name, losses, beats.paths, beats.level)
        return Pair(self.against, self.operator, turned, beats, self.ties, self.missing)


def _turned(one: Difference) -> Difference:
    e = one.paired
    assert e.low is not None
    assert e.high is not None
    turned = Estimate(e.name, -e.value, -e.high, -e.low, e.paths, e.level, e.cautions)
    return Difference(turned, -one.high, -one.low, one.correlation)


@dataclass
class _Sums:
    """Moments of the two sides and of their difference, a block each."""

    ours: list[BlockMoments] = field(default_factory=list)
    theirs: list[BlockMoments] = field(default_factory=list)
    apart: list[BlockMoments] = field(default_factory=list)

    def difference(self, level: float) -> Difference:
        ours, theirs, apart = (combine(blocks) for blocks in (self.ours, self.theirs, self.apart))
        # The moments that the difference would have if the two sides were independent.
        free = Moments(
            apart.size, apart.mean, ours.second + theirs.second, ours.third - theirs.third
        )
        low, high = mean_interval(free, level)
        return Difference(mean(apart, level=level), low, high, _correlation(ours, theirs, apart))


def _correlation(ours: Moments, theirs: Moments, apart: Moments) -> float | None:
    """From the variance of the difference: var(a - b) = var a + var b - 2 cov(a, b)."""
    scale = sqrt(ours.second * theirs.second)
    if scale == 0.0:
        return None
    return min(max((ours.second + theirs.second - apart.second) / (2.0 * scale), -1.0), 1.0)


@dataclass
class _Contest:
    """Paths on which one is ahead, on which they are equal, and on which one has no figure."""

    wins: int = 0
    ties: int = 0
    paths: int = 0
    missing: int = 0

    def add(self, ours: Rows, theirs: Rows) -> None:
        known = int(np.count_nonzero(~np.isnan(ours - theirs)))
        self.wins += int(np.count_nonzero(ours > theirs))
        self.ties += int(np.count_nonzero(ours == theirs))
        self.paths += known
        self.missing += ours.size - known


class PairedSums:
    """Every pair of a list of operators, summed block by block: no path is kept.

    ranked: the figure that decides who beats whom; it must be among those added.
    """

    def __init__(self, operators: tuple[str, ...], ranked: str) -> None:
        self._operators = operators
        self._ranked = ranked
        self._pairs = list(combinations(range(len(operators)), 2))
        self._sums: dict[tuple[int, int], dict[str, _Sums]] = {pair: {} for pair in self._pairs}
        self._contests = {pair: _Contest() for pair in self._pairs}

    def add(self, figures: Mapping[str, Rows]) -> None:
        """Add a block: each figure as float64 (operators, paths), NaN where missing."""
        for name, rows in figures.items():
            own = [BlockMoments.of(row) for row in rows]
            has_gaps = [block.size < rows.shape[1] for block in own]
            for i, j in self._pairs:
                sums = self._sums[i, j].setdefault(name, _Sums())
                apart = rows[j] - rows[i]
                ours, theirs = own[j], own[i]
                if has_gaps[i] or has_gaps[j]:
                    gaps = np.isnan(apart)
                    ours, theirs = (
                        BlockMoments.of(np.where(gaps, np.nan, rows[place])) for place in (j, i)
                    )
                sums.ours.append(ours)
                sums.theirs.append(theirs)
                sums.apart.append(BlockMoments.of(apart))
                if name == self._ranked:
                    self._contests[i, j].add(rows[j], rows[i])

    def pairs(self, level: float = LEVEL) -> Iterator[Pair]:
        """Each later operator against each earlier one, the first one's pairs first."""
        for i, j in self._pairs:
            contest = self._contests[i, j]
            differences = {
                name: sums.difference(level)
                for name, sums in self._sums[i, j].items()
                if any(block.size for block in sums.apart)
            }
            ours, theirs = self._operators[j], self._operators[i]
            beats = None
            if contest.paths:
                beats = probability(f"P({ours} beats {theirs})", contest.wins, contest.paths, level)
            yield Pair(ours, theirs, differences, beats, contest.ties, contest.missing)
