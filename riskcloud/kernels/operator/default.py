"""Default of the operator: standstill, sale, the lender's loss, claims (model, 3.6).

Few paths are in default at a time: they are settled lane by lane.
"""

from riskcloud.columns import operator as o
from riskcloud.kernels.arithmetic import exp, log
from riskcloud.kernels.flags import next_lane
from riskcloud.kernels.jit import inlined, kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.layout import operator as oi
from riskcloud.kernels.operator.covenants import COVENANT_DEFAULT
from riskcloud.kernels.units import MONTH

PARI_PASSU = 1.0
SENIOR = 2.0


@kernel
def _enter(lane, work):
    """Exposure and suppliers' claims in the month of default; returns the accounts.

    Where payment failed no refund of prepayments is paid out of them: it is a claim.
    """
    failed = work[o.DEFAULT_KIND, lane] != COVENANT_DEFAULT
    work[o.REFUNDS_OWED, lane] = work[o.REFUND_FROM_CASH, lane] if failed else 0.0
    account = work[o.CASH, lane] + work[o.RESERVE, lane] + work[o.POT, lane]
    account += work[o.REFUNDS_OWED, lane]
    work[o.UNPAID, lane] += -account if account < 0.0 else 0.0
    for row in (o.CASH, o.RESERVE, o.POT):
        work[row, lane] = 0.0
    unpaid = work[o.INTEREST, lane] - work[o.INTEREST_PAID, lane]
    owed = work[o.BALANCE, lane] + work[o.REVOLVER, lane] + unpaid
    work[o.EXPOSURE, lane] = owed
    work[o.OWED, lane] = owed
    work[o.DEFAULT_RATE, lane] = work[o.LOAN_RATE, lane]
    work[o.CLAIMS_LEFT, lane] = work[o.UNPAID, lane]
    return account if account > 0.0 else 0.0


@kernel
def _stand_still(lane, work):
    """The loan bears interest for a month; returns what operations bring and cost in it.

    That is of either sign, and all of it: outlays on cards still to come, VAT, customers'
    prepayments, cards retired, closure, but not the fleet, which is sold below, nor refunds of
    prepayments, which are claims.
    """
    work[o.OWED, lane] *= 1.0 + work[o.DEFAULT_RATE, lane] * MONTH
    cash = work[o.OPERATING_CASH, lane] - work[o.TAX_LEVERED, lane]
    cash += work[o.VAT_REFUNDED, lane] - work[o.VAT_PAID, lane] - work[o.CAPEX, lane]
    work[o.REFUNDS_OWED, lane] += work[o.PREPAYMENT_REFUNDED, lane] - work[o.END_REFUND, lane]
    cash += work[o.PREPAYMENT_RECEIVED, lane]
    cash += work[o.CLOSURE_OTHER, lane] - work[o.CLOSURE_COST, lane]
    return cash + (work[o.SALE_PROCEEDS, lane] if work[o.ENDING, lane] == 0.0 else 0.0)


@kernel
def _sell(lane, inputs, work):
    """What a forced sale of the fleet brings, with working capital and VAT not yet back."""
    cost = inputs[oi.DEBT_ENFORCEMENT_COST, lane]
    sale = work[o.FLEET_VALUE, lane] * inputs[oi.RESIDUAL_DAYS_30, lane] * (1.0 - cost)
    return sale + work[o.WORKING_CAPITAL, lane] + work[o.VAT_PENDING, lane]


@inlined
def _paid_by_rank(rank, held, estate, owed):
    """What customers are paid of the estate before, or beside, the lender who is owed."""
    both = held + owed
    share = estate * held / (both if both > 0.0 else 1.0)
    paid = estate if rank == SENIOR else (share if rank == PARI_PASSU else 0.0)
    return min(held, paid)


@kernel
def _close(lane, inputs, work):
    """The sale done, a deficit left is suppliers' loss; customers claim what is still held."""
    short = max(0.0, -work[o.ESTATE, lane])
    work[o.UNPAID, lane] += short
    work[o.ESTATE, lane] += short
    held = work[o.PREPAYMENT_HELD, lane] + work[o.END_REFUND, lane] + work[o.REFUNDS_OWED, lane]
    rank = inputs[oi.DEBT_PREPAYMENT_RANK, lane]
    paid = _paid_by_rank(rank, held, work[o.ESTATE, lane], work[o.OWED, lane])
    work[o.CLAIMS_PAID, lane] = paid
    work[o.ESTATE, lane] -= paid
    work[o.CLAIMS_LEFT, lane] += held + short - paid


@kernel
def _repay(lane, work):
    """Cash of the estate to the lender, as far as it is owed; a deficit comes first."""
    cash = max(0.0, work[o.ESTATE, lane])
    owed = work[o.OWED, lane]
    recovered = cash if cash < owed else owed
    work[o.RECOVERY, lane] = recovered
    work[o.OWED, lane] = owed - recovered
    work[o.ESTATE, lane] -= recovered


@kernel
def _share_out(lane, work):
    """What the lender leaves of the sale: to claims, then to equity."""
    rest = work[o.ESTATE, lane]
    claims = work[o.CLAIMS_LEFT, lane]
    paid = rest if rest < claims else claims
    work[o.CLAIMS_PAID, lane] += paid
    work[o.CLAIMS_LEFT, lane] = claims - paid
    work[o.DISTRIBUTION, lane] += rest - paid
    work[o.ESTATE, lane] = 0.0


@kernel
def _settle(lane, since, work):
    """After the sale: the loss in money of the default month; the loan is closed."""
    rate = work[o.DEFAULT_RATE, lane] * MONTH
    work[o.LENDER_LOSS, lane] = work[o.OWED, lane] * exp(-since * log(1.0 + rate))
    work[o.SETTLED, lane] = 1.0
    work[o.BALANCE, lane] = 0.0
    work[o.REVOLVER, lane] = 0.0


@kernel
def _step_lane(lane, month, inputs, work):
    """One month of one path in default."""
    since = month - work[o.DEFAULT_MONTH, lane]
    ends = work[o.ENDING, lane] > 0.0
    sells = ends | (since >= inputs[oi.DEBT_STANDSTILL_MONTHS, lane])
    cash = _enter(lane, work) if since == 0.0 else _stand_still(lane, work)
    cash += _sell(lane, inputs, work) if sells else 0.0
    work[o.ESTATE, lane] += cash
    if sells:
        _close(lane, inputs, work)
    _repay(lane, work)
    if sells:
        _share_out(lane, work)
        _settle(lane, since, work)


@kernel
def step_default(month, inputs, work):
    """Default of the month and of months before it, until it is settled."""
    open_default = work[o.FINANCE_SCRATCH]
    for lane in range(LANES):
        in_default = (work[o.DEFAULT_MONTH, lane] <= month) & (work[o.SETTLED, lane] == 0.0)
        open_default[lane] = 1.0 if in_default else 0.0
    lane = next_lane(open_default, 0)
    while lane < LANES:
        _step_lane(lane, month, inputs, work)
        lane = next_lane(open_default, lane + 1)
