"""The headline figures of a run, from its summary.json: what an earlier run is told by."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from riskcloud.risk.conventions import quantile_name, tail_name
from riskcloud.risk.from_json import estimate_of
from riskcloud.risk.risk_summary import Figure

TAIL = 0.05
"""The share of the headline shortfall."""


@dataclass(frozen=True)
class Headline:
    """A figure of a summary.

    key: its name.  column: of its column; empty for an event.
    find: the figure in the document; None without it.
    """

    key: str
    column: str
    find: Callable[[Mapping[str, Any]], Figure | None]


def event(key: str) -> Headline:
    """The probability of an event."""

    def find(summary: Mapping[str, Any]) -> Figure | None:
        found = summary["probabilities"].get(key)
        if found is None:
            return None
        return Figure(f"P({found['label']})", found["unit"], estimate_of(found["estimate"]))

    return Headline(key, "", find)


def median(column: str) -> Headline:
    return _of_column(column, "quantiles", quantile_name(0.5))


def shortfall(column: str) -> Headline:
    return _of_column(column, "shortfalls", f"mean of the {tail_name(TAIL)}")


def mean(column: str) -> Headline:
    return _of_column(column, "mean", "mean")


def _of_column(column: str, kind: str, name: str) -> Headline:
    def find(summary: Mapping[str, Any]) -> Figure | None:
        figures = summary["columns"].get(column)
        found = (figures[kind] or []) if figures else []
        for one in found if isinstance(found, list) else [found]:
            if one["name"] == name:
                label = f"{figures['label']}, {name}"
                return Figure(label, figures["unit"], estimate_of(one))
        return None

    return Headline(f"{column}, {name}", column, find)
