"""The order of all paths, those without a value included."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import inf

from riskcloud.risk.conventions import Worse
from riskcloud.risk.results import Missing
from riskcloud.risk.selection import Ranked


@dataclass(frozen=True)
class Ranking:
    """Paths below every number, paths with a number, paths above every number.

    floor: value of the lowest paths (-1 for a total loss); -inf if they have none.
    """

    lowest: int
    numbers: int
    highest: int
    floor: float = -inf

    @property
    def paths(self) -> int:
        return self.lowest + self.numbers + self.highest

    def from_worst(self, rank: int, worse: Worse) -> int:
        """Rank from the smallest of the path that is rank-th from the side that hurts."""
        return rank if worse is Worse.LOW else self.paths - rank + 1

    def number_ranks(self, ranks: Iterable[int]) -> set[int]:
        """The ranks, among the numbers alone, of those ranks that fall on a number."""
        return {r - self.lowest for r in ranks if 0 < r - self.lowest <= self.numbers}

    def at(self, rank: int, numbers: Mapping[int, Ranked]) -> tuple[float, int | None]:
        """Value at a rank and a path that has it; no path where no number stands."""
        if rank <= self.lowest:
            return self.floor, None
        if rank > self.lowest + self.numbers:
            return inf, None
        return numbers[rank - self.lowest]

    def beyond(self, threshold: float, worse: Worse) -> tuple[int, float]:
        """Number of paths without a number beyond a threshold, and how far beyond it each is."""
        if worse is Worse.LOW:
            return (self.lowest, threshold - self.floor) if threshold > self.floor else (0, 0.0)
        return (self.highest, inf) if threshold < inf else (0, 0.0)


def rankings(numbers: int, missing: Missing, floor: float) -> tuple[Ranking, ...]:
    """One ranking; two when some paths can be given no rank: all lowest, then all highest."""
    lowest, highest, unknown = missing.lowest, missing.highest, missing.unrankable
    if not unknown:
        return (Ranking(lowest, numbers, highest, floor),)
    return (
        Ranking(lowest + unknown, numbers, highest, floor),
        Ranking(lowest, numbers, highest + unknown, floor),
    )
