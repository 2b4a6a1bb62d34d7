"""The range that is searched for rates, and how much room the search needs.

The unknown is the monthly discount factor q = (1 + rate)^(-1/12).  In q a cash flow is
the polynomial P(q) = sum of flows[t] * q^t, and a low rate is a high q.
"""

from riskcloud.kernels.lanes import LANES

LOWEST_RATE = -0.9999
HIGHEST_RATE = 10.0

# 11^(-1/12) and 10^(4/12), each moved outward by a part in 10^12, so that a root on the
# edge of the range is inside whatever the rounding.  Written out: pow differs by machine.
Q_LOW = float.fromhex("0x1.a343803badec0p-1")
Q_HIGH = float.fromhex("0x1.13c4841388342p+1")

# Intervals are halved at most this often before the count is called undecided.
MAX_DEPTH = 32

# Longest stream.  Bounded by SCRATCH_ROWS below; overflow would come near 800 months.
MAX_MONTHS = 480

# Rows of one value a lane: first what is known of every lane, then working rows.
LANE_ROWS = 16

# The scalar search: coefficients and their bounds at every depth, and a few streams more.
_SEARCH_ROWS = -(-2 * (MAX_DEPTH + 3) * (MAX_MONTHS + 1) // LANES)

# Rows of LANES float64 that `internal_rate` needs.
SCRATCH_ROWS = LANE_ROWS + _SEARCH_ROWS

# Bound of one rounding, as a share of the exact value.
ROUNDING = 2.0**-53
