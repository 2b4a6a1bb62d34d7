"""What a workbook is made of: finished values, gathered before the report begins."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from riskcloud.report.memo.inputs import Assumption


@dataclass(frozen=True)
class PathInput:
    """A number that the path was computed with: its field, its unit, its value."""

    field: str
    unit: str
    value: float


@dataclass(frozen=True)
class Fleet:
    """How the operator's items hang together, by id.

    cohorts: (id, chip).  customers: (id, cohort).  region: of the operator's power.
    first_region, first_chip: of the market's lists.  horizon: months.
    """

    cohorts: tuple[tuple[str, str], ...]
    customers: tuple[tuple[str, str], ...]
    region: str
    first_region: str
    first_chip: str
    horizon: int


@dataclass(frozen=True)
class Estimated:
    """An estimate and its interval; words where it is beyond every number, None if unknown."""

    name: str
    value: float | str | None
    low: float | str | None
    high: float | str | None


@dataclass(frozen=True)
class Column:
    """Quantiles, means of the worst and mean of an outcome over all paths."""

    label: str
    unit: str
    estimates: tuple[Estimated, ...]


@dataclass(frozen=True)
class RunFigures:
    """What is said of all paths of a run.  columns: by outcome.  shares: probabilities."""

    scenario: str
    digest: str
    seed: int
    paths: int
    currency: str
    columns: Mapping[str, Column]
    shares: tuple[Estimated, ...]
    cautions: tuple[str, ...]


@dataclass(frozen=True)
class Stress:
    """The same scenario under a stress: outcomes of the same path, figures of all paths."""

    name: str
    outcomes: Mapping[str, float]
    run: RunFigures


@dataclass(frozen=True)
class WorkbookInputs:
    """All that a workbook says comes from here.

    replay: columns of the path's ledger, one value a month; units and meanings of them.
    inputs: every number that the kernel read, as this path drew it.
    outcomes: the kernel's figures of the path, NaN where missing; outcome_units, _meanings.
    run: figures of all paths.  assumptions, versions, commands: as a memo has them.
    scenario: lines of the file that makes the run again.
    stresses: of the batch that the run is in; empty for a run of its own.
    """

    path: int
    replay: Mapping[str, Sequence[float]]
    units: Mapping[str, str]
    meanings: Mapping[str, str]
    inputs: tuple[PathInput, ...]
    fleet: Fleet
    outcomes: Mapping[str, float]
    outcome_units: Mapping[str, str]
    outcome_meanings: Mapping[str, str]
    run: RunFigures
    assumptions: Mapping[str, Assumption]
    versions: str
    commands: tuple[str, ...]
    scenario: tuple[str, ...]
    stresses: tuple[Stress, ...] = ()
