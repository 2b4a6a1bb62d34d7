"""The outcome row of a path, from its flows and totals; a missing value is NaN on purpose."""

import numpy as np

from riskcloud.columns import market as m
from riskcloud.columns import operator as o
from riskcloud.columns import outcomes as c
from riskcloud.columns import totals as t
from riskcloud.kernels.arithmetic import log
from riskcloud.kernels.jit import kernel, sequence
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.operator.cohorts import NEVER
from riskcloud.kernels.returns import (
    FOUND_ROWS,
    SCRATCH_ROWS,
    add_terminal,
    discounted_payback_month,
    first_outlay_month,
    internal_rate,
    payback_month,
    peak_funding,
    present_value,
)

_NO_TEST = 1e8  # least DSCR beyond this: no test was held


@kernel
def _ratio(top, bottom, out):
    """out = top / bottom; missing where the bottom is not above zero."""
    for lane in range(LANES):
        some = bottom[lane] > 0.0
        ratio = top[lane] / (bottom[lane] if some else 1.0)
        out[lane] = ratio if some else np.nan


@kernel
def _month_or_missing(month, before, out):
    """out: a month; missing where it did not come before another."""
    for lane in range(LANES):
        out[lane] = month[lane] if month[lane] < before else np.nan


@kernel
def _months_since(begin, month, out):
    """out: month - begin; missing where either is."""
    for lane in range(LANES):
        out[lane] = month[lane] - begin[lane]


@kernel
def _returns(flows, end_value, end_month, step, scratch, found, first, outcome):
    """Rates, present value and paybacks of one ledger, into outcome rows from `first` on.

    Both ledgers keep the order irr, status, roots, lowest, highest, npv, payback, without
    terminal value, discounted, first outlay.
    """
    outlay = outcome[first + 9]
    first_outlay_month(flows, outlay)
    payback_month(flows, outlay, scratch, outcome[first + 7])
    add_terminal(flows, end_value, end_month)
    first_outlay_month(flows, outlay)
    internal_rate(flows, scratch, found)
    outcome[first : first + FOUND_ROWS] = found
    present_value(flows, step, outcome[first + 5])
    payback_month(flows, outlay, scratch, outcome[first + 6])
    discounted_payback_month(flows, step, outlay, scratch, outcome[first + 8])


@sequence
def _project(layout, work, scratch, found, outcome):
    """Figures of the unlevered ledger."""
    months = layout.operator.horizon + 1
    flows = work[layout.flows : layout.flows + months]
    peak_funding(flows, scratch, outcome[c.PROJECT_PEAK_FUNDING])
    end_value = work[t.PROJECT_END_VALUE]
    step = work[t.DISCOUNT_STEP]
    _returns(flows, end_value, work[t.END_MONTH], step, scratch, found, c.PROJECT_IRR, outcome)
    outcome[c.TERMINAL_VALUE] = end_value
    outcome[c.FREE_CASH_FLOW_TROUGH] = work[t.FLOW_TROUGH]
    outcome[c.PROJECT_CAPEX] = work[o.CUM_CAPEX]
    # Service is from the month after: at the horizon or later there is none.
    horizon = float(layout.operator.horizon)
    _month_or_missing(work[o.FIRST_COMMISSIONED], horizon, outcome[c.FIRST_COMMISSIONED])
    payback, service = outcome[c.PROJECT_PAYBACK], outcome[c.FIRST_COMMISSIONED]
    outlay = outcome[c.PROJECT_FIRST_OUTLAY]
    _months_since(outlay, payback, outcome[c.PROJECT_PAYBACK_FROM_OUTLAY])
    _months_since(service, payback, outcome[c.PROJECT_PAYBACK_FROM_SERVICE])
    npv = outcome[c.PROJECT_NPV]
    _ratio(npv, work[t.PV_CAPEX], outcome[c.NPV_PER_DOLLAR])
    _ratio(work[t.PV_COSTS], work[t.PV_HOURS], outcome[c.LEVELISED_COST])
    outcome[c.CAPEX_PV] = work[t.PV_CAPEX]
    outcome[c.TERMINAL_VALUE_PV] = work[t.PV_TERMINAL]


@sequence
def _equity(layout, work, scratch, found, outcome):
    """Figures of equity."""
    months = layout.operator.horizon + 1
    flows = work[layout.flows + months : layout.flows + 2 * months]
    step = work[t.EQUITY_STEP]
    _returns(
        flows,
        work[t.EQUITY_END_VALUE],
        work[t.END_MONTH],
        step,
        scratch,
        found,
        c.EQUITY_IRR,
        outcome,
    )
    payback, service = outcome[c.EQUITY_PAYBACK], outcome[c.FIRST_COMMISSIONED]
    outlay = outcome[c.EQUITY_FIRST_OUTLAY]
    _months_since(outlay, payback, outcome[c.EQUITY_PAYBACK_FROM_OUTLAY])
    _months_since(service, payback, outcome[c.EQUITY_PAYBACK_FROM_SERVICE])
    _ratio(work[t.DISTRIBUTED], work[t.PAID_IN], outcome[c.EQUITY_MOIC])
    outcome[c.EQUITY_PAID_IN] = work[t.PAID_IN]
    outcome[c.EQUITY_DISTRIBUTED] = work[t.DISTRIBUTED]
    outcome[c.EQUITY_COMMITTED] = work[o.EQUITY_COMMITMENT]
    outcome[c.CURES_PAID] = work[t.CURED]
    outcome[c.CURES_USED] = work[t.CURE_MONTHS]


@kernel
def _covenants(work, outcome):
    """Extremes of the tests and cover of debt service."""
    least = outcome[c.MIN_DSCR]
    most = outcome[c.MAX_LTV]
    for lane in range(LANES):
        dscr = work[t.MIN_DSCR, lane]
        least[lane] = dscr if dscr < _NO_TEST else np.nan
        ltv = work[t.MAX_LTV, lane]
        most[lane] = ltv if ltv >= 0.0 else np.nan
    outcome[c.COVENANT_BREACHES] = work[o.BREACHES]
    outcome[c.MONTHS_LOCKED] = work[t.LOCKED_MONTHS]
    _ratio(work[t.LIFE_CFADS], work[t.LIFE_SERVICE], outcome[c.AVERAGE_DSCR])


@kernel
def _loan_life(work, outcome):
    """What the tenor brings against the loan at the end of drawing."""
    cfads = work[m.DRAW_0]
    capacity = outcome[c.DEBT_CAPACITY]
    for lane in range(LANES):
        cash = work[t.PV_CASH, lane]
        cfads[lane] = cash + work[t.PV_EARNED, lane]
        capacity[lane] = cash if cash > 0.0 else 0.0
    _ratio(cfads, work[t.FULL_BALANCE], outcome[c.LLCR])
    _ratio(work[t.FULL_CONTRACTED], work[t.FULL_BALANCE], outcome[c.CONTRACT_COVER])


@sequence
def _lender(layout, work, scratch, found, outcome):
    """Figures of the lender."""
    months = layout.operator.horizon + 1
    internal_rate(work[layout.flows + 2 * months : layout.flows + 3 * months], scratch, found)
    outcome[c.LENDER_IRR : c.LENDER_IRR + 2] = found[:2]
    outcome[c.DEBT_COMMITMENT] = work[o.COMMITMENT]
    outcome[c.DEBT_DRAWN] = work[o.DRAWN]
    outcome[c.MONTHS_LENT] = work[t.LENT_MONTHS]
    outcome[c.DEBT_MARGIN] = work[t.SIGNED_MARGIN]
    outcome[c.DEFAULT_KIND] = work[o.DEFAULT_KIND]
    _month_or_missing(work[o.DEFAULT_MONTH], NEVER, outcome[c.DEFAULT_MONTH])
    outcome[c.EXPOSURE] = work[o.EXPOSURE]
    outcome[c.LENDER_LOSS] = work[o.LENDER_LOSS]
    _ratio(work[o.LENDER_LOSS], work[o.EXPOSURE], outcome[c.LOSS_GIVEN_DEFAULT])
    outcome[c.BALLOON] = work[t.TOTAL_BALLOON]
    for lane in range(LANES):
        gap = work[t.TOTAL_BALLOON, lane] - work[t.TOTAL_REFINANCED, lane]
        outcome[c.REFINANCING_GAP, lane] = gap
    _covenants(work, outcome)
    _loan_life(work, outcome)


@kernel
def _operations(horizon, layout, work, outcome):
    """Totals of operations."""
    outcome[c.REVENUE_CONTRACTS] = work[t.CONTRACTS]
    outcome[c.REVENUE_ON_DEMAND] = work[t.ON_DEMAND]
    outcome[c.REVENUE_SPOT] = work[t.SPOT]
    outcome[c.REVENUE_MODEL_CALLS] = work[t.MODEL_CALLS]
    outcome[c.REVENUE_PLATFORM] = work[t.PLATFORM]
    outcome[c.COST_MODEL_CALLS] = work[t.MODEL_COSTS]
    outcome[c.COST_PLATFORM] = work[t.PLATFORM_COSTS]
    outcome[c.TOKENS_SERVED] = work[t.TOKENS]
    outcome[c.OPERATING_COSTS] = work[t.COSTS]
    outcome[c.COST_POWER] = work[t.POWER]
    outcome[c.ENERGY] = work[t.ENERGY]
    outcome[c.TAX] = work[t.TAX]
    _ratio(work[t.BILLED], work[t.AVAILABLE], outcome[c.UTILISATION])
    revenue, hours = work[m.DRAW_0], work[m.DRAW_1]
    for lane in range(LANES):
        by_hour = work[t.ON_DEMAND, lane] + work[t.SPOT, lane]
        revenue[lane] = work[t.CONTRACTS, lane] + by_hour
        hours[lane] = work[t.BILLED, lane] - work[t.TOKEN_HOURS, lane]
    _ratio(revenue, hours, outcome[c.PRICE])
    _ratio(work[t.TOKEN_HOURS], work[t.BILLED], outcome[c.SERVING_SHARE])
    for lane in range(LANES):
        revenue[lane] += work[t.MODEL_CALLS, lane] + work[t.PLATFORM, lane]
    _ratio(work[t.CONTRACTS], revenue, outcome[c.CONTRACTED_SHARE])
    outcome[c.CUSTOMER_DEFAULTS] = 0.0
    for j in range(layout.customers.count):
        row = layout.customers.work + j * o.CUSTOMER_FIELDS + o.CUSTOMER_DEFAULTED
        for lane in range(LANES):
            outcome[c.CUSTOMER_DEFAULTS, lane] += work[row, lane]
    for lane in range(LANES):
        end = work[t.END_MONTH, lane]
        gave_up = work[o.ABANDONED, lane] > 0.0
        outcome[c.CLOSED_MONTH, lane] = end if gave_up else np.nan
    for year in range(c.MARGIN_YEARS):
        outcome[c.MARGIN_YEAR_1 + year] = work[t.MARGIN_YEAR_1 + year]
        if 12 * (year + 1) > horizon:
            outcome[c.MARGIN_YEAR_1 + year] = np.nan


@kernel
def _token_price(horizon, sells, work, outcome):
    """How fast tokens fell; missing where none are sold."""
    first, last = work[t.FIRST_TOKEN_PRICE], work[m.TOKEN_PRICE]
    fall = outcome[c.TOKEN_PRICE_FALL]
    for lane in range(LANES):
        ratio = first[lane] / (last[lane] if sells else 1.0)
        logged = log(ratio if sells else 1.0) * 12.0 / (horizon - 1.0)
        fall[lane] = logged if sells else np.nan


@kernel
def _market(horizon, work, outcome):
    """The few market figures that explain the path."""
    for year in range(c.PRICE_YEARS):
        outcome[c.CONTRACT_PRICE_YEAR_1 + year] = work[t.PRICE_YEAR_1 + year]
        if 12 * (year + 1) > horizon:
            outcome[c.CONTRACT_PRICE_YEAR_1 + year] = np.nan
    for lane in range(LANES):
        outcome[c.TIGHTNESS_MEAN, lane] = work[t.SUM_TIGHTNESS, lane] / horizon
        outcome[c.POWER_PRICE, lane] = work[t.SUM_POWER_PRICE, lane] / horizon
        outcome[c.SHORT_RATE, lane] = work[t.SUM_SHORT_RATE, lane] / horizon
        fall = work[m.LN_ENTRY_COST_START, lane] - work[m.LN_ENTRY_COST, lane]
        outcome[c.ENTRY_COST_FALL, lane] = fall * 12.0 / horizon
    outcome[c.TIGHTNESS_MIN] = work[t.MIN_TIGHTNESS]
    outcome[c.BUST_MONTHS] = work[t.BUST]
    outcome[c.INFERENCE_SHARE] = work[m.INFERENCE_SHARE]


@kernel
def write_outcomes(layout, work, outcome):
    """Fill the outcome rows (columns of `columns.outcomes`, LANES) of one lane group."""
    scratch = work[layout.scratch : layout.scratch + SCRATCH_ROWS]
    found = work[layout.scratch + SCRATCH_ROWS : layout.scratch + SCRATCH_ROWS + FOUND_ROWS]
    horizon = layout.operator.horizon
    _project(layout, work, scratch, found, outcome)
    _equity(layout, work, scratch, found, outcome)
    _lender(layout, work, scratch, found, outcome)
    _operations(horizon, layout.operator, work, outcome)
    _market(horizon, work, outcome)
    _token_price(horizon, layout.market.tokens > 0, work, outcome)
