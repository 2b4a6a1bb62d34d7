"""The enterprise platform: accounts attach as the fleet is used, ramp up and stay (2.11)."""

from riskcloud.columns import operator as o
from riskcloud.kernels.arithmetic import exp
from riskcloud.kernels.jit import kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.layout import operator as oi
from riskcloud.kernels.units import MONTH


@kernel
def begin_platform(inputs, work):
    """Accounts of the as-of month spend in full."""
    work[o.PLATFORM_ACCOUNTS] = inputs[oi.PLATFORM_ACCOUNTS]
    work[o.PLATFORM_SPENDING] = inputs[oi.PLATFORM_ACCOUNTS]


@kernel
def _attach(inputs, work):
    """One month of churn, new accounts and ramp."""
    accounts, spending = work[o.PLATFORM_ACCOUNTS], work[o.PLATFORM_SPENDING]
    billed, available = work[o.BILLED_HOURS], work[o.AVAILABLE_HOURS]
    for lane in range(LANES):
        hours = available[lane]
        used = billed[lane] / (hours if hours > 0.0 else 1.0)
        stay = exp(-inputs[oi.PLATFORM_CHURN, lane] * MONTH)
        attached = accounts[lane] * stay + inputs[oi.PLATFORM_NEW_ACCOUNTS, lane] * MONTH * used
        ramped = 1.0 - exp(-1.0 / inputs[oi.PLATFORM_RAMP_MONTHS, lane])
        kept = spending[lane] * stay
        spending[lane] = kept + (attached - kept) * ramped
        accounts[lane] = attached


@kernel
def step_platform(inputs, work):
    """Accounts, revenue and cost of a month."""
    _attach(inputs, work)
    revenue, cost = work[o.REVENUE_PLATFORM], work[o.COST_PLATFORM]
    factor = work[o.PLATFORM_ESCALATION]
    for lane in range(LANES):
        paid = inputs[oi.PLATFORM_REVENUE, lane] * MONTH * factor[lane]
        sales = work[o.PLATFORM_SPENDING, lane] * paid
        sales = sales if work[o.INSTALLED_GPUS, lane] > 0.0 else 0.0
        revenue[lane] = sales
        fixed = inputs[oi.PLATFORM_COST, lane] * MONTH * factor[lane]
        fixed *= 1.0 - work[o.CLOSED, lane]
        cost[lane] = (1.0 - inputs[oi.PLATFORM_GROSS_MARGIN, lane]) * sales + fixed
