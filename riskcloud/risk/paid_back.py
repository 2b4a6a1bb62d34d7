"""The payback curve: the share of paths that have paid back by each month."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from riskcloud.risk.cells import Cells
from riskcloud.risk.conventions import LEVEL
from riskcloud.risk.intervals import wilson


@dataclass(frozen=True)
class PaidBack:
    """Share of paths whose payback is at or before each month.

    months: int64, 0 to the horizon.
    shares, lows, highs: estimate and pointwise Wilson interval.
    paths: paths that paid anything out: only they can be paid back.
    """

    months: NDArray[np.int64]
    shares: NDArray[np.float64]
    lows: NDArray[np.float64]
    highs: NDArray[np.float64]
    paths: int
    level: float


def paid_back(cells: Cells, horizon: int, level: float = LEVEL) -> PaidBack | None:
    """The curve of a payback column; None where no path paid anything out.

    Exact up to month 511; beyond, a cell holds two months or more.
    """
    if not cells.paths:
        return None
    months = np.arange(horizon + 1)
    through = np.concatenate(([0], np.cumsum(cells.counts)))
    hits = through[np.searchsorted(cells.lows, months, side="right")]
    bounds = np.array([wilson(int(h), cells.paths, level) for h in hits])
    return PaidBack(months, hits / cells.paths, bounds[:, 0], bounds[:, 1], cells.paths, level)
