"""Quantiles: some path's value, between two order statistics."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from riskcloud.risk.conventions import LEVEL, Caution, quantile_name, rank_of
from riskcloud.risk.intervals import quantile_ranks
from riskcloud.risk.results import Estimate

ValueAtRank = Callable[[int], tuple[float, int | None]]
"""Gives the value at a rank (1 is the smallest) and a path that has it."""


def ranks_needed(p: float, paths: int, level: float = LEVEL) -> tuple[int, ...]:
    """Ranks whose values `quantile` asks for."""
    bounds = quantile_ranks(p, paths, level)
    return rank_of(p, paths), *(rank for rank in bounds if rank is not None)


def quantile(p: float, paths: int, at: ValueAtRank, level: float = LEVEL) -> Estimate:
    """Quantile p: the value of rank ceil(paths * p), with its order-statistic interval.

    Without enough paths to bound it on both sides it carries `Caution.FEW_PATHS`.
    """
    value, path = at(rank_of(p, paths))
    bounds = quantile_ranks(p, paths, level)
    low, high = (at(rank)[0] if rank is not None else None for rank in bounds)
    cautions = (Caution.FEW_PATHS,) if None in bounds else ()
    return Estimate(quantile_name(p), value, low, high, paths, level, cautions, path=path)


def quantile_of(values: NDArray[np.float64], p: float, level: float = LEVEL) -> Estimate:
    """Quantile of an array held in memory (1-D, no NaN); the array index is the path."""
    order = np.argsort(values, kind="stable")

    def at(rank: int) -> tuple[float, int | None]:
        value = values[order[rank - 1]]
        return float(value), int(order[np.searchsorted(values[order], value)])

    return quantile(p, values.size, at, level)
