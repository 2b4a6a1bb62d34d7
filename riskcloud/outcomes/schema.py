"""Columns as Arrow types, and outcome rows as Arrow arrays."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from riskcloud.columns import Column
from riskcloud.outcomes.errors import RunFolderError

PATH = "path"

_TYPES = {"float64": pa.float64(), "int16": pa.int16(), "int8": pa.int8()}


def arrow_schema(columns: Sequence[Column], metadata: dict[str, str]) -> pa.Schema:
    """``path`` and the columns, each with its unit and meaning for whoever opens a part."""
    path = pa.field(PATH, pa.int64(), nullable=False)
    fields = [
        pa.field(c.name, _TYPES[c.dtype], metadata={"unit": c.unit, "meaning": c.meaning})
        for c in columns
    ]
    return pa.schema([path, *fields], metadata=metadata)


def arrow_array(column: Column, row: np.ndarray) -> pa.Array:
    """One row of outcomes (float64, one value a path) as the column's type, NaN as null."""
    missing = np.isnan(row)
    if column.dtype == "float64":
        return plain_array(row, missing)
    with np.errstate(invalid="ignore"):  # of what does not fit, which then differs
        whole = row.astype(column.dtype)
    fits = (whole == row) | missing
    if not fits.all():
        found = row[~fits][0]
        raise RunFolderError(f"outcome {column.name}: found {found}, expected {column.dtype}")
    return plain_array(whole, missing)


def plain_array(values: np.ndarray, missing: np.ndarray | None = None) -> pa.Array:
    """An array over a copy-free view of ``values``, null where ``missing``.

    Built from buffers: the first ``pa.array`` of a process imports pandas, a quarter of a
    second that a run has no use for.
    """
    values = np.ascontiguousarray(values)
    valid = None
    if missing is not None and missing.any():
        valid = pa.py_buffer(np.packbits(~missing, bitorder="little"))
    kind = pa.from_numpy_dtype(values.dtype)
    return pa.Array.from_buffers(kind, len(values), [valid, pa.py_buffer(values)])


def plain_values(column: pa.ChunkedArray) -> tuple[np.ndarray, np.ndarray]:
    """The values of a column of numbers, anything where missing, and which are missing (bool).

    Read from the buffers, as pandas is imported by ``to_numpy`` too.
    """
    array = column.combine_chunks()
    valid, values = array.buffers()
    end = array.offset + len(array)
    numbers = np.frombuffer(values, array.type.to_pandas_dtype(), end)[array.offset :]
    if not array.null_count:
        return numbers, np.zeros(len(array), dtype=np.bool_)
    bits = np.unpackbits(np.frombuffer(valid, np.uint8), count=end, bitorder="little")
    return numbers, bits[array.offset :] == 0
