"""Rows of flags: whether any lane is up, and which is next.

Events such as a default or an order are rare: work that only their lanes need is done
lane by lane, or skipped where there is none.
"""

import numpy as np

from riskcloud.kernels.arithmetic.bits import trailing_zeros
from riskcloud.kernels.jit import inlined, kernel
from riskcloud.kernels.lanes import LANES

SPAN = 64  # lanes looked at together, a bit each; a divisor of LANES
_ONE = np.uint64(1)
_ALL = np.uint64(2**64 - 1)


@kernel
def any_lane(flag):
    """Whether any lane's flag is above zero; NumPy's max stops LLVM from using lanes."""
    up = 0
    for lane in range(LANES):
        up += flag[lane] > 0.0
    return up > 0


@inlined
def up_lanes(flag, start):
    """A bit for each of SPAN lanes from `start` on, one where the flag is above zero."""
    up = np.uint64(0)  # an integer, not a branch: LLVM compares many at once
    for near in range(SPAN):
        up |= _ONE << np.uint64(near) if flag[start + near] > 0.0 else np.uint64(0)
    return up


@inlined
def lowest(up):
    """The number of the lowest bit that is one."""
    return np.int64(trailing_zeros(up))


@inlined
def without_lowest(up):
    return up & (up - _ONE)


@kernel
def next_lane(flag, lane):
    """The first lane from `lane` on whose flag is above zero; LANES if there is none."""
    start = lane - lane % SPAN
    above = _ALL << np.uint64(lane - start)
    while start < LANES:
        up = up_lanes(flag, start) & above
        if up != np.uint64(0):
            return start + lowest(up)
        start += SPAN
        above = _ALL
    return LANES
