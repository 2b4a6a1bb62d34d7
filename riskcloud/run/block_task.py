"""The task of one block: simulate it, count it, write its part."""

import time
from collections.abc import Callable

import numpy as np

from riskcloud.columns import INDEX, OUTCOMES
from riskcloud.compilation import Compiled, new_work
from riskcloud.engine import Block, Task
from riskcloud.kernels.lanes import BLOCK
from riskcloud.kernels.simulate import simulate_block
from riskcloud.outcomes import Parts
from riskcloud.run.tally import Tally


def block_task(compiled: Compiled, parts: Parts, tally: Tally) -> Callable[[], Task[float]]:
    """What an executor makes its tasks with; a task returns its seconds in the kernel."""

    def make_task() -> Task[float]:
        # A worker's own: the kernel writes drawn inputs and all of its state into them.
        inputs, work = new_work(compiled)
        outcomes = np.empty((len(OUTCOMES), BLOCK))

        def run(block: Block) -> float:
            start = time.perf_counter()
            first, count = np.int64(block.first_path), np.int64(block.count)
            simulate_block(first, count, inputs, compiled.layout, work, outcomes)
            seconds = time.perf_counter() - start
            valid = outcomes[:, : block.count]
            parts.write(block.first_path, valid)
            tally.add(lambda name: valid[INDEX[name]], block.count)
            return seconds

        return run

    return make_task
