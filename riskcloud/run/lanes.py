"""Path by path from Python: uncertain inputs drawn again, and rows of every month.

Both call the kernels that the simulation calls, on the same lane group: what they give is
what was simulated, to the bit.
"""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from riskcloud.compilation import Compiled, new_work
from riskcloud.kernels.draw_inputs import draw_inputs
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.trace import trace_paths

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


def traced(
    compiled: Compiled, first_path: int, rows: Iterable[int], room: Room | None = None
) -> dict[int, NDArray[np.float64]]:
    """Rows of the work matrix over time, (month, lane), of the lane group from ``first_path``.

    By row.  room: of `new_work`, to be used for one group after the other; its own unless given.
    """
    inputs, work = room or new_work(compiled)
    chosen = np.unique(np.fromiter(rows, np.int64))
    kept = np.empty((compiled.horizon + 1, chosen.size, LANES))
    trace_paths(np.int64(first_path), inputs, compiled.layout, work, chosen, kept)
    return {row: kept[:, place] for place, row in enumerate(chosen.tolist())}
