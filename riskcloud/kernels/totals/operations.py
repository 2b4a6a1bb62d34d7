"""Totals of operations and of the unlevered ledger."""

import numpy as np

from riskcloud.columns import market as m
from riskcloud.columns import operator as o
from riskcloud.columns import totals as t
from riskcloud.columns.outcomes import MARGIN_YEARS
from riskcloud.kernels.flags import any_lane
from riskcloud.kernels.jit import kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.operator.costs import total_costs
from riskcloud.kernels.totals.add import add_row, add_weighted


@kernel
def _margin(work, out):
    """out: margin of the year that ends; NaN (missing) where nothing was sold."""
    revenue = work[t.YEAR_REVENUE]
    costs = work[t.YEAR_COSTS]
    for lane in range(LANES):
        some = revenue[lane] > 0.0
        margin = (revenue[lane] - costs[lane]) / (revenue[lane] if some else 1.0)
        out[lane] = margin if some else np.nan
        revenue[lane] = 0.0
        costs[lane] = 0.0


@kernel
def _cost_of_compute(month, costs, work):
    """costs: on entry those of operation; then the month's outlays for compute less proceeds.

    Without the layers' costs, and without working capital: terms of payment are no cost.
    """
    for lane in range(LANES):
        sold = work[o.REVENUE_LAYERS, lane] - work[o.COST_MODEL_OWNERS, lane]
        of_layers = work[o.COST_LAYERS, lane] + work[t.COMMISSION, lane] * sold
        outlay = work[o.CAPEX, lane] + work[o.TAX_UNLEVERED, lane] + work[o.CLOSURE_COST, lane]
        costs[lane] += outlay - of_layers - work[o.SALE_PROCEEDS, lane]
    due, ending = work[t.VAT_DUE], work[o.ENDING]
    built = work[t.SHELL_MONTH]
    for lane in range(LANES):
        vat = work[o.VAT_PAID, lane] - work[o.VAT_REFUNDED, lane]
        owed = due[lane] + vat
        due[lane] = owed
        shell = work[t.SHELL_BACK, lane] if built[lane] <= month else 0.0
        costs[lane] += vat - (owed + shell) * ending[lane]


@kernel
def _present_values(costs, work):
    """Present values at wacc of hours, capex, the end, and the cost of compute."""
    discount = work[t.DISCOUNT]
    add_weighted(work[o.BILLED_HOURS], discount, work[t.PV_HOURS])
    add_weighted(work[o.CAPEX], discount, work[t.PV_CAPEX])
    add_weighted(work[o.PROJECT_TERMINAL], discount, work[t.PV_TERMINAL])
    add_weighted(costs, discount, work[t.PV_COSTS])
    step = work[t.DISCOUNT_STEP]
    for lane in range(LANES):
        discount[lane] *= step[lane]


@kernel
def _free_cash_flow(work):
    """Unlevered flow of the year to date, without what the end brings."""
    flow = work[t.YEAR_FLOW]
    for lane in range(LANES):
        flow[lane] += work[o.PROJECT_FLOW, lane] - work[o.PROJECT_TERMINAL, lane]


@kernel
def _trough(is_year_end, work):
    """The least year so far, that of the end as far as it goes; a new one begins."""
    flow, trough = work[t.YEAR_FLOW], work[t.FLOW_TROUGH]
    for lane in range(LANES):
        year, least = flow[lane], trough[lane]
        counts = (is_year_end & (work[o.CLOSED, lane] == 0.0)) | (work[o.ENDING, lane] > 0.0)
        trough[lane] = year if counts & (year < least) else least
        flow[lane] = 0.0 if counts else year


@kernel
def add_layers(month, work):
    """Add one month of model calls and platform, where they are offered."""
    for lane in range(LANES):
        calls = work[o.REVENUE_OWN_MODELS, lane] + work[o.REVENUE_HOSTED_MODELS, lane]
        work[t.MODEL_CALLS, lane] += calls + work[o.REVENUE_RESALE, lane]
        work[t.MODEL_COSTS, lane] += work[o.COST_MODEL_OWNERS, lane] + work[o.COST_MODELS, lane]
    add_row(work[o.REVENUE_PLATFORM], work[t.PLATFORM])
    add_row(work[o.COST_PLATFORM], work[t.PLATFORM_COSTS])
    add_row(work[o.TOKEN_HOURS], work[t.TOKEN_HOURS])
    add_row(work[o.TOKENS_SERVED], work[t.TOKENS])
    if month == 1:
        work[t.FIRST_TOKEN_PRICE] = work[m.TOKEN_PRICE]


@kernel
def add_operations(month, work):
    """Add one month; month 0 too."""
    costs = work[o.FINANCE_SCRATCH]
    total_costs(work, costs)
    add_row(work[o.AVAILABLE_HOURS], work[t.AVAILABLE])
    add_row(work[o.BILLED_HOURS], work[t.BILLED])
    add_row(work[o.REVENUE_CONTRACTS], work[t.CONTRACTS])
    add_row(work[o.REVENUE_ON_DEMAND], work[t.ON_DEMAND])
    add_row(work[o.REVENUE_SPOT], work[t.SPOT])
    add_row(costs, work[t.COSTS])
    add_row(costs, work[t.YEAR_COSTS])
    add_row(work[o.COST_POWER], work[t.POWER])
    add_row(work[o.ENERGY_DRAWN], work[t.ENERGY])
    add_row(work[o.TAX_UNLEVERED], work[t.TAX])
    for row in (o.REVENUE_CONTRACTS, o.REVENUE_ON_DEMAND, o.REVENUE_SPOT, o.REVENUE_LAYERS):
        add_row(work[row], work[t.YEAR_REVENUE])
    _free_cash_flow(work)
    _cost_of_compute(month, costs, work)
    _present_values(costs, work)
    add_row(work[o.PROJECT_TERMINAL], work[t.PROJECT_END_VALUE])
    end = work[t.END_MONTH]
    for lane in range(LANES):
        before = end[lane]
        end[lane] = month if work[o.ENDING, lane] > 0.0 else before
    is_year_end = month % 12 == 0 and month > 0
    if is_year_end or any_lane(work[o.ENDING]):
        _trough(is_year_end, work)
    if month % 12 == 0 and 0 < month <= 12 * MARGIN_YEARS:
        _margin(work, work[t.MARGIN_YEAR_1 + month // 12 - 1])
