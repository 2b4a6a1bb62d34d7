"""Scenarios in few words, and their drawn inputs."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from riskcloud.compilation import Compiled, compile_scenario, new_work
from riskcloud.kernels.draw_inputs import draw_inputs
from riskcloud.kernels.lanes import LANES
from riskcloud.model.scenario import Scenario

COHORT = {"id": "first", "chip": "b200", "gpus": 1000, "price": 60_000}


def scenario(
    market: dict[str, Any] | None = None,
    operator: dict[str, Any] | None = None,
    **run: Any,
) -> Scenario:
    """The default market with what differs, and an operator of one cohort with what differs."""
    whole = {
        "market": market or {},
        "operator": {"name": "test", "cohorts": [COHORT]} | (operator or {}),
        "run": run,
    }
    return Scenario.model_validate(whole)


def compiled(*args: Any, **kwargs: Any) -> Compiled:
    """The scenario of these words, compiled."""
    return compile_scenario(scenario(*args, **kwargs))


def drawn(made: Compiled, paths: int = LANES) -> dict[str, NDArray[np.float64]]:
    """Every uncertain input of the first paths, by field path."""
    inputs, work = new_work(made)
    groups = []
    for first in range(0, paths, LANES):
        draw_inputs(made.layout.seed, np.int64(first), made.layout.draws, inputs, work)
        groups.append(inputs[[one.row for one in made.uncertain]])
    rows = np.concatenate(groups, axis=1)[:, :paths]
    return {one.path: row for one, row in zip(made.uncertain, rows, strict=True)}
