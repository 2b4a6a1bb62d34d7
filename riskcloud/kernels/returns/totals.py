"""Figures that are plain sums of a cash flow: terminal value, peak funding."""

from riskcloud.kernels.jit import kernel
from riskcloud.kernels.lanes import LANES


@kernel
def add_terminal(flows, terminal, end):
    """Add the terminal value to the flow of the month in which it is received.

    flows: currency, (months + 1, LANES), changed in place.
    terminal: currency, (LANES,).
    end: month of receipt, (LANES,); a month outside the flows adds nothing.
    """
    for month in range(flows.shape[0]):
        row = flows[month]
        for lane in range(LANES):
            row[lane] += terminal[lane] if end[lane] == month else 0.0


@kernel
def peak_funding(flows, scratch, out):
    """Deepest point of the cumulative cash flow, as a positive sum; 0 if never in the red.

    Call before `add_terminal`: the convention leaves terminal value out.
    flows: currency, (months + 1, LANES).  scratch: at least one row of LANES.
    out: currency, (LANES,).
    """
    balance = scratch[0]
    for lane in range(LANES):
        balance[lane] = 0.0
        out[lane] = 0.0
    for month in range(flows.shape[0]):
        for lane in range(LANES):
            balance[lane] += flows[month, lane]
            out[lane] = -balance[lane] if -balance[lane] > out[lane] else out[lane]
