"""Result types: what reports draw and `summary.json` holds."""

from dataclasses import dataclass, fields, is_dataclass, replace
from math import inf
from typing import Any

from riskcloud.risk.conventions import LEVEL, Caution, Worse, quantile_name


@dataclass(frozen=True)
class Estimate:
    """A figure with its Monte Carlo interval, in the unit of its column.

    Infinity means that the figure ranks beyond every number: see `ColumnFigures.beyond`.

    value: the estimate.
    low, high: the interval; None where this number of paths gives no bound.
    level: coverage that the interval aims at.
    paths: number of paths behind it.
    cautions: why it deserves less trust than the interval suggests.
    alternative: the value with unrankable paths ranked highest, when it differs from
        `value`, where they rank lowest.  The interval then holds those of both.
    path: a path whose value this is (the lowest such), to be replayed; None if there is none.
    """

    name: str
    value: float
    low: float | None
    high: float | None
    paths: int
    level: float = LEVEL
    cautions: tuple[Caution, ...] = ()
    alternative: float | None = None
    path: int | None = None


def both_answers(lowest: Estimate, highest: Estimate | None = None) -> Estimate:
    """One estimate with unrankable paths ranked lowest and highest, its interval over both."""
    if highest is None or highest == lowest:
        return lowest
    lows = [e.low for e in (lowest, highest) if e.low is not None]
    highs = [e.high for e in (lowest, highest) if e.high is not None]
    return replace(
        lowest,
        low=min(lows) if len(lows) == 2 else None,
        high=max(highs) if len(highs) == 2 else None,
        cautions=tuple(sorted({*lowest.cautions, *highest.cautions})),
        alternative=highest.value if highest.value != lowest.value else None,
    )


@dataclass(frozen=True)
class Missing:
    """How many paths have no value, by where they rank.

    lowest, highest: below or above every number.
    unrankable: somewhere, nobody knows where: ranked all lowest, then all highest.
    excluded: outside the question, such as the loss given default of a path without default;
        figures are over the other paths.
    """

    lowest: int = 0
    highest: int = 0
    unrankable: int = 0
    excluded: int = 0

    @property
    def total(self) -> int:
        return self.lowest + self.highest + self.unrankable + self.excluded


@dataclass(frozen=True)
class ColumnFigures:
    """All figures of one outcome column.

    beyond: what an infinite value means, such as "not within horizon".
    """

    column: str
    worse: Worse
    beyond: str
    paths: int
    missing: Missing
    quantiles: tuple[Estimate, ...]
    shortfalls: tuple[Estimate, ...]
    shares_below: tuple[Estimate, ...]
    mean: Estimate | None

    def quantile(self, p: float) -> Estimate:
        """Quantile ``p``.  Raises KeyError for one that was not computed."""
        for estimate in self.quantiles:
            if estimate.name == quantile_name(p):
                return estimate
        raise KeyError(f"{self.column}: no {quantile_name(p)}")

    def as_json(self) -> dict[str, Any]:
        """Plain data for JSON: infinities become the words of `beyond`."""
        plain: dict[str, Any] = without_infinities(self, self.beyond)
        return plain


def without_infinities(item: Any, beyond: str) -> Any:
    """Plain data with the words of ``beyond`` in place of infinities, which JSON lacks.

    item: plain data, or a dataclass of such, which becomes a dict: `asdict` would copy every
    leaf of it first.
    """
    if isinstance(item, float):
        return beyond if item in (inf, -inf) else item
    if isinstance(item, dict):
        return {key: without_infinities(value, beyond) for key, value in item.items()}
    if isinstance(item, list | tuple):
        return [without_infinities(value, beyond) for value in item]
    if is_dataclass(item):
        return {f.name: without_infinities(getattr(item, f.name), beyond) for f in fields(item)}
    return item
