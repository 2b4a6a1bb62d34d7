"""Path by path from Python: uncertain inputs drawn again, and months stepped one by one.

Both call the kernels that the simulation calls, on the same lane group: what they give is
what was simulated, to the bit.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from riskcloud.compilation import Compiled, new_work
from riskcloud.kernels.draw_inputs import draw_inputs
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.month import begin_path, step_month

Room = tuple[NDArray[np.float64], NDArray[np.float64]]
"""Inputs and work matrices."""


def group_of(path: int) -> int:
    """First path of the lane group that a path was simulated in."""
    return path - path % LANES


def drawn_inputs(
    compiled: Compiled, first_path: int, count: int, rows: NDArray[np.int64] | None = None
) -> NDArray[np.float64]:
    """Inputs of ``count`` paths from ``first_path``, a multiple of LANES.

    rows: input rows, the uncertain ones in their declared order unless given.  float64, one
    row each, one column a path.
    """
    if rows is None:
        rows = np.array([one.row for one in compiled.uncertain], dtype=np.int64)
    inputs, work = new_work(compiled)
    drawn = np.empty((len(rows), count))
    for start in range(0, count, LANES):
        path = np.int64(first_path + start)
        draw_inputs(compiled.layout.seed, path, compiled.layout.draws, inputs, work)
        width = min(LANES, count - start)
        drawn[:, start : start + width] = inputs[rows, :width]
    return drawn


def months_of(
    compiled: Compiled, first_path: int, room: Room | None = None
) -> Iterator[tuple[int, NDArray[np.float64]]]:
    """Each month of the lane group from ``first_path`` with the work matrix as it then stands.

    The matrix is used again for the next month: copy what is to be kept.
    room: of `new_work`, to be used for one group after the other; its own unless given.
    """
    inputs, work = room or new_work(compiled)
    layout = compiled.layout
    first = np.int64(first_path)
    begin_path(first, inputs, layout, work)
    for month in range(layout.operator.horizon + 1):
        step_month(first, month, inputs, layout, work)
        yield month, work
