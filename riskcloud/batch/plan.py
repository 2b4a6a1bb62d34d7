"""The plan file: scenarios, axes to cross them with, budgets, when to stop."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import model_validator

from riskcloud.model.base import Part, part
from riskcloud.model.faults import fault, near_name
from riskcloud.model.numbers import structural
from riskcloud.model.reading.nodes import Node
from riskcloud.model.reading.reading import checked
from riskcloud.model.reading.yaml_text import parse, read_text
from riskcloud.model.run import MAX_PATHS
from riskcloud.risk.summary import QUANTILES
from riskcloud.run.metrics import METRICS

NO_STRESS = "none"
"""In a list of stresses: the scenario as it is."""


class Entry(Part):
    """A scenario file, with settings of its own."""

    file: str = structural(meaning="scenario file, relative to the plan")
    name: str | None = structural(None, meaning="name in the batch; the file's unless given")
    paths: int | None = structural(
        None, unit="paths", meaning="of this entry", at_least=1, at_most=MAX_PATHS
    )
    seed: int | None = structural(None, meaning="of this entry", at_least=0, at_most=2**64 - 1)


class Axes(Part):
    """Lists that are crossed: one scenario for every combination."""

    operators: tuple[str, ...] = structural((), meaning="operator files, relative to the plan")
    markets: tuple[str, ...] = structural((), meaning="market files, relative to the plan")
    stresses: tuple[str, ...] = structural((), meaning="stress overlays, or none")
    fields: dict[str, Any] = structural({}, meaning="lists of values by field, as of --set")

    @model_validator(mode="after")
    def _has_lists(self) -> "Axes":
        for name, values in self.fields.items():
            if not isinstance(values, list) or not values:
                raise fault("a list of values", ("fields", name))
        return self


class Budget(Part):
    """What a batch may use; where it would pass that, no new block is started."""

    hours: float | None = structural(None, unit="hours", meaning="time of one command", at_least=0)
    memory_gb: float | None = structural(None, unit="GB", meaning="of the process", at_least=0)
    disk_gb: float | None = structural(None, unit="GB", meaning="of the folder", at_least=0)


class Precision(Part):
    """Stop a scenario early, once the interval of a quantile is narrow enough."""

    column: str = structural("equity_irr", meaning="column of the summary")
    quantile: float = structural(0.01, unit="share", meaning="which quantile")
    width: float = structural(
        unit="as the column", meaning="of the 95 % interval, at most", at_least=0
    )

    @model_validator(mode="after")
    def _is_known(self) -> "Precision":
        known = [metric.column for metric in METRICS]
        if self.column not in known:
            near = near_name(self.column, known)
            raise fault("an outcome column of the summary", ("column",), near)
        if self.quantile not in QUANTILES:
            expected = "one of " + ", ".join(f"{q:g}" for q in QUANTILES)
            raise fault(expected, ("quantile",))
        return self


class Plan(Part):
    """A batch as its file describes it."""

    name: str = structural("batch", meaning="name of the batch, for reports")
    paths: int | None = structural(
        None,
        unit="paths",
        meaning="of every scenario; its file's unless given",
        at_least=1,
        at_most=MAX_PATHS,
    )
    seed: int | None = structural(
        None, meaning="of every scenario; its file's unless given", at_least=0, at_most=2**64 - 1
    )
    scenarios: tuple[Entry, ...] = structural((), meaning="scenario files")
    axes: Axes = part(Axes, "lists that are crossed with each other and with every scenario file")
    groups: tuple[Axes, ...] = structural((), meaning="more axes, each group crossed by itself")
    budget: Budget = part(Budget)
    stop: Precision | None = structural(None, meaning="precision at which a scenario ends early")

    @model_validator(mode="after")
    def _has_operators(self) -> "Plan":
        if not self.scenarios and not self.axes.operators:
            if not self.groups:
                raise fault("scenarios, axes with operators, or groups")
            if self.axes != Axes():
                raise fault("operators among the axes; a group has axes of its own", ("axes",))
        for i, group in enumerate(self.groups):
            if not group.operators:
                raise fault("a list of operators in each group", ("groups", i, "operators"))
        return self


@dataclass(frozen=True)
class PlanFile:
    """A plan with the file that it stands in, for places in errors."""

    path: Path
    plan: Plan
    root: Node

    def beside(self, name: str) -> Path:
        """A file that the plan names."""
        return self.path.parent / name

    def place(self, *keys: str | int) -> str:
        """ "file:line: field" of a value of the plan."""
        node = [self.root, *(node for _, node in self.root.walk(keys))][-1]
        return f"{node.place()}: {'.'.join(str(key) for key in keys)}"


def read_plan(path: str | Path) -> PlanFile:
    """The plan in a file.  Raises ScenarioError, one line a fault."""
    root = parse(read_text(Path(path), str(path)), str(path))
    return PlanFile(Path(path), checked(root, Plan, ()), root)
