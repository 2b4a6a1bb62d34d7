"""Tax that a treasurer keeps cash for: assessed, and of the year so far (model, 3.2)."""

from riskcloud.columns import operator as o
from riskcloud.kernels.jit import kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.layout import operator as oi
from riskcloud.kernels.operator.cohorts import cohort_rows
from riskcloud.kernels.operator.depreciation import share_of_year, shell_share_of_year
from riskcloud.kernels.units import MONTH


@kernel
def _look_ahead(month, inputs, layout, work):
    """Depreciation of the tax year that begins, of what is in service by its first month."""
    amount = work[o.FINANCE_SCRATCH]
    ahead = work[o.DEPRECIATION_AHEAD]
    shell_share_of_year(inputs, work, ahead)
    for k in range(layout.cohorts.count):
        _, cohort = cohort_rows(k, layout, inputs, work)
        share_of_year(month, inputs, cohort, amount)
        for lane in range(LANES):
            ahead[lane] += amount[lane]


@kernel
def _profit_so_far(part, inputs, work, profit):
    """profit: taxable in the year so far, with its part of the year's depreciation."""
    for lane in range(LANES):
        ebitda = work[o.YEAR_EARNED, lane] - work[o.YEAR_EXPENSED, lane]
        ebitda = ebitda + work[o.YEAR_GAIN, lane]
        cap = inputs[oi.TAX_INTEREST_CAP, lane] * (ebitda if ebitda > 0.0 else 0.0)
        claim = work[o.YEAR_INTEREST, lane] + work[o.INTEREST_CARRIED, lane]
        allowed = claim if claim < cap else cap
        left = ebitda - allowed - part * work[o.DEPRECIATION_AHEAD, lane]
        profit[lane] = left if left > 0.0 else 0.0


@kernel
def step_tax_owed(month, inputs, layout, work):
    """Levered tax owed at the end of a month, as far as it can be known by then."""
    if month % 12 == 1:
        _look_ahead(month, inputs, layout, work)
    profit = work[o.FINANCE_SCRATCH]
    _profit_so_far(((month + 11) % 12 + 1) * MONTH, inputs, work, profit)
    losses = work[o.LOSSES_LEVERED]
    for lane in range(LANES):
        limit = inputs[oi.TAX_LOSS_LIMIT, lane] * profit[lane]
        used = losses[lane] if losses[lane] < limit else limit
        assessed = work[o.TAX_DUE_LEVERED, lane]
        assessed = assessed if assessed > 0.0 else 0.0
        work[o.TAX_OWED, lane] = assessed + inputs[oi.TAX_RATE, lane] * (profit[lane] - used)
