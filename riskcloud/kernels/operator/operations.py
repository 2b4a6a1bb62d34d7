"""The operator's month before tax and money: cards, customers, sales, costs, cash."""

import numpy as np

from riskcloud.columns import market as m
from riskcloud.columns import operator as o
from riskcloud.kernels.flags import any_lane
from riskcloud.kernels.jit import kernel, sequence
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.layout import market as mi
from riskcloud.kernels.layout import operator as oi
from riskcloud.kernels.market.mean_decay import mean_decay
from riskcloud.kernels.operator.closure import (
    step_cancellations,
    step_closure,
    step_ending,
    step_sales,
)
from riskcloud.kernels.operator.cohorts import (
    begin_cohort,
    chip_row,
    cohort_rows,
    step_cohorts,
)
from riskcloud.kernels.operator.contracted import scale_contracts
from riskcloud.kernels.operator.costs import (
    add_upkeep,
    step_escalation,
    step_other_costs,
    step_space,
    total_costs,
)
from riskcloud.kernels.operator.customer_rows import customer_rows
from riskcloud.kernels.operator.customers import begin_customer, step_customers
from riskcloud.kernels.operator.growth import begin_growth, step_growth
from riskcloud.kernels.operator.layers import step_layers
from riskcloud.kernels.operator.model_calls import serve_tokens, step_serving
from riskcloud.kernels.operator.own_prices import step_own_prices
from riskcloud.kernels.operator.platform import begin_platform
from riskcloud.kernels.operator.power import draw_energy, price_power, step_power
from riskcloud.kernels.operator.rental import (
    begin_utilisation,
    rent_by_hour,
    step_utilisation,
)
from riskcloud.kernels.operator.residual import begin_values, step_values
from riskcloud.kernels.units import DAY

_FIRST = o.OPERATIONS.first
_END = o.OPERATIONS.end


@sequence
def begin_operations(seed, first_path, inputs, layout, work):
    """State before month 0."""
    work[_FIRST:_END, :] = 0.0
    for row in (o.ESCALATION, o.RENT_ESCALATION, o.POWER_ESCALATION):
        work[row, :] = 1.0
    work[o.PLATFORM_ESCALATION, :] = 1.0
    work[o.POSITIONING, :] = inputs[oi.RENTAL_POSITIONING]
    if layout.platform:
        begin_platform(inputs, work)
    work[o.SERVER_START, :] = work[m.SERVER_INDEX]
    begin_growth(inputs, work)
    begin_utilisation(inputs, work)
    for lane in range(LANES):
        work[o.YEAR_TIGHTNESS, lane] = mean_decay(inputs[oi.RESIDUAL_REVERSION, lane])
    for k in range(layout.cohorts.count):
        _, cohort = cohort_rows(k, layout, inputs, work)
        begin_cohort(cohort)
    begin_values(inputs, layout, work)
    for j in range(layout.customers.count):
        terms, customer = customer_rows(j, layout, inputs, work)
        begin_customer(seed, first_path, j, terms, customer)
    scale_contracts(inputs, layout, work)


@kernel
def _begin_month(work):
    """Flows to zero; the month after the end is closed."""
    closed = work[o.CLOSED]
    ending = work[o.ENDING]
    for lane in range(LANES):
        before = closed[lane]
        closed[lane] = 1.0 if ending[lane] > 0.0 else before
    work[o.INSTALLED_GPUS : _END, :] = 0.0


@sequence
def _sell_hours(month, inputs, layout, market_layout, work):
    """Rental and energy of each cohort, and costs that go by cohort."""
    for k in range(layout.cohorts.count):
        terms, cohort = cohort_rows(k, layout, inputs, work)
        if not any_lane(cohort[o.COHORT_ACTIVE]):
            continue
        chip = chip_row(k, layout, market_layout)
        kw = inputs[
            market_layout.chips.inputs + layout.cohort_chip[k] * mi.CHIP_INPUTS + mi.CHIP_KW
        ]
        if layout.model_calls:
            first_chip = market_layout.chips.work
            serve_tokens(chip, first_chip, kw, inputs, work, terms, cohort)
        rent_by_hour(chip, kw, inputs, work, terms, cohort)
        draw_energy(kw, inputs, terms, cohort, work[o.ENERGY_DRAWN])
        add_upkeep(month, inputs, work, terms, cohort)


@kernel
def _settle_cash(inputs, costs, work):
    """Working capital, operating cash, and what was earned and expensed."""
    before = work[o.OPERATIONS_SCRATCH]
    receipts = work[o.OPERATIONS_SCRATCH_2]
    capital = work[o.WORKING_CAPITAL]
    cash = work[o.OPERATING_CASH]
    lost = work[o.WRITE_OFF]
    for lane in range(LANES):
        by_hour = work[o.REVENUE_ON_DEMAND, lane] + work[o.REVENUE_SPOT, lane]
        revenue = work[o.REVENUE_CONTRACTS, lane] + by_hour + work[o.REVENUE_LAYERS, lane]
        receipts[lane] = revenue - work[o.PREPAYMENT_CREDITED, lane]
        work[o.EARNED, lane] = revenue + work[o.PREPAYMENT_KEPT, lane]
        before[lane] = capital[lane]
        owed = inputs[oi.COSTS_RECEIVABLE_DAYS, lane] * DAY * receipts[lane]
        owing = inputs[oi.COSTS_PAYABLE_DAYS, lane] * DAY * costs[lane]
        capital[lane] = owed - owing
        moved = capital[lane] - before[lane]
        cash[lane] = receipts[lane] - costs[lane] - moved - lost[lane]


@sequence
def step_operations(seed, first_path, month, inputs, layout, market_layout, work):
    """One month of operations; at month 0 only orders, signings and capex."""
    now = np.float64(month)
    region = market_layout.regions.work + layout.region * m.REGION_FIELDS
    _begin_month(work)
    if month > 0:
        step_growth(work)
    step_cohorts(month, inputs, layout, market_layout, work)
    for k in range(layout.cohorts.count):
        _, cohort = cohort_rows(k, layout, inputs, work)
        cohort[o.COHORT_CONTRACTED, :] = 0.0
        cohort[o.COHORT_PHYSICAL, :] = 0.0
    step_customers(month, inputs, layout, market_layout, work)
    step_cancellations(month, inputs, layout, work)
    for lane in range(LANES):
        work[o.CUM_CAPEX, lane] += work[o.CAPEX, lane]
        work[o.VAT_PENDING, lane] += work[o.VAT_PAID, lane] - work[o.VAT_REFUNDED, lane]
    if month == 0:
        return
    step_escalation(month, inputs, work)
    step_utilisation(seed, first_path, month, inputs, work)
    if layout.vendor >= 0:
        vendor = market_layout.vendors.work + layout.vendor * m.VENDOR_FIELDS
        step_own_prices(seed, first_path, month, vendor, inputs, work)
    if layout.model_calls:
        step_serving(now, inputs, work)
    price_power(now, inputs, work, region)
    _sell_hours(now, inputs, layout, market_layout, work)
    step_layers(now, inputs, layout, work)
    step_power(inputs, work, region)
    step_space(now, inputs, work)
    step_other_costs(inputs, work)
    costs = work[m.DRAW_2]
    total_costs(work, costs)
    _settle_cash(inputs, costs, work)
    step_ending(month, costs, inputs, layout, work)
    step_values(month, inputs, layout, market_layout, work)
    step_sales(month, inputs, layout, work)
    step_closure(now, inputs, layout, work, region)
    for lane in range(LANES):
        lost = work[o.WRITE_OFF, lane] + work[o.CLOSURE_COST, lane]
        work[o.EXPENSED, lane] = costs[lane] + lost
