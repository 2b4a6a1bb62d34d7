"""The same scenario under the stresses of its batch, and what they do to one path."""

from typing import Any

from riskcloud.batch.siblings import stressed_beside
from riskcloud.outcomes import RunFolder, RunFolderError
from riskcloud.report.workbook.inputs import Stress, StressFigure
from riskcloud.run import Result, RunRefusedError
from riskcloud.run.path_outcomes import path_outcomes

_COLUMNS = ("project_irr", "project_npv", "equity_irr", "equity_npv")
_STATISTICS = {"5 % quantile", "median", "mean of the worst 5 %"}


def stresses_of(result: Result, path: int) -> tuple[Stress, ...]:
    """One a stress whose run is finished; empty where the run is not in a batch with stresses."""
    found = []
    for name, root in stressed_beside(result.folder).items():
        try:
            folder = RunFolder(root)
            summary = folder.read_summary()
            outcomes = path_outcomes(folder, path)
        except (RunFolderError, RunRefusedError):
            continue  # not finished, or shorter than this run
        found.append(Stress(name, summary["paths"], outcomes, _figures(summary)))
    return tuple(found)


def _figures(summary: dict[str, Any]) -> tuple[StressFigure, ...]:
    figures = []
    for column in _COLUMNS:
        one = summary["columns"][column]
        for estimate in (*one["quantiles"], *one["shortfalls"]):
            if estimate["name"] in _STATISTICS:
                words = f"{one['label']}, {estimate['name']}"
                figures.append(_figure(words, one["unit"], estimate))
    shares = summary["probabilities"].values()
    return *figures, *(_figure(one["label"], one["unit"], one["estimate"]) for one in shares)


def _figure(words: str, unit: str, estimate: dict[str, Any]) -> StressFigure:
    return StressFigure(words, unit, estimate["value"], estimate["low"], estimate["high"])
