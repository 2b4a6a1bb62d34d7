"""Rows of flags: whether any lane is up, and which is next.

Events such as a default or an order are rare: work that only their lanes need is done
lane by lane, or skipped where there is none.
"""

from riskcloud.kernels.jit import kernel
from riskcloud.kernels.lanes import LANES

_SPAN = 32  # lanes looked at together while none is up; a divisor of LANES


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
    while lane < LANES:
        if lane % _SPAN == 0:
            up = 0
            for near in range(lane, lane + _SPAN):
                up += flag[near] > 0.0
            if up == 0:
                lane += _SPAN
                continue
        if flag[lane] > 0.0:
            break
        lane += 1
    return lane
