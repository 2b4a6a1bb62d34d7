"""A break-even study on disk, as a memo tells it, if it is of the run's scenario."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from riskcloud.report.memo.inputs import BreakEvens, LeverAnswer, Threshold
from riskcloud.risk.from_json import estimate_of
from riskcloud.run import Result, RunRefusedError
from riskcloud.run.identity import identity_of
from riskcloud.study.break_even_files import FILE


def break_evens_of(result: Result, folder: Path) -> BreakEvens:
    """The answers in a folder of ``riskcloud breakeven --out``.

    Raises RunRefusedError where there is none, or one of another scenario or version.
    """
    path = folder / FILE
    try:
        found = json.loads(path.read_bytes())
        digest, seed = found["digest"], found["question"]["seed"]
    except (FileNotFoundError, NotADirectoryError):
        raise RunRefusedError(
            f"breakeven: {path} not found, expected the folder of riskcloud breakeven --out"
        ) from None
    except (ValueError, KeyError, TypeError):
        raise RunRefusedError(f"breakeven: {path} is no study of this version") from None
    expected = identity_of(result.scenario, seed).digest
    if digest != expected:
        raise RunRefusedError(
            f"breakeven: {folder} is of another scenario or version: found digest {digest[:16]}"
            f" ({found['scenario']}), expected {expected[:16]} ({result.scenario.name})"
        )
    return _read(found)


def _read(found: Mapping[str, Any]) -> BreakEvens:
    question = found["question"]
    return BreakEvens(
        measure=question["measure"]["label"],
        target=question["target"],
        now=estimate_of(found["now"]),
        seed=question["seed"],
        levers=tuple(_lever(one, question["target"]) for one in found["levers"]),
    )


def _lever(curve: Mapping[str, Any], target: float) -> LeverAnswer:
    lever, points = curve["lever"], curve["points"]
    return LeverAnswer(
        label=lever["label"],
        unit=lever["unit"],
        now=lever["now"],
        is_whole=lever["is_whole"],
        looked_at=(points[0]["value"], points[-1]["value"]) if points else None,
        starts_above=bool(points) and points[0]["metric"]["value"] >= target,
        thresholds=tuple(
            Threshold(one["before"]["value"], one["after"]["value"], one["low"], one["high"])
            for one in curve["crossings"]
        ),
    )
