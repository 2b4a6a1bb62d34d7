"""Present value of a cash flow."""

from riskcloud.kernels.jit import kernel
from riskcloud.kernels.lanes import LANES


@kernel
def present_value(flows, monthly_discount, out):
    """Sum of flows[t] * q^t, by Horner's rule from the last month.

    flows: currency, (months + 1, LANES), row t at the end of month t.
    monthly_discount: q = (1 + rate)^(-1/12), (LANES,).
    out: value at month 0, currency, (LANES,).
    """
    months = flows.shape[0] - 1
    for lane in range(LANES):
        out[lane] = 0.0
    # Counting up: LLVM leaves the lane loop scalar when the months count down.
    for before_last in range(months + 1):
        flow = flows[months - before_last]
        for lane in range(LANES):
            out[lane] = out[lane] * monthly_discount[lane] + flow[lane]
