"""The task of one block: simulate it, count it, write its part."""

import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from riskcloud.columns import INDEX
from riskcloud.compilation import Compiled
from riskcloud.engine import Block, Task
from riskcloud.run.block_outcomes import BlockOutcomes
from riskcloud.run.tally import Tally


class Writer(Protocol):
    """Where outcomes go: the parts of a run folder, or nowhere."""

    def writing(
        self, first_path: int, outcomes: NDArray[np.float64]
    ) -> AbstractContextManager[None]: ...


class Nowhere:
    """For outcomes that are counted and not kept."""

    def writing(
        self, first_path: int, outcomes: NDArray[np.float64]
    ) -> AbstractContextManager[None]:
        """Keep nothing."""
        return nullcontext()


def block_task(compiled: Compiled, parts: Writer, tally: Tally | None) -> Callable[[], Task[float]]:
    """What an executor makes its tasks with; a task returns its seconds in the kernel.

    tally: None where the parts will be read back to be counted.
    """

    def make_task() -> Task[float]:
        simulated = BlockOutcomes(compiled)

        def run(block: Block) -> float:
            start = time.perf_counter()
            outcomes = simulated.of(block)
            seconds = time.perf_counter() - start
            counted = None
            with parts.writing(block.first_path, outcomes):
                if tally:
                    counted = tally.count(block, lambda name: outcomes[INDEX[name]])
            if tally and counted:
                tally.add(counted)
            return seconds

        return run

    return make_task
