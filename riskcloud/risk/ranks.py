"""Ranks of values that are held in memory."""

import numpy as np
from numpy.typing import NDArray

from riskcloud.risk.sorting import ascending


def ranks_of(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Ranks from 1, equal values sharing the mean of theirs.  1-D, no NaN."""
    found, places = ascending(values)
    ranks = np.empty(values.size)
    is_new = found[1:] != found[:-1]
    if is_new.all():
        ranks[places] = np.arange(1.0, values.size + 1.0)
        return ranks
    last = np.append(np.flatnonzero(is_new) + 1, values.size)
    counts = np.diff(last, prepend=0)
    ranks[places] = np.repeat(last - (counts - 1) / 2.0, counts)
    return ranks
