"""Returns of a cash flow: internal rate, present value, payback, MOIC, peak funding.

Every kernel takes `flows`, float64 (months + 1, LANES), row t at the end of month t, and
writes rows of (LANES,).  A missing value is a NaN written on purpose, never computed.
"""

from riskcloud.kernels.returns.bounds import (
    HIGHEST_RATE,
    LOWEST_RATE,
    MAX_MONTHS,
    SCRATCH_ROWS,
)
from riskcloud.kernels.returns.irr import (
    FOUND_ROWS,
    HIGHEST,
    LOWEST,
    RATE,
    ROOTS,
    STATUS,
    internal_rate,
)
from riskcloud.kernels.returns.npv import present_value
from riskcloud.kernels.returns.payback import (
    discounted_payback_month,
    first_outlay_month,
    payback_month,
)
from riskcloud.kernels.returns.totals import add_terminal, peak_funding

__all__ = [
    "FOUND_ROWS",
    "HIGHEST",
    "HIGHEST_RATE",
    "LOWEST",
    "LOWEST_RATE",
    "MAX_MONTHS",
    "RATE",
    "ROOTS",
    "SCRATCH_ROWS",
    "STATUS",
    "add_terminal",
    "discounted_payback_month",
    "first_outlay_month",
    "internal_rate",
    "payback_month",
    "peak_funding",
    "present_value",
]
