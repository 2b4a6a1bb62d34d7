"""Compile the kernels ahead: one signature serves every scenario, so any scenario will do."""

import numpy as np

from riskcloud.columns import OUTCOMES
from riskcloud.compilation import compile_scenario, new_work
from riskcloud.kernels.counts import count_leading_bits
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.simulate import simulate_block
from riskcloud.model.reading import read_yaml
from riskcloud.model.scenario import Scenario
from riskcloud.risk.counts import ColumnCounts
from riskcloud.run.lanes import months_of

_SMALLEST = """
operator:
  name: warm-up
  cohorts: [{id: one, chip: h100, gpus: 8, price: 30000}]
"""


def compile_kernels() -> None:
    """Compile, or load from the cache, every kernel that a run and a replay call."""
    compiled = compile_scenario(read_yaml(_SMALLEST, Scenario))
    inputs, work = new_work(compiled)
    outcomes = np.empty((len(OUTCOMES), LANES))
    simulate_block(np.int64(0), np.int64(LANES), inputs, compiled.layout, work, outcomes)
    count_leading_bits(outcomes[0], ColumnCounts().bins)
    for _ in months_of(compiled, 0):
        pass
