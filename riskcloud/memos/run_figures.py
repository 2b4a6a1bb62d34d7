"""The figures of a finished run, from its summary.json: counting all paths again takes long."""

from typing import Any

from riskcloud.columns import OUTCOMES
from riskcloud.outcomes import RunFolder, RunFolderError
from riskcloud.report.workbook.inputs import Column, Estimated, RunFigures
from riskcloud.run import Result


def run_figures(result: Result) -> RunFigures:
    """Of a run; counted from its parts where the summary was not written."""
    try:
        document = RunFolder(result.folder).read_summary()
    except RunFolderError:
        document = result.summary.as_json()
    return figures_in(document)


def figures_in(document: dict[str, Any]) -> RunFigures:
    """``document``: as summary.json holds it."""
    found = document["columns"]
    known = [one.name for one in OUTCOMES if one.name in found]  # the file sorts them by name
    columns = {name: _column(found[name]) for name in known}
    shares = document["probabilities"].values()
    return RunFigures(
        scenario=document["scenario"],
        digest=document["digest"],
        seed=document["seed"],
        paths=document["paths"],
        currency=document["currency"],
        columns=columns,
        shares=tuple(_estimated(one["label"], one["estimate"]) for one in shares),
        cautions=tuple(document["cautions"]),
    )


def _column(figures: dict[str, Any]) -> Column:
    mean = [figures["mean"]] if figures["mean"] else []
    estimates = (*figures["quantiles"], *figures["shortfalls"], *mean)
    every = tuple(_estimated(one["name"], one) for one in estimates)
    return Column(figures["label"], figures["unit"], every)


def _estimated(name: str, one: dict[str, Any]) -> Estimated:
    return Estimated(name, one["value"], one["low"], one["high"])
