"""Stored columns as the statistics want them: float64, a chunk a block, as often as asked."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from riskcloud.engine import Block
from riskcloud.outcomes import Chunk as StoredChunk
from riskcloud.outcomes import Parts, Values, read_chunks
from riskcloud.risk.reading import Chunk, Reader
from riskcloud.run.block_counts import columns_read
from riskcloud.run.kept_columns import KeptColumns
from riskcloud.run.tally import Tally

_MOST_BYTES = 64 << 20
"""Memory that columns read back may take together: it does not grow with the paths."""


def as_float(values: Values) -> NDArray[np.float64]:
    """A stored column with NaN where missing; whole numbers become float64."""
    floats = values.values.astype(np.float64)
    floats[values.missing] = np.nan
    return floats


def count_stored(parts: Parts, blocks: Iterable[Block], tally: Tally) -> None:
    """Add blocks that are on disk already to ``tally``.

    Raises DamagedError or MismatchError for a part that cannot be read.
    """
    blocks, names = list(blocks), columns_read()
    for block, chunk in zip(blocks, read_chunks(parts, blocks, names), strict=True):
        columns = {name: as_float(values) for name, values in chunk.columns.items()}
        tally.add(tally.count(block, columns.__getitem__))


def column_readers(
    parts: Parts, blocks: Sequence[Block], names: Sequence[str], kept: KeptColumns | None = None
) -> Iterator[tuple[str, Reader]]:
    """Each named column with a reader of it, in the order of ``names``.

    Blocks that are in ``kept`` are read from there.  Of the others, as many columns as
    `_MOST_BYTES` holds are read together and held while their turn lasts, so that a part is
    opened once for all of them; a column that is larger on its own is read from disk each
    time.  Use a reader before the next one is asked for.
    """
    kept = kept or KeptColumns(())
    near = [block for block in blocks if block in kept]
    stored = [block for block in blocks if block not in kept]
    paths = sum(block.count for block in stored)
    together = min(_MOST_BYTES // (8 * max(paths, 1)), len(names))
    if together == 0:
        for name in names:
            yield name, _both(kept.chunks(near, name), _from_disk(parts, stored, name))
        return
    for start in range(0, len(names), together):
        group = names[start : start + together]
        held = [_floats(chunk) for chunk in read_chunks(parts, stored, group)]
        for name in group:
            yield name, _both(kept.chunks(near, name), _from_memory(held, name))


def _both(near: Sequence[Chunk], others: Reader) -> Reader:
    return lambda: chain(near, others())


def _from_disk(parts: Parts, blocks: Sequence[Block], name: str) -> Reader:
    def read() -> Iterable[Chunk]:
        for stored in read_chunks(parts, blocks, [name]):
            yield Chunk(stored.first_path, as_float(stored.columns[name]))

    return read


def _floats(stored: StoredChunk) -> tuple[int, dict[str, NDArray[np.float64]]]:
    return stored.first_path, {name: as_float(v) for name, v in stored.columns.items()}


def _from_memory(held: list[tuple[int, dict[str, NDArray[np.float64]]]], name: str) -> Reader:
    return lambda: (Chunk(first_path, columns[name]) for first_path, columns in held)
