"""Rows of flags: whether any lane is up, and which is next.

Events such as a default or an order are rare: work that only their lanes need is done
lane by lane, or skipped where there is none.
"""

import numpy as np

from riskcloud.kernels.arithmetic.bits import trailing_zeros
from riskcloud.kernels.jit import kernel
from riskcloud.kernels.lanes import LANES

_SPAN = 32  # lanes looked at together; a divisor of LANES, and at most 64
_ONE = np.uint64(1)
_ALL = np.uint64(2**64 - 1)


@kernel
def any_lane(flag):
    """Whether any lane's flag is above zero; NumPy's max stops LLVM from using lanes."""
    up = 0
    for lane in range(LANES):
        up += flag[lane] > 0.0
    return up > 0


@kernel
def next_lane(flag, lane):
    """The first lane from `lane` on whose flag is above zero; LANES if there is none."""
    start = lane - lane % _SPAN
    above = _ALL << np.uint64(lane - start)
    while start < LANES:
        up = np.uint64(0)  # a bit a lane: LLVM compares many at once
        for near in range(_SPAN):
            up |= _ONE << np.uint64(near) if flag[start + near] > 0.0 else np.uint64(0)
        up &= above
        if up != np.uint64(0):
            return start + np.int64(trailing_zeros(up))
        start += _SPAN
        above = _ALL
    return LANES
