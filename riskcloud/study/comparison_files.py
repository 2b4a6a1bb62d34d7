"""comparison.json, comparison.csv and pairs.csv: the figures for other programs."""

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from riskcloud.outcomes.atomic import write_whole
from riskcloud.outcomes.identity import stable_json
from riskcloud.risk.comparison import Comparison
from riskcloud.risk.results import Estimate

COMPARISON = "comparison.json"

ESTIMATE = ("estimate", "low", "high", "level", "paths", "alternative", "cautions")
"""Columns of an estimate; ``alternative``: with the paths without a rank taken as highest."""

_FIGURES = ("operator", "figure", "label", "unit", *ESTIMATE)
_PAIRS = (
    "operator",
    "against",
    "figure",
    *ESTIMATE,
    "unpaired_low",
    "unpaired_high",
    "gain",
    "correlation",
    "ties",
    "missing",
)


def operator_folder(folder: Path, operator: str) -> Path:
    """The run folder of an operator."""
    return folder / f"operator={operator}"


def write_comparison(folder: Path, comparison: Comparison) -> None:
    """Write the three files; each appears whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(folder / COMPARISON, stable_json(comparison.as_json()))
    write_whole(folder / "comparison.csv", table(_FIGURES, _figure_rows(comparison)))
    write_whole(folder / "pairs.csv", table(_PAIRS, _pair_rows(comparison)))


def table(headings: Sequence[str], rows: Iterator[list[Any]]) -> bytes:
    """A CSV file; None is an empty cell."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(headings)
    writer.writerows(rows)
    return text.getvalue().encode()


def cells(one: Estimate) -> list[Any]:
    """An estimate in the columns of `ESTIMATE`."""
    words = " ".join(one.cautions)
    return [one.value, one.low, one.high, one.level, one.paths, one.alternative, words]


def _figure_rows(comparison: Comparison) -> Iterator[list[Any]]:
    for one in comparison.operators:
        margins = {f"margin_year_{year}": figure for year, figure in one.margins.items()}
        for key, figure in {**one.hurdles, **one.figures, **margins}.items():
            yield [one.name, key, figure.label, figure.unit, *cells(figure.estimate)]


def _pair_rows(comparison: Comparison) -> Iterator[list[Any]]:
    for pair in comparison.pairs:
        names = [pair.operator, pair.against]
        for key, one in pair.differences.items():
            unpaired = [one.low, one.high, one.gain, one.correlation]
            yield [*names, key, *cells(one.paired), *unpaired, None, pair.missing]
        if pair.beats is not None:
            empty = [None] * 4
            yield [*names, "p_beats", *cells(pair.beats), *empty, pair.ties, pair.missing]
