"""Compile the kernels ahead: one signature serves every scenario, so any scenario will do.

numba compiles on one core.  With an empty cache two processes share the work: each compiles
half of what `simulate_block` calls, and the cache brings the halves together.
"""

import subprocess
import sys
from typing import Any

import numpy as np
from numba import int64, typeof

from riskcloud.columns import OUTCOMES
from riskcloud.compilation import compile_scenario, new_work
from riskcloud.engine import available_cpus
from riskcloud.kernels.counts import count_leading_bits
from riskcloud.kernels.jit import is_missing
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.month import begin_rows, step_rows
from riskcloud.kernels.references import ReferenceType
from riskcloud.kernels.rows import matrix
from riskcloud.kernels.simulate import simulate_block
from riskcloud.kernels.totals.outcomes import write_outcomes
from riskcloud.model.reading import read_yaml
from riskcloud.model.scenario import Scenario
from riskcloud.risk.counts import ColumnCounts
from riskcloud.run.first_paths import first_paths

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
    if is_missing(simulate_block) and available_cpus() > 1:
        with subprocess.Popen([sys.executable, "-c", _HELPER]):
            _compile(step_rows)
    compiled = compile_scenario(read_yaml(_SMALLEST, Scenario))
    inputs, work = new_work(compiled)
    outcomes = np.empty((len(OUTCOMES), LANES))
    simulate_block(np.int64(0), np.int64(LANES), inputs, compiled.layout, work, outcomes)
    count_leading_bits(outcomes[0], ColumnCounts().bins)
    first_paths(compiled, LANES)


def compile_ends() -> None:
    """The helper's half: what comes before the first month and after the last."""
    _compile(begin_rows)
    _compile(write_outcomes)


def _compile(dispatcher: Any) -> None:
    """Compile into the cache for the types that `simulate_block` calls it with; run nothing."""
    compiled = compile_scenario(read_yaml(_SMALLEST, Scenario))
    layout, array = ReferenceType(typeof(compiled.layout)), typeof(new_work(compiled)[1])
    types = {
        begin_rows: (int64, matrix, layout, matrix),
        step_rows: (int64, int64, matrix, layout, matrix),
        write_outcomes: (layout, array, array),
    }
    dispatcher.compile(types[dispatcher])
