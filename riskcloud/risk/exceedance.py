"""The tail of the loss: the share of paths that lose more than each amount."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from riskcloud.risk.cells import Cells
from riskcloud.risk.conventions import LEVEL
from riskcloud.risk.intervals import wilson

_MOST_POINTS = 300


@dataclass(frozen=True)
class Exceedance:
    """P(loss > x), the loss being a value below zero with its sign turned.

    losses: float64, ascending from 0, in the column's unit.
    shares, lows, highs: estimate and pointwise Wilson interval at each; all above zero.
        Empty if no path loses.
    paths: paths that have a value.
    """

    losses: NDArray[np.float64]
    shares: NDArray[np.float64]
    lows: NDArray[np.float64]
    highs: NDArray[np.float64]
    paths: int
    level: float


def exceedance(cells: Cells, level: float = LEVEL) -> Exceedance:
    """The tail below zero of a column, at edges of its cells: the shares are exact there."""
    paths = cells.numbers
    losing = int(np.searchsorted(cells.lows, 0.0))
    losses = np.append(-cells.highs[:losing], 0.0)[::-1] if losing else np.empty(0)
    losses = losses[_spread(losses)]
    hits = np.rint(cells.below(-losses)).astype(np.int64)
    bounds = np.array([wilson(int(h), paths, level) for h in hits]).reshape(-1, 2)
    return Exceedance(losses, hits / max(paths, 1), bounds[:, 0], bounds[:, 1], paths, level)


def _spread(losses: NDArray[np.float64]) -> NDArray[np.int64]:
    """Places of at most `_MOST_POINTS` losses, evenly far apart, both ends among them."""
    if not losses.size:
        return np.empty(0, dtype=np.int64)
    wanted = np.linspace(losses[0], losses[-1], _MOST_POINTS)
    return np.unique(np.searchsorted(losses, wanted).clip(0, losses.size - 1))
