"""A study of stresses on disk, as a memo tells it, if it is of the run's scenario."""

from pathlib import Path

from riskcloud.risk.waterfall import Waterfall
from riskcloud.run import Result, RunRefusedError
from riskcloud.run.identity import identity_of
from riskcloud.study.effect_files import STRESS, read_stress_study


def stresses_of(result: Result, folder: Path) -> Waterfall:
    """What is in a folder of ``riskcloud stress --out``.

    Raises RunRefusedError where there is none, or one of another scenario or version.
    """
    path = folder / STRESS
    try:
        found = read_stress_study(folder)
    except (FileNotFoundError, NotADirectoryError):
        raise RunRefusedError(
            f"stresses: {path} not found, expected the folder of riskcloud stress --out"
        ) from None
    except (ValueError, KeyError, TypeError):
        raise RunRefusedError(f"stresses: {path} is no study of this version") from None
    expected = identity_of(result.scenario, found.asked.seed).digest
    if found.asked.digest != expected:
        raise RunRefusedError(
            f"stresses: {folder} is of another scenario or version: found digest"
            f" {found.asked.digest[:16]} ({found.asked.scenario}), expected {expected[:16]}"
            f" ({result.scenario.name})"
        )
    return found
