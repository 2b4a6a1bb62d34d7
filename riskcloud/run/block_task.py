"""The task of one block: simulate it, count it, write its part."""

import time
from collections.abc import Callable
from typing import Protocol

import numpy as np

from riskcloud.columns import INDEX
from riskcloud.compilation import Compiled
from riskcloud.engine import Block, Task
from riskcloud.run.block_outcomes import BlockOutcomes
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
        simulated = BlockOutcomes(compiled)

        def run(block: Block) -> float:
            start = time.perf_counter()
            outcomes = simulated.of(block)
            seconds = time.perf_counter() - start
            parts.write(block.first_path, outcomes)
            tally.add(block, lambda name: outcomes[INDEX[name]])
            return seconds

        return run

    return make_task
