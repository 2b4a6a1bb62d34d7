"""Sort values held in memory and know the place that each had."""

import numpy as np
from numpy.typing import NDArray

from riskcloud.risk.counts import keys_of


def ascending(values: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """The values in ascending order and their places; equal ones in any order.  1-D, no NaN."""
    # To sort numbers takes a third of the time that their places take: so each key carries its
    # place where its last bits were.  Rarely it is those that tell two values apart.
    last_bits = np.uint64((1 << values.size.bit_length()) - 1)
    keys = keys_of(values) & ~last_bits | np.arange(values.size, dtype=np.uint64)
    keys.sort()
    places = (keys & last_bits).view(np.int64)
    found = values[places]
    if (found[1:] < found[:-1]).any():
        places = np.argsort(values)
        found = values[places]
    return found, places
