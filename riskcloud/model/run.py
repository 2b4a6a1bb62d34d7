"""Settings of a run: how many paths, from which seed, to which month."""

from pydantic import model_validator

from riskcloud.model.base import Part
from riskcloud.model.faults import fault
from riskcloud.model.numbers import structural

MAX_PATHS = 1_000_000_000
BYTES_A_PATH = 470  # measured: 464 on parts of 95 columns
_MICROSECONDS_A_PATH = 8  # judgement, two threads


def needs(paths: int) -> str:
    """Disk and time that so many paths need, in words."""
    disk = _in_units(paths * BYTES_A_PATH, (("GB", 1e9), ("TB", 1e12)))
    seconds = paths * _MICROSECONDS_A_PATH / 1e6
    time = _in_units(seconds, (("hours", 3600.0), ("days", 86400.0), ("years", 31557600.0)))
    return f"{paths:,} paths need about {disk} of disk and {time}"


def _in_units(amount: float, units: tuple[tuple[str, float], ...]) -> str:
    """In the largest unit of which there is at least one, else in the first."""
    name, size = next((u for u in reversed(units) if amount >= u[1]), units[0])
    return f"{amount / size:,.1f} {name}"


class Run(Part):
    """How many futures, from which seed."""

    paths: int = structural(
        100_000, unit="paths", meaning="futures to simulate", source="judgement", at_least=1
    )
    seed: int = structural(
        1,
        meaning="seed of all random numbers",
        source="judgement: any will do",
        at_least=0,
        at_most=2**64 - 1,
    )
    horizon_months: int | None = structural(
        None,
        unit="months",
        meaning="last month; if not stated, the latest commissioning that can be and a life after "
        "it, at most 240",
        source="judgement: no card is cut off in the middle of its life",
        at_least=1,
        at_most=480,
    )

    @model_validator(mode="after")
    def _fits(self) -> "Run":
        if self.paths > MAX_PATHS:
            raise fault(f"at most {MAX_PATHS:,} paths ({needs(self.paths)})", ("paths",))
        return self
