"""Counts and readers of arrays, for tests: a column cut into blocks."""

from collections.abc import Iterator

import numpy as np

from riskcloud.kernels.counts import count_leading_bits
from riskcloud.risk.counts import ColumnCounts
from riskcloud.risk.reading import Chunk, Reader


def counts_of(values: np.ndarray) -> ColumnCounts:
    counts = ColumnCounts()
    count_leading_bits(np.ascontiguousarray(values, dtype=np.float64), counts.bins)
    return counts


def reader_of(values: np.ndarray, block: int, order: list[int] | None = None) -> Reader:
    """Reads `values` in blocks; `order` lists the blocks as they are to come."""
    values = np.ascontiguousarray(values, dtype=np.float64)
    blocks = range(-(-values.size // block)) if order is None else order

    def read() -> Iterator[Chunk]:
        for i in blocks:
            yield Chunk(i * block, values[i * block : (i + 1) * block])

    return read
