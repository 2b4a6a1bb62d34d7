"""Columns of counted blocks in memory, while they fit: the summary reads them a second time.

To read them back from the parts takes a twentieth of the time that their simulation takes.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from riskcloud.engine import Block
from riskcloud.risk.reading import Chunk
from riskcloud.run.metrics import Columns

_MOST_BYTES = 128 << 20
"""All columns of 290,000 paths.  It does not grow with the paths of a run."""


class KeptColumns:
    """Copies of the named columns of blocks, float64; those that come too late are not kept."""

    def __init__(self, names: Sequence[str], most_bytes: int = _MOST_BYTES) -> None:
        self._rows = {name: row for row, name in enumerate(names)}
        self._left = most_bytes // 8
        self._blocks: dict[int, NDArray[np.float64]] = {}

    def copied(self, block: Block, columns: Columns) -> NDArray[np.float64] | None:
        """A copy of a block's columns, one row each, if there is room for it yet."""
        if block.count * len(self._rows) > self._left:
            return None
        return np.array([columns(name) for name in self._rows])

    def add(self, block: Block, copy: NDArray[np.float64] | None) -> None:
        """Keep a block's copy if there is room still.  One thread at a time."""
        self._left -= block.count * len(self._rows)
        if copy is not None and self._left >= 0:
            self._blocks[block.first_path] = copy

    def __contains__(self, block: Block) -> bool:
        return block.first_path in self._blocks

    def chunks(self, blocks: Sequence[Block], name: str) -> list[Chunk]:
        """One column of blocks that are kept."""
        firsts = [block.first_path for block in blocks]
        return [Chunk(first, self._blocks[first][self._rows[name]]) for first in firsts]
