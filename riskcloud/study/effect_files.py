"""Sensitivity and stress on disk: all of it as JSON, and a table with a row a figure as CSV."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from riskcloud.outcomes.atomic import write_whole
from riskcloud.risk.from_json import estimate_of
from riskcloud.risk.results import Estimate
from riskcloud.risk.tornado import Asked, Tornado
from riskcloud.risk.waterfall import Step, Waterfall
from riskcloud.run.versions import RESULTS_VERSION

Row = Sequence[object]

STRESS = "stress.json"

_ENDS = ["estimate", "low", "high"]
_CHANGES = ["change", "change_low", "change_high"]
_ALTERNATIVES = ["alternative", "change_alternative"]
"""Last, so that files keep their columns: the figures with paths without a rank ranked highest."""


def write_sensitivity(found: Tornado, folder: Path) -> None:
    """Write sensitivity.json and sensitivity.csv, each whole or not at all."""
    heading: Row = ["lever", "unit", "basis", "value", *_ENDS, *_CHANGES, *_ALTERNATIVES]
    rows: list[Row] = [
        [swing.key, swing.unit, swing.basis, end.value, *_cells(end.figure, end.change)]
        for swing in found.swings
        for end in swing.ends
    ]
    _write(folder, "sensitivity", found, [heading, *rows])


def write_stress(found: Waterfall, folder: Path) -> None:
    """Write stress.json and stress.csv, each whole or not at all."""
    rows: list[Row] = [
        ["stress", *_ENDS, *_CHANGES, *_ALTERNATIVES],
        ["base", *_cells(found.base, None)],
        *([step.name, *_cells(step.figure, step.change)] for step in found.steps),
        ["interaction", *_cells(None, found.interaction)],
        ["all together", *_cells(found.together, found.change)],
    ]
    _write(folder, "stress", found, rows)


def read_stress_study(folder: Path) -> Waterfall:
    """What `write_stress` wrote.  Raises OSError, ValueError, KeyError or TypeError for other."""
    found = json.loads((folder / STRESS).read_bytes())
    change, interaction = (_estimate(found[key]) for key in ("change", "interaction"))
    return Waterfall(
        asked=Asked(**found["asked"]),
        base=estimate_of(found["base"]),
        steps=tuple(
            Step(one["name"], one["meaning"], estimate_of(one["figure"]), _estimate(one["change"]))
            for one in found["steps"]
        ),
        together=estimate_of(found["together"]),
        change=change,
        interaction=interaction,
        overruled=tuple(found["overruled"]),
    )


def _estimate(plain: Mapping[str, Any] | None) -> Estimate | None:
    return None if plain is None else estimate_of(plain)


def _cells(figure: Estimate | None, change: Estimate | None) -> list[float | None]:
    both = (figure, change)
    ends = [[e.value, e.low, e.high] if e else [None] * 3 for e in both]
    return [*ends[0], *ends[1], *(e.alternative if e else None for e in both)]


def _write(folder: Path, name: str, found: Tornado | Waterfall, rows: Iterable[Row]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    document = {"results_version": RESULTS_VERSION} | found.as_json()
    write_whole(folder / f"{name}.json", json.dumps(document, indent=1).encode())
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    write_whole(folder / f"{name}.csv", text.getvalue().encode())
