"""Signs of a cash flow, lane by lane: of the flows, and of its value at the range's edges."""

from riskcloud.kernels.jit import inlined, kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.returns.bounds import ROUNDING


@inlined
def rounding_share(months):
    """Bound of the rounding in a value summed over months, as a share of the sum of sizes.

    Powers, products and sum each lose at most months + 2 roundings (Higham, Accuracy and
    Stability of Numerical Algorithms, 2002, section 5.1); 4 leaves room for the bound's own.
    """
    return 4.0 * (months + 4.0) * ROUNDING


@kernel
def sign_pattern(flows, changes, last_sign, last_month):
    """Count the sign changes (Descartes) and find the last flow that is not zero.

    flows: (months + 1, LANES).  changes, last_sign (1, -1; 0 if all flows are zero) and
    last_month (-1 if all are zero): (LANES,).
    """
    for lane in range(LANES):
        changes[lane] = 0.0
        last_sign[lane] = 0.0
        last_month[lane] = -1.0
    for month in range(flows.shape[0]):
        for lane in range(LANES):
            flow = flows[month, lane]
            sign = 1.0 if flow > 0.0 else (-1.0 if flow < 0.0 else 0.0)
            changes[lane] += 1.0 if sign * last_sign[lane] < 0.0 else 0.0
            last_sign[lane] = sign if sign != 0.0 else last_sign[lane]
        for lane in range(LANES):
            last_month[lane] = month if flows[month, lane] != 0.0 else last_month[lane]


@kernel
def value_at(flows, discount, value, size):
    """P(q) and the sum of |flows[t]| q^t at one q for all lanes, by Horner's rule.

    |error of value| <= rounding_share(months) * size.
    """
    for lane in range(LANES):
        value[lane] = 0.0
        size[lane] = 0.0
    months = flows.shape[0] - 1
    for before_last in range(months + 1):
        flow = flows[months - before_last]
        for lane in range(LANES):
            value[lane] = value[lane] * discount + flow[lane]
            size[lane] = size[lane] * discount + abs(flow[lane])
