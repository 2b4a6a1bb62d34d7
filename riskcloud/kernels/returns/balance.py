"""A certificate, cheap enough for every lane, that a zero found is the only one in range.

Let S_t be the project balance: the sum of flows up to month t, each times q0^t.  With
x = q / q0, P(q) = sum of S_t (x^t - x^(t+1)) + S_n x^n, so Descartes' rule on S_0 .. S_n
bounds the number of zeros in (0, q0); the sums from the end, T_t, do so for (q0, inf).
This is Soper's (1959) and Norstrom's (1972) test, at a q0 of our choice.

Take q0 a hair to the side of the zero found where P(q0) and the last flow have opposite
signs.  If S_0 .. S_(n-1) then change sign v times, the two rules give v and 1 (v = 0) or
1 and 1 (v = 1), so the stream has exactly v + 1 zeros in (0, inf).  If also P has
opposite signs at the edges of the range, the number in range is odd: it is one.
"""

import numpy as np

from riskcloud.kernels.jit import kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.returns.signs import rounding_share

# How far q0 stands from the zero: far above rounding, far below any other distance.
_ASIDE = 1e-11


@kernel
def certify_single(flows, q, rising, last_sign, last_month, single, rows):
    """Write single = 1 where the zero near q is certainly the only one in range, else 0.

    P must have certain and opposite signs at the edges of the range, as `rising` says.
    q, rising, last_sign, last_month, single: (LANES,).  rows: at least 7 rows of scratch.
    """
    aside = rows[0]
    weight = rows[1]
    for lane in range(LANES):
        # P rises through the zero from -rising to rising; stay where it is -last_sign.
        aside[lane] = q[lane] * (1.0 - _ASIDE * rising[lane] * last_sign[lane])
        weight[lane] = 1.0
    _balances(flows, last_month, rows)
    share = rounding_share(flows.shape[0] - 1)
    value = rows[2]
    size = rows[3]
    margin = rows[4]
    turns = rows[5]
    for lane in range(LANES):
        doubt = share * size[lane]
        placed = -value[lane] * last_sign[lane] > doubt
        # T_(t+1) = S_n - S_t has the sign of -S_t if |S_t| outweighs |S_n|.
        clear = margin[lane] > abs(value[lane]) + doubt
        single[lane] = 1.0 if placed & clear & (turns[lane] <= 1.0) else 0.0


@kernel
def _balances(flows, last_month, rows):
    """Balance (row 2), its size (3), least margin over rounding (4), sign changes (5).

    Margin and changes leave out months before the first flow and from the last flow on.
    """
    aside = rows[0]
    weight = rows[1]
    balance = rows[2]
    size = rows[3]
    margin = rows[4]
    turns = rows[5]
    sign = rows[6]
    for lane in range(LANES):
        balance[lane] = 0.0
        size[lane] = 0.0
        margin[lane] = np.inf
        turns[lane] = 0.0
        sign[lane] = 0.0
    share = rounding_share(flows.shape[0] - 1)
    for month in range(flows.shape[0]):
        flow = flows[month]
        for lane in range(LANES):
            now = flow[lane] * weight[lane]
            balance[lane] += now
            size[lane] += abs(now)
        for lane in range(LANES):
            weight[lane] *= aside[lane]
        for lane in range(LANES):
            clear = abs(balance[lane]) - share * size[lane]
            counts = (size[lane] > 0.0) & (month < last_month[lane])
            margin[lane] = clear if counts & (clear < margin[lane]) else margin[lane]
        for lane in range(LANES):
            turned = (sign[lane] * balance[lane] < 0.0) & (month < last_month[lane])
            turns[lane] += 1.0 if turned else 0.0
            sign[lane] = 1.0 if balance[lane] > 0.0 else (-1.0 if balance[lane] < 0.0 else 0.0)
