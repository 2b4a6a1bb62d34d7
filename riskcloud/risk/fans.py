"""Fans: quantiles by month of a few ledger figures, and single paths drawn through them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FAN_QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)


@dataclass(frozen=True)
class SinglePath:
    """One path of a fan: ``values[month]``, NaN where the figure does not exist."""

    path: int
    label: str
    values: NDArray[np.float64]


@dataclass(frozen=True)
class Fan:
    """Quantiles of one figure by month over the first ``paths`` paths, and a few paths.

    months: int, (months,).  quantiles: levels in (0, 1).
    bands: ``bands[q, month]``, NaN in months in which no path has the figure.
    counts: int64, paths that have the figure, by month: the others have ended, or not begun.
    """

    name: str
    title: str
    unit: str
    paths: int
    months: NDArray[np.int64]
    quantiles: tuple[float, ...]
    bands: NDArray[np.float64]
    counts: NDArray[np.int64]
    singles: tuple[SinglePath, ...]
