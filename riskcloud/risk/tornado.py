"""One figure of a scenario with one lever moved at a time: values that reports draw."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from math import inf
from typing import Any

from riskcloud.risk.results import Estimate, without_infinities

INFINITE = "beyond every number"

TWO_ANSWERS = (
    "Where two figures stand, paths without a single IRR rank all lowest for the first and all"
    " highest for the second; intervals hold both."
)


def cautions_of(estimates: Iterable[Estimate | None]) -> tuple[str, ...]:
    """What must be said of the figures of a study: that some have two answers."""
    two = any(one is not None and one.alternative is not None for one in estimates)
    return (TWO_ANSWERS,) if two else ()


@dataclass(frozen=True)
class Asked:
    """What is measured: of which scenario, in which unit, on how many paths of which seed.

    digest: of the scenario under that seed, as a run of it has.
    """

    scenario: str
    digest: str
    key: str
    label: str
    unit: str
    paths: int
    seed: int


@dataclass(frozen=True)
class End:
    """A value of the lever, the figure there, and what it is above the figure as things stand.

    change: over the same paths; None where a figure is infinite.
    """

    value: float
    figure: Estimate
    change: Estimate | None


@dataclass(frozen=True)
class Swing:
    """A lever at a low and a high value, others held.

    basis: where the two values come from.  now: value today, a median where it is uncertain.
    low, high: None where the scenario does not take the value.  refused: why not.
    """

    key: str
    label: str
    unit: str
    basis: str
    now: float | None
    low: End | None
    high: End | None
    refused: tuple[str, ...]

    @property
    def width(self) -> float:
        """Between the least and the greatest change; what levers are ordered by."""
        if any(end.change is None for end in self.ends):
            return inf
        changes = [end.change.value for end in self.ends if end.change]
        return max([0.0, *changes]) - min([0.0, *changes])

    @property
    def ends(self) -> tuple[End, ...]:
        return tuple(end for end in (self.low, self.high) if end)


@dataclass(frozen=True)
class Tornado:
    """All levers, the widest swing first.  now: the figure as the scenario stands."""

    asked: Asked
    now: Estimate
    swings: tuple[Swing, ...]

    @property
    def cautions(self) -> tuple[str, ...]:
        """Sentences."""
        ends = [end for swing in self.swings for end in swing.ends]
        return cautions_of([self.now, *(e.figure for e in ends), *(e.change for e in ends)])

    def as_json(self) -> dict[str, Any]:
        """Plain data for JSON."""
        plain: dict[str, Any] = without_infinities(asdict(self), INFINITE)
        return plain | {"cautions": list(self.cautions)}
