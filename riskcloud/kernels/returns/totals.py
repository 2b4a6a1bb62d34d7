"""Figures that are plain sums of a cash flow: terminal value, MOIC, peak funding."""

import numpy as np

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
def moic(flows, scratch, out):
    """Multiple on invested capital: receipts over contributions.

    flows: currency, (months + 1, LANES).  scratch: at least one row of LANES.
    out: ratio, (LANES,); NaN where nothing was paid in.
    """
    paid = scratch[0]
    for lane in range(LANES):
        paid[lane] = 0.0
        out[lane] = 0.0
    for month in range(flows.shape[0]):
        for lane in range(LANES):
            flow = flows[month, lane]
            out[lane] += flow if flow > 0.0 else 0.0
            paid[lane] -= flow if flow < 0.0 else 0.0
    for lane in range(LANES):
        some = paid[lane] > 0.0
        ratio = out[lane] / (paid[lane] if some else 1.0)
        out[lane] = ratio if some else np.nan


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
