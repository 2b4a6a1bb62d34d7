"""One figure of a scenario with one lever moved at a time: values that reports draw."""

from dataclasses import asdict, dataclass
from math import inf
from typing import Any

from riskcloud.risk.results import Estimate, without_infinities

INFINITE = "beyond every number"


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

    def as_json(self) -> dict[str, Any]:
        """Plain data for JSON."""
        plain: dict[str, Any] = without_infinities(asdict(self), INFINITE)
        return plain
