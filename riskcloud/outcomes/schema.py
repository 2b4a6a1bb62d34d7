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
    if column.dtype == "float64":
        return pa.array(row, from_pandas=True)
    missing = np.isnan(row)
    whole = np.where(missing, 0.0, row)
    bounds = np.iinfo(column.dtype)
    fits = (whole >= bounds.min) & (whole <= bounds.max) & (whole == np.floor(whole))
    if not fits.all():
        found = whole[~fits][0]
        raise RunFolderError(f"outcome {column.name}: found {found}, expected {column.dtype}")
    return pa.array(whole.astype(column.dtype), mask=missing)
