"""One month of a path, market and operator: what the simulation and a trace both call."""

from riskcloud.columns import market as m
from riskcloud.kernels.draw_inputs import draw_rows
from riskcloud.kernels.jit import kernel, sequence
from riskcloud.kernels.market.month import begin_market, step_market
from riskcloud.kernels.operator.charges import step_charges
from riskcloud.kernels.operator.contract_cliff import step_contract_cliff
from riskcloud.kernels.operator.levered import begin_levered, step_levered
from riskcloud.kernels.operator.operations import begin_operations, step_operations
from riskcloud.kernels.operator.project import step_project
from riskcloud.kernels.operator.tax import step_tax
from riskcloud.kernels.totals.begin import begin_totals
from riskcloud.kernels.totals.lender import add_covenants, add_equity, add_loan_life
from riskcloud.kernels.totals.market import add_market
from riskcloud.kernels.totals.operations import add_layers, add_operations


@sequence
def _step_operator(first_path, month, inputs, layout, work):
    """The operator's month, after the market's."""
    operator = layout.operator
    months = operator.horizon + 1
    project = work[layout.flows + month]
    equity = work[layout.flows + months + month]
    lender = work[layout.flows + 2 * months + month]
    step_operations(layout.seed, first_path, month, inputs, operator, layout.market, work)
    step_charges(month, inputs, operator, work)
    step_tax(month, inputs, operator, work)
    step_project(work, project)
    step_contract_cliff(month, inputs, operator, layout.market, work)
    step_levered(month, inputs, operator, work, equity, lender)
    add_operations(month, work)
    if operator.model_calls or operator.platform:
        add_layers(month, work)
    add_equity(work)
    add_covenants(month, work)
    add_loan_life(month, inputs, work)


@kernel
def begin_rows(first_path, inputs, layout, work):
    """State before month 0 of LANES paths from first_path on; their inputs are drawn here."""
    draw_rows(layout.seed, first_path, layout.draws, inputs, work)
    begin_market(layout.seed, first_path, inputs, layout.market, work)
    begin_operations(layout.seed, first_path, inputs, layout.operator, work)
    begin_levered(inputs, layout.operator, layout.market, work)
    begin_totals(inputs, work)


@kernel
def step_rows(first_path, month, inputs, layout, work):
    """From month - 1 to month; at month 0 the market stands and the operator begins."""
    market = layout.market
    if month > 0:
        step_market(layout.seed, first_path, month, inputs, market, work)
    _step_operator(first_path, month, inputs, layout, work)
    if month > 0:
        region = market.regions.work + layout.operator.region * m.REGION_FIELDS
        add_market(month, market, region, work)
