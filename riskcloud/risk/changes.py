"""What changed since an earlier run: figures, inputs and versions, then and now."""

from dataclasses import dataclass
from enum import StrEnum

from riskcloud.risk.results import Estimate
from riskcloud.risk.risk_summary import Figure


class Unpaired(StrEnum):
    """Why the paths of two runs are not the same futures."""

    SEED = "seed"
    STREAM = "stream"
    RESULTS = "results"


@dataclass(frozen=True)
class Change:
    """A headline figure of two runs; None where a run does not have it.

    difference: now less then, over the paths that are paired; None where it has no interval.
    beyond: what an infinite figure means.
    """

    label: str
    then: Figure | None
    now: Figure | None
    difference: Estimate | None
    beyond: str


@dataclass(frozen=True)
class Replaced:
    """Something that is not as it was: a field or a version; empty where it was absent."""

    name: str
    then: str
    now: str


@dataclass(frozen=True)
class Since:
    """An earlier run against this one.

    scenario, digest, seed, paths: of the earlier run.
    paired: how many paths, from the first, differences are taken over; 0 if none.
    unpaired: why there are none.
    figures: the headline figures.  inputs, versions: what differs, by name.
    """

    scenario: str
    digest: str
    seed: int
    paths: int
    paired: int
    unpaired: tuple[Unpaired, ...]
    figures: tuple[Change, ...]
    inputs: tuple[Replaced, ...]
    versions: tuple[Replaced, ...]
