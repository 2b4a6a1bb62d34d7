"""``results.parquet`` and ``summary.csv``: one row for each scenario and metric."""

import csv
import io
import math
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from riskcloud.batch.grid import Case
from riskcloud.batch.track import folder_of
from riskcloud.outcomes import RunFolder, RunFolderError
from riskcloud.outcomes.atomic import replacing, write_whole

PARQUET, CSV = "results.parquet", "summary.csv"

ALTERNATIVE = "_alternative"
"""Of a figure that paths without a single IRR leave open: they rank lowest, and here highest."""

_QUANTILES = {f"{percent}": f"q{percent:02}" for percent in (1, 5, 25, 50, 75, 95, 99)}
_SHARES = {"1": "worst_01", "5": "worst_05"}

Row = dict[str, Any]


def write_table(folder: Path, cases: Sequence[Case]) -> None:
    """Write both tables from the summaries of the scenarios that have one."""
    rows = [row for case in cases for row in rows_of(folder, case.name, case.axes)]
    schema = _schema(sorted({axis for case in cases for axis in case.axes}))
    with replacing(folder / PARQUET) as temporary:
        pq.write_table(pa.Table.from_pylist(rows, schema), temporary)
    text = io.StringIO()
    writer = csv.DictWriter(text, schema.names, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    write_whole(folder / CSV, text.getvalue().encode())


def rows_of(folder: Path, name: str, axes: Mapping[str, str]) -> Iterator[Row]:
    """The rows of one scenario; none if it has no summary, which its failure explains."""
    try:
        summary = RunFolder(folder_of(folder, name)).read_summary()
    except RunFolderError:
        return
    for row in rows_of_summary(summary):
        yield {"scenario": name, **axes, **row}


def rows_of_summary(summary: Mapping[str, Any]) -> Iterator[Row]:
    """One row for each metric, probability and rate of a summary.json."""
    head = {"paths": summary["paths"]}
    for metric, figures in summary["columns"].items():
        yield {**head, "metric": metric, **_column(figures)}
    for kind in ("probabilities", "lender"):
        for metric, figure in summary[kind].items():
            words = {"label": figure["label"], "unit": figure["unit"]}
            yield {**head, "metric": metric, **words, **_estimate("value", figure["estimate"])}


def _column(figures: Mapping[str, Any]) -> Row:
    """A column's mean as its value, its quantiles, the means of its worst shares."""
    row: Row = {"label": figures["label"], "unit": figures["unit"]}
    if figures["mean"]:
        row |= _estimate("value", figures["mean"])
    for estimate in figures["quantiles"]:
        share = "50" if estimate["name"] == "median" else estimate["name"].partition(" ")[0]
        if share in _QUANTILES:
            row |= _estimate(_QUANTILES[share], estimate)
    for estimate in figures["shortfalls"]:
        share = estimate["name"].removesuffix(" %").rpartition(" ")[2]
        row |= _estimate(_SHARES[share], estimate)
    return row


def _estimate(name: str, estimate: Mapping[str, Any]) -> Row:
    ends = {"": "value", "_low": "low", "_high": "high", ALTERNATIVE: "alternative"}
    return {f"{name}{end}": _number(estimate[key]) for end, key in ends.items()}


def _number(value: float | str | None) -> float | None:
    """A figure; words stand for what ranks above every number, such as a payback too late."""
    return math.inf if isinstance(value, str) else value


def _schema(axes: Sequence[str]) -> pa.Schema:
    words = ["scenario", *axes, "metric", "label", "unit"]
    figures = ["value", *_QUANTILES.values(), *_SHARES.values()]
    return pa.schema(
        [
            *(pa.field(name, pa.string()) for name in words),
            pa.field("paths", pa.int64()),
            *(
                pa.field(f"{name}{end}", pa.float64())
                for name in figures
                for end in ("", "_low", "_high", ALTERNATIVE)
            ),
        ]
    )
