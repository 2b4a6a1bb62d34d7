"""Outcomes read back: chunk by chunk as NumPy arrays, or on request as a DataFrame."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow as pa

from riskcloud.outcomes.errors import RunFolderError
from riskcloud.outcomes.parts import Parts, PathRange
from riskcloud.outcomes.schema import PATH, plain_values

if TYPE_CHECKING:
    import pandas as pd


class Values(NamedTuple):
    """One column over consecutive paths.

    ``values`` has the column's dtype; where ``missing`` (bool) is true the value is
    NaN, or 0 for whole numbers, and means nothing.
    """

    values: np.ndarray
    missing: np.ndarray


@dataclass(frozen=True, slots=True)
class Chunk:
    """The asked columns over the paths of one part."""

    first_path: int
    count: int
    columns: dict[str, Values]


def read_chunks(parts: Parts, blocks: Iterable[PathRange], names: Sequence[str]) -> Iterator[Chunk]:
    """Named columns, one chunk a block, in the order of ``blocks``.

    Memory holds one block at a time.  Raises RunFolderError for an unknown name, and
    as Parts.read for a part that is absent, damaged or another run's.
    """
    _refuse_unknown(parts, names)
    for block in blocks:
        table = parts.read(block, names)
        columns = {name: _values(table[name]) for name in names}
        yield Chunk(block.first_path, block.count, columns)


def read_frame(parts: Parts, blocks: Iterable[PathRange], names: Sequence[str]) -> "pd.DataFrame":
    """Named columns of all ``blocks`` as a DataFrame with the path as index.

    Missing floats are NaN; whole numbers are pandas' nullable integers.  All of it is
    in memory at once: ask for few columns.
    """
    import pandas as pd  # takes a second: only for those who ask for a frame

    _refuse_unknown(parts, names)
    table = pa.concat_tables([parts.read(block, [PATH, *names]) for block in blocks])
    nullable = {pa.int16(): pd.Int16Dtype(), pa.int8(): pd.Int8Dtype()}
    return table.to_pandas(types_mapper=nullable.get).set_index(PATH)


def _values(column: pa.ChunkedArray) -> Values:
    values, missing = plain_values(column)
    if missing.any():
        values = np.where(missing, np.nan if values.dtype.kind == "f" else 0, values)
    return Values(values, missing)


def _refuse_unknown(parts: Parts, names: Sequence[str]) -> None:
    known = {column.name for column in parts.columns}
    for name in names:
        if name not in known:
            raise RunFolderError(f"{parts.folder}: no outcome column named {name!r}")
