"""One figure of a scenario under each stress and under all of them: values that reports draw."""

from dataclasses import asdict, dataclass
from typing import Any

from riskcloud.risk.results import Estimate, without_infinities
from riskcloud.risk.tornado import INFINITE, Asked, cautions_of


@dataclass(frozen=True)
class Step:
    """A stress by itself.  figure: under it.  change: less that of the base, on the same paths."""

    name: str
    meaning: str
    figure: Estimate
    change: Estimate | None


@dataclass(frozen=True)
class Waterfall:
    """From the base through every stress by itself to all of them together.

    together: under all, in the order given.  interaction: what all of them change together,
    less the sum of what each changes by itself; both None where a figure is infinite.
    overruled: in words, what one stress changes and a later one sets anew.
    """

    asked: Asked
    base: Estimate
    steps: tuple[Step, ...]
    together: Estimate
    change: Estimate | None
    interaction: Estimate | None
    overruled: tuple[str, ...]

    @property
    def cautions(self) -> tuple[str, ...]:
        """Sentences."""
        steps = [*(step.figure for step in self.steps), *(step.change for step in self.steps)]
        return cautions_of([self.base, *steps, self.together, self.change, self.interaction])

    def as_json(self) -> dict[str, Any]:
        """Plain data for JSON."""
        plain: dict[str, Any] = without_infinities(asdict(self), INFINITE)
        return plain | {"cautions": list(self.cautions)}
