"""Whether an outcome is infinite: looked for while outcomes are in the core's cache."""

import numpy as np

from riskcloud.kernels.jit import kernel
from riskcloud.kernels.lanes import LANES


@kernel
def any_infinite(rows, count):
    """Whether any value of the first `count` rows is infinite, in any lane."""
    infinite = 0
    for row in range(count):
        for lane in range(LANES):
            infinite += abs(rows[row, lane]) == np.inf
    return infinite > 0
