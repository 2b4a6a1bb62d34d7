"""The levered ledger of a month, in order: funding, service, waterfall, tests, ends."""

from riskcloud.columns import market as m
from riskcloud.columns import operator as o
from riskcloud.kernels.jit import kernel, sequence
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.operator.cohorts import NEVER
from riskcloud.kernels.operator.covenants import step_covenants
from riskcloud.kernels.operator.default import step_default
from riskcloud.kernels.operator.funding import step_funding
from riskcloud.kernels.operator.refinancing import step_refinancing
from riskcloud.kernels.operator.service import set_instalment, step_service
from riskcloud.kernels.operator.settlement import step_settlement
from riskcloud.kernels.operator.sizing import size_loan
from riskcloud.kernels.operator.waterfall import step_waterfall

_FIRST = o.FINANCE.first
_END = o.LOSSES.end


@sequence
def begin_levered(inputs, layout, market_layout, work):
    """Before month 0: nothing is owed; the loan and equity are committed."""
    work[_FIRST:_END, :] = 0.0
    work[o.DEFAULT_MONTH, :] = NEVER
    work[o.NEXT_TEST, :] = NEVER
    work[o.BASE_RATE, :] = work[m.SHORT_RATE]
    size_loan(inputs, layout, market_layout, work)


@kernel
def _flows(work, equity, lender):
    """What equity and the lender receive in the month, less what they pay; the rate fixed."""
    for lane in range(LANES):
        paid = work[o.EQUITY_CALL, lane] + work[o.CURE, lane]
        work[o.EQUITY_FLOW, lane] = work[o.DISTRIBUTION, lane] - paid
        equity[lane] = work[o.EQUITY_FLOW, lane] - work[o.EQUITY_TERMINAL, lane]
        repaid = work[o.PRINCIPAL, lane] + work[o.PREPAID_PRINCIPAL, lane]
        repaid += work[o.REVOLVER_REPAID, lane] + work[o.RECOVERY, lane]
        income = work[o.INTEREST_PAID, lane] + work[o.FEES_PAID, lane]
        lent = work[o.DEBT_DRAW, lane] + work[o.FROM_REVOLVER, lane] + work[o.REFINANCED, lane]
        lender[lane] = income + repaid - lent
        work[o.LENDER_FLOW, lane] = lender[lane]
        work[o.BASE_RATE, lane] = work[m.SHORT_RATE, lane]


@sequence
def step_levered(month, inputs, layout, work, equity, lender):
    """One month after charges and tax; equity (without terminal value) and lender: flows."""
    step_funding(month, inputs, layout, work)
    step_service(month, work)
    step_refinancing(month, layout.horizon, inputs, work)
    step_waterfall(month, inputs, work)
    step_covenants(month, inputs, work)
    set_instalment(month, inputs, work)
    step_default(month, inputs, work)
    step_settlement(month, work)
    _flows(work, equity, lender)
