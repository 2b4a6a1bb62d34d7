"""A break-even study on disk, as a memo tells it, if it is of the run's scenario."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from riskcloud.memos.studies import refuse_other, study_errors
from riskcloud.report.memo.inputs import BreakEvens, LeverAnswer, Threshold
from riskcloud.risk.from_json import estimate_of
from riskcloud.run import Result
from riskcloud.study.break_even_files import FILE


def break_evens_of(result: Result, folder: Path) -> BreakEvens:
    """The answers in a folder of ``riskcloud breakeven --out``.

    Raises RunRefusedError where there is none, or one of another scenario or version.
    """
    with study_errors("breakeven", folder / FILE):
        found = json.loads((folder / FILE).read_bytes())
        digest, seed = found["digest"], found["question"]["seed"]
    refuse_other("breakeven", result, digest, found["scenario"], seed)
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
        thresholds=tuple(_threshold(one, target) for one in curve["crossings"]),
    )


def _threshold(crossing: Mapping[str, Any], target: float) -> Threshold:
    before, after = crossing["before"], crossing["after"]
    is_met_after = after["metric"]["value"] >= target
    ends = before["value"], after["value"], crossing["low"], crossing["high"]
    return Threshold(*ends, is_met_after)
