"""The figures of one outcome column, from its counts and two or three readings of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf, isfinite

import numpy as np

from riskcloud.risk import quantiles as quantile_figures
from riskcloud.risk.conventions import LEVEL, Worse, rank_of
from riskcloud.risk.counts import ColumnCounts
from riskcloud.risk.expected_shortfall import Tail, expected_shortfall, extreme_rank
from riskcloud.risk.intervals import probability
from riskcloud.risk.means import extreme_ranks, mean
from riskcloud.risk.ranking import Ranking, rankings
from riskcloud.risk.reading import Finder, Reader
from riskcloud.risk.results import ColumnFigures, Estimate, Missing, both_answers
from riskcloud.risk.selection import Ranked, select
from riskcloud.risk.sums import (
    ColumnMoments,
    CountBelow,
    Extremes,
    Tails,
    TailSums,
    TailTaker,
    Taker,
    read_into,
)

QUANTILES = (0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99)


@dataclass(frozen=True)
class ColumnSpec:
    """What is asked of a column.

    quantiles, shortfalls: shares in (0, 1).
    below: thresholds t for the share of paths with a value < t, in the column's unit.
    mean: whether a mean over the paths with a number makes sense (not for an IRR).
    floor: least value of the column and that of the paths that rank below every number, such
        as -1 for a total loss.
    beyond: what an infinite figure means in words.
    """

    column: str
    worse: Worse
    quantiles: tuple[float, ...] = QUANTILES
    shortfalls: tuple[float, ...] = (0.01, 0.05)
    below: tuple[float, ...] = ()
    mean: bool = False
    floor: float = -inf
    beyond: str = "no value"
    level: float = LEVEL


def summarise_column(
    counts: ColumnCounts,
    read: Reader,
    spec: ColumnSpec,
    missing: Missing | None = None,
    find: Finder = np.flatnonzero,
) -> ColumnFigures:
    """Figures of a column, in memory that does not grow with the number of paths.

    counts: counts of every path of the column.
    read: reads the same values back, one chunk a block, in any order.
    missing: how the paths without a value rank; their number must be that counted.
    find: finds the few values that a figure looks at.
    Raises ValueError when counts, missing and values disagree, or a value is infinite.
    """
    missing = missing or Missing()
    counts.check_finite()
    if counts.missing != missing.total:
        raise ValueError(f"{spec.column}: {counts.missing} values are missing, not {missing.total}")
    filled = counts.filled()
    numbers = filled.numbers
    orders = [order for order in rankings(numbers, missing, spec.floor) if order.paths]
    wanted = set().union(*(_number_ranks(spec, order) for order in orders))
    selected = select(filled, wanted, read, find=find)
    figures = [_Figures(spec, order, selected) for order in orders]
    average = [_Mean(numbers, selected)] if spec.mean and numbers else []
    asking: list[_Figures | _Mean] = [*figures, *average]
    tails = [tail for one in asking for tail in one.tails()]
    wholes = [taker for one in asking for taker in one.wholes()]
    read_into([*([Tails(tails, find)] if tails else []), *wholes], read)
    return ColumnFigures(
        column=spec.column,
        worse=spec.worse,
        beyond=spec.beyond,
        paths=numbers + missing.total,
        missing=missing,
        quantiles=_merged([f.quantiles() for f in figures]),
        shortfalls=_merged([f.shortfalls() for f in figures]),
        shares_below=_merged([f.shares_below() for f in figures]),
        mean=average[0].estimate(spec.level) if average else None,
    )


def _number_ranks(spec: ColumnSpec, order: Ranking) -> set[int]:
    """Ranks among the numbers whose values the figures of a spec need."""
    ranks: list[int] = []
    for p in spec.quantiles:
        ranks += quantile_figures.ranks_needed(p, order.paths, spec.level)
    for share in spec.shortfalls:
        for from_worst in (rank_of(share, order.paths), extreme_rank(share, order.paths)):
            ranks.append(order.from_worst(from_worst, spec.worse))
    numbers = order.number_ranks(ranks)
    if spec.mean and order.numbers:
        numbers |= {rank for _, rank in extreme_ranks(order.numbers)}
    return numbers


class _Figures:
    """Figures of a column under one ranking of the paths without a value."""

    def __init__(self, spec: ColumnSpec, order: Ranking, selected: Mapping[int, Ranked]) -> None:
        self._spec, self._order, self._selected = spec, order, selected
        self._tails = [self._tail(share) for share in spec.shortfalls]
        self._below = [CountBelow(threshold) for threshold in spec.below]

    def _tail(self, share: float) -> tuple[TailSums, Extremes]:
        paths, worse = self._order.paths, self._spec.worse
        threshold, far = (
            self._at(self._order.from_worst(rank, worse))[0]
            for rank in (rank_of(share, paths), extreme_rank(share, paths))
        )
        return TailSums(threshold, worse), Extremes(far, worse)

    def _at(self, rank: int) -> tuple[float, int | None]:
        return self._order.at(rank, self._selected)

    def tails(self) -> list[TailTaker]:
        """What must be given the ends of every block before the figures are asked for."""
        return [part for pair in self._tails for part in pair if isfinite(part.threshold)]

    def wholes(self) -> list[Taker]:
        """What must be given every block whole."""
        return [*self._below]

    def quantiles(self) -> list[Estimate]:
        spec, paths = self._spec, self._order.paths
        return [quantile_figures.quantile(p, paths, self._at, spec.level) for p in spec.quantiles]

    def shortfalls(self) -> list[Estimate]:
        spec, order = self._spec, self._order
        estimates = []
        for share, (sums, extremes) in zip(spec.shortfalls, self._tails, strict=True):
            tail = Tail(
                share=share,
                paths=order.paths,
                worse=spec.worse,
                quantile=sums.threshold,
                sums=sums.sums(*order.beyond(sums.threshold, spec.worse)),
                extremes=extremes.distances(),
                floor=spec.floor,
            )
            estimates.append(expected_shortfall(tail, spec.level))
        return estimates

    def shares_below(self) -> list[Estimate]:
        spec, order = self._spec, self._order
        return [
            probability(
                f"share below {below.threshold:g}",
                below.count + (order.lowest if order.floor < below.threshold else 0),
                order.paths,
                spec.level,
            )
            for below in self._below
        ]


class _Mean:
    """The mean over the paths that have a number, and both tails that it may suffer from."""

    def __init__(self, numbers: int, selected: Mapping[int, Ranked]) -> None:
        self._moments = ColumnMoments()
        self._sides = [
            Extremes(selected[rank].value, side) for side, rank in extreme_ranks(numbers)
        ]

    def tails(self) -> list[TailTaker]:
        return [*self._sides]

    def wholes(self) -> list[Taker]:
        return [self._moments]

    def estimate(self, level: float) -> Estimate:
        return mean(self._moments.moments(), [s.distances() for s in self._sides], level)


def _merged(answers: list[list[Estimate]]) -> tuple[Estimate, ...]:
    """One estimate each; where two rankings differ, both values and an interval over both."""
    return tuple(both_answers(*same) for same in zip(*answers, strict=True))
