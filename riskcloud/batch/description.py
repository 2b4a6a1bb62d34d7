"""``batch.json``: which scenarios a batch folder holds, as the plan named them last."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from riskcloud.batch.grid import Case
from riskcloud.batch.ledger import NAME as LEDGER
from riskcloud.batch.log import NAME as LOG
from riskcloud.batch.plan import Plan
from riskcloud.batch.track import folder_of, rule_in_ledger
from riskcloud.outcomes import DamagedError, MismatchError, RunFolder, RunFolderError
from riskcloud.outcomes.atomic import write_whole
from riskcloud.outcomes.identity import stable_json

NAME = "batch.json"
_FORMAT = 1
_EARLIER = {"lock.json", LOG}
"""Files that a batch has before it has a description or a ledger: it may have been killed."""


def write_description(folder: Path, plan: Plan, cases: Sequence[Case]) -> None:
    """Write batch.json, whole or not at all."""
    document = {
        "format": _FORMAT,
        "name": plan.name,
        "stop": rule_in_ledger(plan.stop),
        "scenarios": [
            {
                "name": case.name,
                "digest": case.job.identity.digest,
                "seed": case.job.identity.seed,
                "paths": case.job.paths,
                "axes": case.axes,
            }
            for case in cases
        ],
    }
    write_whole(folder / NAME, stable_json(document))


def read_description(folder: Path) -> dict[str, Any]:
    """What ``write_description`` left.

    Raises RunFolderError if there is none, DamagedError or MismatchError if it cannot be used.
    """
    path = folder / NAME
    try:
        document = json.loads(path.read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        raise RunFolderError(f"{path}: not found; is {folder} a batch folder?") from None
    except ValueError as error:
        raise DamagedError(f"{path}: not readable as JSON: {error}") from None
    found = document.get("format") if isinstance(document, dict) else None
    if found != _FORMAT:
        raise MismatchError(f"{path}: found format {found}, expected {_FORMAT}")
    description: dict[str, Any] = document
    return description


def refuse_strange(folder: Path) -> None:
    """Refuse a folder that holds files but no batch: a slip of --out."""
    if folder.exists() and not folder.is_dir():
        raise RunFolderError(f"{folder}: found a file, expected a folder")
    if not folder.exists() or (folder / NAME).exists() or (folder / LEDGER).exists():
        return
    for entry in sorted(folder.iterdir()):
        if entry.name not in _EARLIER and not entry.name.startswith("."):
            raise RunFolderError(
                f"{folder}: found {entry.name} and no {NAME}, expected a batch or no files"
            )


def refuse_others(folder: Path, cases: Sequence[Case]) -> None:
    """Raise MismatchError if a scenario's folder holds runs of another digest; names all.

    A folder that cannot be read is left to its scenario, which fails without the others.
    """
    lines = []
    for case in cases:
        root = folder_of(folder, case.name)
        try:
            found = RunFolder(root).manifest.identity
        except (RunFolderError, OSError):
            continue
        difference = found.first_difference(case.job.identity)
        if difference:
            lines.append(f"{root}: found another run; first difference (found, plan) {difference}")
    if lines:
        raise MismatchError("\n".join([*lines, "use another --out, or rename the scenario"]))
