"""Plain sums over months, which every kind of total is made of."""

from riskcloud.kernels.jit import kernel
from riskcloud.kernels.lanes import LANES


@kernel
def add_row(amount, total):
    """total += amount."""
    for lane in range(LANES):
        total[lane] += amount[lane]


@kernel
def add_weighted(amount, weight, total):
    """total += amount * weight."""
    for lane in range(LANES):
        total[lane] += amount[lane] * weight[lane]
