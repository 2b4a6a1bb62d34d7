"""The outcome row of a scenario's first paths, straight from the kernel."""

import numpy as np

from riskcloud.columns.outcomes import INDEX, OUTCOME
from riskcloud.compilation import compile_scenario, new_work
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.simulate import simulate_block
from riskcloud.model.scenario import Scenario
from tests.reference.draws import Array


def outcome_rows(scenario: Scenario) -> dict[str, Array]:
    """Every outcome of the first LANES paths, by name."""
    compiled = compile_scenario(scenario)
    outcomes = np.empty((OUTCOME.end, LANES))
    inputs, work = new_work(compiled)
    simulate_block(np.int64(0), LANES, inputs, compiled.layout, work, outcomes)
    return {name: outcomes[place] for name, place in INDEX.items()}
