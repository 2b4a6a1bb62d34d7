"""One path, month by month: the numbers that the kernel summed."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from riskcloud.columns.units import in_currency
from riskcloud.compilation import Compiled
from riskcloud.kernels.operator.cohorts import NEVER
from riskcloud.kernels.operator.covenants import NO_SERVICE
from riskcloud.run.lanes import group_of, traced
from riskcloud.run.ledger import LedgerColumn, ledger_columns

if TYPE_CHECKING:
    import pandas as pd

_OF_TESTS = ("dscr", "ltv")


def replay_path(compiled: Compiled, path: int) -> "pd.DataFrame":
    """The ledger of a path: one row a month from month 0 to the horizon.

    USD in the month, unless ``frame.attrs["units"]`` says otherwise; ``attrs["meanings"]``
    explains each column.  NaN: has not happened, such as the month of a default.
    """
    import pandas as pd  # takes a second: only for those who replay

    columns, values = path_ledger(compiled, path)
    frame = pd.DataFrame(values, columns=[column.name for column in columns])
    frame.index.name = "month"
    frame.attrs["path"] = path
    frame.attrs["units"] = {
        column.name: in_currency(column.unit, compiled.currency) for column in columns
    }
    frame.attrs["meanings"] = {column.name: column.meaning for column in columns}
    return frame


def path_ledger(
    compiled: Compiled, path: int
) -> tuple[tuple[LedgerColumn, ...], NDArray[np.float64]]:
    """Columns and ``values[month, column]`` of one path, as `replay_path` has them."""
    columns = ledger_columns(compiled)
    first = group_of(path)
    rows = [column.row for column in columns]
    months = traced(compiled, first, rows)
    values = np.stack([months[row][:, path - first] for row in rows], axis=1)
    for place, column in enumerate(columns):
        if column.unit.startswith("month"):
            values[values[:, place] >= NEVER, place] = np.nan
        if column.name in _OF_TESTS:
            values[values[:, place] == NO_SERVICE, place] = np.nan
    return columns, values
