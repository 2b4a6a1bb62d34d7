"""The outcomes of one block after the other, in a room that is made once."""

import numpy as np
from numpy.typing import NDArray

from riskcloud.columns import OUTCOMES
from riskcloud.compilation import Compiled, new_work
from riskcloud.engine import Block
from riskcloud.kernels.lanes import BLOCK
from riskcloud.kernels.simulate import simulate_block
from riskcloud.run.infinite import refuse_infinite


class BlockOutcomes:
    """Simulates blocks of a scenario.  One thread's own: the kernel writes into its room."""

    def __init__(self, compiled: Compiled) -> None:
        self._layout = compiled.layout
        self._inputs, self._work = new_work(compiled)
        self._outcomes = np.empty((len(OUTCOMES), BLOCK))

    def of(self, block: Block) -> NDArray[np.float64]:
        """[column, path of the block], good until the next block is asked for.

        Raises InfiniteOutcomeError for a path with an infinite outcome.
        """
        first, count = np.int64(block.first_path), np.int64(block.count)
        is_infinite = simulate_block(
            first, count, self._inputs, self._layout, self._work, self._outcomes
        )
        outcomes = self._outcomes[:, : block.count]
        if is_infinite:  # perhaps beyond the block's last path, where nothing is meant
            refuse_infinite(outcomes, block.first_path, int(self._layout.seed))
        return outcomes
