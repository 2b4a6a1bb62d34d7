"""Cash of single paths that an anatomy names: a bad one, the median, a good one."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class PathCash:
    """Cumulative cash of one path by month, month 0 first, in the run's currency.

    kind: "bad", "median" or "good".  value: of the outcome that ranks it.
    """

    kind: str
    path: int
    value: float
    equity: NDArray[np.float64]
    project: NDArray[np.float64]
