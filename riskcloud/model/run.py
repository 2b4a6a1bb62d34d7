"""Settings of a run: how many paths, from which seed, to which month."""

from pydantic import model_validator

from riskcloud.model.base import Part
from riskcloud.model.faults import fault
from riskcloud.model.numbers import structural

MAX_PATHS = 1_000_000_000
BYTES_A_PATH = 470  # measured on parts of 83 columns
_MICROSECONDS_A_PATH = 8  # judgement, two threads


def needs(paths: int) -> str:
    """Disk and time that so many paths need, in words."""
    disk = paths * BYTES_A_PATH / 1e9
    hours = paths * _MICROSECONDS_A_PATH / 3.6e9
    return f"{paths:,} paths need about {disk:,.1f} GB of disk and {hours:,.1f} hours"


class Run(Part):
    """How many futures, from which seed."""

    paths: int = structural(
        100_000, unit="paths", meaning="futures to simulate", source="judgement", at_least=1
    )
    seed: int = structural(1, meaning="seed of all random numbers", at_least=0, at_most=2**64 - 1)
    horizon_months: int | None = structural(
        None,
        unit="months",
        meaning="last month; if not stated, last commissioning and a life after it",
        at_least=1,
        at_most=480,
    )

    @model_validator(mode="after")
    def _fits(self) -> "Run":
        if self.paths > MAX_PATHS:
            raise fault(f"at most {MAX_PATHS:,} paths ({needs(self.paths)})", ("paths",))
        return self
