"""Compile the kernels ahead: one signature serves every scenario, so any scenario will do.

numba compiles on one core.  With an empty cache two processes share the work: each compiles
half of what `simulate_block` calls, and the cache brings the halves together.
"""

import subprocess
import sys

import numpy as np

from riskcloud.columns import OUTCOMES
from riskcloud.compilation import Compiled, compile_scenario, new_work
from riskcloud.engine import available_cpus
from riskcloud.kernels import ahead
from riskcloud.kernels.counts import count_leading_bits
from riskcloud.kernels.jit import is_missing
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.simulate import simulate_block
from riskcloud.model.reading import read_yaml
from riskcloud.model.scenario import Scenario
from riskcloud.risk.counts import ColumnCounts
from riskcloud.run.first_paths import first_paths
from riskcloud.run.places import places_of

_SMALLEST = """
operator:
  name: warm-up
  cohorts: [{id: one, chip: h100, gpus: 8, price: 30000}]
"""
_HELPER = "from riskcloud.run.warming import compile_ends; compile_ends()"


def compile_if_needed() -> None:
    """Compile what a run needs, on two cores, unless it is in the cache."""
    if is_missing(simulate_block):
        compile_kernels()


def compile_kernels() -> None:
    """Compile, or load from the cache, every kernel that a run and a replay call."""
    compiled = _compiled()
    if is_missing(simulate_block) and available_cpus() > 1:
        with subprocess.Popen([sys.executable, "-c", _HELPER]):
            ahead.compile_month(compiled.layout)
    inputs, work = new_work(compiled)
    outcomes = np.empty((len(OUTCOMES), LANES))
    simulate_block(np.int64(0), np.int64(LANES), inputs, compiled.layout, work, outcomes)
    count_leading_bits(outcomes[0], ColumnCounts().bins)
    places_of(outcomes[0] > 0.0)
    first_paths(compiled, LANES)


def compile_ends() -> None:
    """The helper's half: what comes before the first month and after the last."""
    compiled = _compiled()
    ahead.compile_ends(compiled.layout, new_work(compiled)[1])


def _compiled() -> Compiled:
    return compile_scenario(read_yaml(_SMALLEST, Scenario))
