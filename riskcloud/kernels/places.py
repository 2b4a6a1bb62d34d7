"""Where a mask is true: what picks the few values out of a block that a figure looks at.

NumPy's own guesses at every place whether the mask is true, and where true values are rare and
without order each wrong guess costs the time of twenty places.
"""

import numpy as np

from riskcloud.kernels.jit import kernel


@kernel
def true_places(mask, places):
    """Write the places of the true values, ascending; returns how many there are.

    mask: bool, 1-D, contiguous.
    places: int64, as long as `mask`, of which the first places are set.
    """
    found = 0
    for place in range(mask.size):
        # Always written, and kept if the mask is true: no branch to guess.
        places[found] = place
        found += np.int64(mask[place])
    return found
