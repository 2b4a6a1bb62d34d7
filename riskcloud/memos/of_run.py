"""What the memo of a run is made of: its finished values, and the scenario that lies beside."""

from dataclasses import replace
from pathlib import Path

import numpy as np

from riskcloud.memos.assumptions import assumptions_of
from riskcloud.memos.break_evens import break_evens_of
from riskcloud.memos.pack import Beside, Pack
from riskcloud.memos.provenance import commands_of, scenario_file, versions
from riskcloud.memos.stress_study import stresses_of
from riskcloud.memos.typical_paths import typical_files
from riskcloud.report.draw_all import draw_all
from riskcloud.report.memo.build import build
from riskcloud.report.memo.inputs import SCENARIO_FILE, MemoInputs
from riskcloud.report.memo.irr_curve import irr_curve
from riskcloud.report.memo.language import Language
from riskcloud.run import Result
from riskcloud.study.since import since as changes_since


def run_pack(result: Result, language: Language, beside: Beside) -> Pack:
    """The memo of a run, with what studies beside it say."""
    inputs = replace(
        inputs_of(result),
        since=None if beside.since is None else changes_since(result, Path(beside.since)),
        break_evens=None
        if beside.breakeven is None
        else break_evens_of(result, Path(beside.breakeven)),
        stresses=None if beside.stresses is None else stresses_of(result, Path(beside.stresses)),
    )
    irr = result.outcomes(["equity_irr"])["equity_irr"].to_numpy(np.float64)
    return Pack(
        folder=result.folder,
        memo=build(inputs, language),
        files={SCENARIO_FILE: scenario_file(result), **typical_files(result)},
        curve=irr_curve(irr, result.summary, language),
    )


def inputs_of(result: Result) -> MemoInputs:
    """The finished values of a run that a memo is made of."""
    anatomy = result.anatomy()
    bad = anatomy.typical[:1] if anatomy else ()
    return MemoInputs(
        summary=result.summary,
        plots=draw_all(result),
        assumptions=assumptions_of(result.scenario),
        anatomy=anatomy,
        versions=versions(),
        commands=commands_of(result, [one.path for one in bad]),
    )
