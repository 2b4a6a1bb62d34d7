"""A study of stresses on disk, as a memo tells it, if it is of the run's scenario."""

from pathlib import Path

from riskcloud.memos.studies import refuse_other, study_errors
from riskcloud.risk.waterfall import Waterfall
from riskcloud.run import Result
from riskcloud.study.effect_files import STRESS, read_stress_study


def stresses_of(result: Result, folder: Path) -> Waterfall:
    """What is in a folder of ``riskcloud stress --out``.

    Raises RunRefusedError where there is none, or one of another scenario or version.
    """
    with study_errors("stresses", folder / STRESS):
        found = read_stress_study(folder)
    asked = found.asked
    refuse_other("stresses", result, asked.digest, asked.scenario, asked.seed)
    return found
