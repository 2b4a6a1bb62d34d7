"""What a memo is made of: finished values, gathered before the report begins."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from riskcloud.risk.anatomy import Anatomy
from riskcloud.risk.changes import Since
from riskcloud.risk.risk_summary import RiskSummary


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
    """

    summary: RiskSummary
    plots: Mapping[str, Drawn]
    assumptions: Mapping[str, Assumption]
    anatomy: Anatomy | None
    versions: str
    commands: tuple[str, ...]
    since: Since | None = None
