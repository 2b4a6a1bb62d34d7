"""A comparison read back from its folder."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from riskcloud.outcomes import DamagedError, RunFolder, RunFolderError
from riskcloud.risk.comparison import Comparison, OperatorFigures
from riskcloud.risk.from_json import column_of, estimate_of, figure_of, figures_of
from riskcloud.risk.paired import Difference, Pair
from riskcloud.study.comparison_files import COMPARISON, operator_folder
from riskcloud.study.figures import ASKED, DRAWN

Plain = Mapping[str, Any]


def read_comparison(folder: Path) -> Comparison:
    """The comparison in a folder of ``riskcloud compare``, figures as they were written.

    Raises RunFolderError where it is not whole, DamagedError for a file that is no JSON.
    """
    path = folder / COMPARISON
    try:
        found = json.loads(path.read_bytes())
    except FileNotFoundError:
        raise RunFolderError(f"{path}: not found; is {folder} a comparison?") from None
    except ValueError as error:
        raise DamagedError(f"{path}: not readable as JSON: {error}") from None
    try:
        return _comparison(folder, found)
    except (KeyError, TypeError):
        raise DamagedError(f"{path}: not as this version of riskcloud writes it") from None


def _comparison(folder: Path, found: Plain) -> Comparison:
    return Comparison(
        market=found["market"],
        currency=found["currency"],
        seed=found["seed"],
        paths=found["paths"],
        operators=tuple(_operator(folder, one) for one in found["operators"]),
        pairs=tuple(_pair(one) for one in found["pairs"]),
        failed=found["failed"],
        cautions=tuple(found["cautions"]),
    )


def _operator(folder: Path, found: Plain) -> OperatorFigures:
    """JSON sorts its keys: figures stand in the order of the table again."""
    columns = RunFolder(operator_folder(folder, found["name"])).read_summary()["columns"]
    figures = found["figures"]
    return OperatorFigures(
        name=found["name"],
        title=found["title"],
        digest=found["digest"],
        paths=found["paths"],
        horizon=found["horizon_months"],
        hurdles=figures_of(found["hurdles"]),
        figures={one.key: figure_of(figures[one.key]) for one in ASKED if one.key in figures},
        margins={
            year: figure_of(found["margins"][str(year)])
            for year in sorted(map(int, found["margins"]))
        },
        columns={name: column_of(columns[name]) for name in DRAWN if name in columns},
    )


def _pair(found: Plain) -> Pair:
    return Pair(
        operator=found["operator"],
        against=found["against"],
        differences={key: _difference(one) for key, one in found["differences"].items()},
        beats=estimate_of(found["beats"]) if found["beats"] else None,
        ties=found["ties"],
        missing=found["missing"],
    )


def _difference(found: Plain) -> Difference:
    apart = found["unpaired"]
    paired = estimate_of(found["paired"])
    return Difference(paired, apart["low"], apart["high"], found["correlation"])
