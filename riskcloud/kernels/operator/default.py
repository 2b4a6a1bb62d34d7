"""Default of the operator: standstill, sale, the lender's loss, claims (model, 3.6).

Few paths are in default at a time: they are settled lane by lane.
"""

from riskcloud.columns import operator as o
from riskcloud.kernels.arithmetic import exp, log
from riskcloud.kernels.flags import next_lane
from riskcloud.kernels.jit import kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.layout import operator as oi


@kernel
def _enter(lane, work):
    """Exposure and claims in the month of default; returns the accounts, the lender's now."""
    account = work[o.CASH, lane] + work[o.RESERVE, lane] + work[o.POT, lane]
    work[o.UNPAID, lane] += -account if account < 0.0 else 0.0
    for row in (o.CASH, o.RESERVE, o.POT):
        work[row, lane] = 0.0
    unpaid = work[o.INTEREST, lane] - work[o.INTEREST_PAID, lane]
    owed = work[o.BALANCE, lane] + work[o.REVOLVER, lane] + unpaid
    work[o.EXPOSURE, lane] = owed
    work[o.OWED, lane] = owed
    work[o.DEFAULT_RATE, lane] = work[o.LOAN_RATE, lane]
    held = work[o.PREPAYMENT_HELD, lane] + work[o.END_REFUND, lane]
    work[o.CLAIMS_LEFT, lane] = held + work[o.UNPAID, lane]
    return account if account > 0.0 else 0.0


@kernel
def _stand_still(lane, work):
    """The loan bears interest for a month; returns cash of operations and of cards retired."""
    work[o.OWED, lane] *= 1.0 + work[o.DEFAULT_RATE, lane] / 12.0
    sold = work[o.SALE_PROCEEDS, lane] - work[o.CLOSURE_COST, lane]
    sold = sold if work[o.ENDING, lane] == 0.0 else 0.0
    cash = work[o.OPERATING_CASH, lane] - work[o.TAX_LEVERED, lane] + sold
    return cash if cash > 0.0 else 0.0


@kernel
def _sell(lane, inputs, work):
    """What a forced sale of the fleet brings, with working capital."""
    cost = inputs[oi.DEBT_ENFORCEMENT_COST, lane]
    sale = work[o.FLEET_VALUE, lane] * inputs[oi.RESIDUAL_DAYS_30, lane] * (1.0 - cost)
    capital = work[o.WORKING_CAPITAL, lane] + work[o.CLOSURE_OTHER, lane]
    return sale + (capital if capital > 0.0 else 0.0)


@kernel
def _share_out(lane, cash, work):
    """Cash to the lender as far as it is owed, then to customers' claims, then to equity."""
    owed = work[o.OWED, lane]
    recovered = cash if cash < owed else owed
    work[o.RECOVERY, lane] = recovered
    work[o.OWED, lane] = owed - recovered
    rest = cash - recovered
    claims = work[o.CLAIMS_LEFT, lane]
    paid = rest if rest < claims else claims
    work[o.CLAIMS_PAID, lane] = paid
    work[o.CLAIMS_LEFT, lane] = claims - paid
    work[o.DISTRIBUTION, lane] += rest - paid


@kernel
def _settle(lane, since, work):
    """After the sale: the loss in money of the default month; the loan is closed."""
    rate = work[o.DEFAULT_RATE, lane] / 12.0
    work[o.LENDER_LOSS, lane] = work[o.OWED, lane] * exp(-since * log(1.0 + rate))
    work[o.SETTLED, lane] = 1.0
    work[o.BALANCE, lane] = 0.0
    work[o.REVOLVER, lane] = 0.0


@kernel
def _step_lane(lane, month, inputs, work):
    """One month of one path in default."""
    since = month - work[o.DEFAULT_MONTH, lane]
    cash = _enter(lane, work) if since == 0.0 else _stand_still(lane, work)
    ends = work[o.ENDING, lane] > 0.0
    sells = ends | (since >= inputs[oi.DEBT_STANDSTILL_MONTHS, lane])
    cash += _sell(lane, inputs, work) if sells else 0.0
    _share_out(lane, cash, work)
    if sells:
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
