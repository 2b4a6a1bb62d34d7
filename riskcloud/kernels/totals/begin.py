"""Totals before month 0."""

from riskcloud.columns import operator as o
from riskcloud.columns import totals as t
from riskcloud.kernels.arithmetic import exp, log
from riskcloud.kernels.jit import kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.layout import operator as oi
from riskcloud.kernels.units import MONTH

_FIRST = t.TOTALS.first
_END = t.TOTALS.end
_NO_YEAR = 1e300  # above any year's flow; every path ends, and counts the year of its end


@kernel
def _monthly_discount(rate, out):
    """out: (1 + rate)^(-1/12)."""
    for lane in range(LANES):
        out[lane] = exp(-log(1.0 + rate[lane]) * MONTH)


@kernel
def _shell_back(inputs, out):
    """out: what an own shell brings at the end."""
    for lane in range(LANES):
        share = inputs[oi.SPACE_SHELL_RESIDUAL_SHARE, lane]
        out[lane] = inputs[oi.SPACE_SHELL_CAPEX, lane] * share


@kernel
def begin_totals(inputs, work):
    """Zero, but for discount factors, extremes and terms of the operator."""
    work[_FIRST:_END, :] = 0.0
    work[t.DISCOUNT, :] = 1.0
    work[t.LOAN_DISCOUNT, :] = 1.0
    work[t.MIN_TIGHTNESS, :] = 1e9
    work[t.FLOW_TROUGH, :] = _NO_YEAR
    work[t.MIN_DSCR, :] = 1e9
    work[t.MAX_LTV, :] = -1.0
    work[t.SIGNED_MARGIN, :] = work[o.MARGIN]
    work[t.COMMISSION, :] = inputs[oi.COSTS_SALES_COMMISSION]
    work[t.SHELL_MONTH, :] = inputs[oi.SPACE_SHELL_MONTH]
    _shell_back(inputs, work[t.SHELL_BACK])
    _monthly_discount(inputs[oi.WACC], work[t.DISCOUNT_STEP])
    _monthly_discount(inputs[oi.COST_OF_EQUITY], work[t.EQUITY_STEP])
