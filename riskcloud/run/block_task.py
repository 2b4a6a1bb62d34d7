"""The task of one block: simulate it, count it, write its part."""

import time
from collections.abc import Callable
from typing import Protocol

import numpy as np

from riskcloud.columns import INDEX, OUTCOMES
from riskcloud.compilation import Compiled, new_work
from riskcloud.engine import Block, Task
from riskcloud.kernels.lanes import BLOCK
from riskcloud.kernels.simulate import simulate_block
from riskcloud.run.infinite import refuse_infinite
from riskcloud.run.metrics import Columns


class Writer(Protocol):
    """Where outcomes go: the parts of a run folder, or nowhere."""

    def write(self, first_path: int, outcomes: np.ndarray) -> None: ...


class Counter(Protocol):
    """What counts a block: the tally of a run, or of a single figure."""

    def add(self, block: Block, columns: Columns) -> None: ...


class Nowhere:
    """For outcomes that are counted and not kept."""

    def write(self, first_path: int, outcomes: np.ndarray) -> None:
        """Keep nothing."""


def block_task(compiled: Compiled, parts: Writer, tally: Counter) -> Callable[[], Task[float]]:
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
            refuse_infinite(valid, block.first_path, int(compiled.layout.seed))
            parts.write(block.first_path, valid)
            tally.add(block, lambda name: valid[INDEX[name]])
            return seconds

        return run

    return make_task
