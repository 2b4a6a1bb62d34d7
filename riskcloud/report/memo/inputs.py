"""What a memo is made of: finished values, gathered before the report begins."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from riskcloud.risk.anatomy import Anatomy
from riskcloud.risk.changes import Since
from riskcloud.risk.results import Estimate
from riskcloud.risk.risk_summary import RiskSummary
from riskcloud.risk.waterfall import Waterfall

SCENARIO_FILE = "memo-scenario.json"
"""What lies beside a memo, to make the run again."""


@dataclass(frozen=True)
class Assumption:
    """A number of the scenario.

    field: its path.  value: as a scenario file gives it.  unit, meaning: of the field.
    source: where a default comes from.  is_stated: the scenario says other than the default.
    """

    field: str
    value: str
    unit: str
    meaning: str
    source: str
    is_stated: bool

    @property
    def is_judgement(self) -> bool:
        """Whether the source itself says so."""
        return not self.is_stated and self.source.startswith("judgement")


@dataclass(frozen=True)
class Threshold:
    """Where a lever flips a verdict: between ``before`` and ``after``.

    low, high: interval of a finite number of paths; None where it is not known.
    is_met_after: whether the probability reaches the target at ``after``; else at ``before``.
    """

    before: float
    after: float
    low: float | None
    high: float | None
    is_met_after: bool


@dataclass(frozen=True)
class LeverAnswer:
    """What one lever has to be, others held.

    label, unit: in words.  now: as the scenario stands; None if it has no one value.
    is_whole: it takes whole numbers only.
    looked_at: the least and the greatest value tried; None where the scenario allows none.
    starts_above: whether the probability reaches the target at the least of them.
    """

    label: str
    unit: str
    now: float | None
    is_whole: bool
    looked_at: tuple[float, float] | None
    starts_above: bool
    thresholds: tuple[Threshold, ...]


@dataclass(frozen=True)
class BreakEvens:
    """At which values of each lever a probability crosses a target.

    measure: the probability in words.  now: as the scenario stands.  seed: of all values.
    """

    measure: str
    target: float
    now: Estimate
    seed: int
    levers: tuple[LeverAnswer, ...]


class Drawn(Protocol):
    """A picture of the run."""

    @property
    def title(self) -> str: ...
    def png(self) -> bytes: ...
    def svg(self) -> bytes: ...


@dataclass(frozen=True)
class MemoInputs:
    """All that a memo says comes from here.

    plots: pictures by name.  assumptions: by field.
    anatomy: of the worst 5 % by equity NPV; None where they are too few.
    versions: of riskcloud and its results.
    commands: lines that make the run again and look into it.
    since: what changed since an earlier run; None if none was named.
    break_evens: what would have to be true; None if it was not looked for.
    stresses: what stresses change; None if they were not looked at.
    """

    summary: RiskSummary
    plots: Mapping[str, Drawn]
    assumptions: Mapping[str, Assumption]
    anatomy: Anatomy | None
    versions: str
    commands: tuple[str, ...]
    since: Since | None = None
    break_evens: BreakEvens | None = None
    stresses: Waterfall | None = None
