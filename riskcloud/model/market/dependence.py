"""What moves together beyond tightness: turbulent years, correlated shocks and inputs."""

from typing import Literal, TypeAlias

from pydantic import model_validator

from riskcloud.model.base import Part
from riskcloud.model.faults import fault
from riskcloud.model.numbers import Number, number, structural

Shock: TypeAlias = Literal["tightness", "contract", "spot", "list", "inference", "rate", "server"]
SHOCKS: tuple[Shock, ...] = (
    "tightness",
    "contract",
    "spot",
    "list",
    "inference",
    "rate",
    "server",
)
LINKED_BY_TIGHTNESS = frozenset({"contract", "spot", "list", "server"})


class Mixing(Part):
    """One scale of all market shocks a path-year: calm years, and a few turbulent ones."""

    calm: Number = number(
        0.85,
        unit="1",
        meaning="scale of shocks in a calm year",
        source="judgement: with the turbulent years a mean square of one",
        at_least=0,
        at_most=10,
    )
    turbulent: Number = number(
        1.6,
        unit="1",
        meaning="scale of shocks in a turbulent year",
        source="judgement: with the calm years a kurtosis of shocks of 4.3",
        at_least=0,
        at_most=10,
    )
    turbulent_probability: Number = number(
        0.15,
        unit="1/year",
        meaning="probability that a year is turbulent",
        source="judgement: one year in seven",
        at_least=0,
        at_most=1,
    )


class ShockCorrelation(Part):
    """Correlation of two monthly shocks, beyond what tightness links."""

    between: tuple[Shock, Shock] = structural(meaning="two of " + ", ".join(SHOCKS))
    correlation: float = structural(meaning="their correlation", at_least=-1, at_most=1)

    @model_validator(mode="after")
    def _is_not_linked_already(self) -> "ShockCorrelation":
        one, other = self.between
        if one == other:
            raise fault("two different shocks", ("between",))
        linked = "tightness" in self.between and LINKED_BY_TIGHTNESS & {one, other}
        if linked and self.correlation != 0:
            raise fault("no correlation of shocks that tightness links already", ("between",))
        return self


class InputCorrelation(Part):
    """Correlation of the normal scores of two uncertain inputs of the market."""

    between: tuple[str, str] = structural(
        meaning="two field paths below market, for instance generations.rubin.cost"
    )
    correlation: float = structural(meaning="their correlation", at_least=-1, at_most=1)

    @model_validator(mode="after")
    def _is_of_two(self) -> "InputCorrelation":
        if self.between[0] == self.between[1]:
            raise fault("two different inputs", ("between",))
        return self
