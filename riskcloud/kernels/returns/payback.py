"""When a cash flow has paid back: first month from which its cumulative sum stays >= 0.

The sum runs left to right in float64, month by month, and a tie counts as paid back: a
stream that ends at exactly 0.0 in that sum has paid back in its last month.  The value
is the month since the as-of date.  Months since first outlay or since commissioning are
differences of two rows.
"""

import numpy as np

from riskcloud.kernels.jit import kernel
from riskcloud.kernels.lanes import LANES


@kernel
def first_outlay_month(flows, out):
    """Month of the first negative flow.

    flows: currency, (months + 1, LANES).
    out: month, (LANES,); NaN where nothing is ever paid out.
    """
    for lane in range(LANES):
        out[lane] = np.nan
    months = flows.shape[0] - 1
    for before_last in range(months + 1):
        month = months - before_last
        flow = flows[month]
        for lane in range(LANES):
            out[lane] = month if flow[lane] < 0.0 else out[lane]


@kernel
def _finish(balance, first_outlay, out):
    """Turn the last month in the red (or -1) into the month of payback."""
    for lane in range(LANES):
        after = out[lane] + 1.0
        # Money paid out of earlier receipts is paid back in the month it is paid.
        month = after if after > first_outlay[lane] else first_outlay[lane]
        out[lane] = month if balance[lane] >= 0.0 else np.nan


@kernel
def payback_month(flows, first_outlay, scratch, out):
    """First month from which cumulative cash stays >= 0 to the end of the flows.

    flows: currency, (months + 1, LANES), with or without terminal value.
    first_outlay: from `first_outlay_month`, (LANES,).  scratch: at least one row.
    out: month, (LANES,), never before the first outlay; NaN where it is not within the
    horizon or (first_outlay NaN) nothing is ever paid out.
    """
    balance = scratch[0]
    for lane in range(LANES):
        balance[lane] = 0.0
        out[lane] = -1.0
    for month in range(flows.shape[0]):
        for lane in range(LANES):
            balance[lane] += flows[month, lane]
            out[lane] = month if balance[lane] < 0.0 else out[lane]
    _finish(balance, first_outlay, out)


@kernel
def discounted_payback_month(flows, monthly_discount, first_outlay, scratch, out):
    """As `payback_month`, on flows[t] * q^t; q^t is a running product.

    monthly_discount: q = (1 + rate)^(-1/12), (LANES,).  scratch: at least two rows.
    """
    balance = scratch[0]
    weight = scratch[1]
    for lane in range(LANES):
        balance[lane] = 0.0
        weight[lane] = 1.0
        out[lane] = -1.0
    for month in range(flows.shape[0]):
        flow = flows[month]
        for lane in range(LANES):
            balance[lane] += flow[lane] * weight[lane]
            weight[lane] *= monthly_discount[lane]
        for lane in range(LANES):
            out[lane] = month if balance[lane] < 0.0 else out[lane]
    _finish(balance, first_outlay, out)
