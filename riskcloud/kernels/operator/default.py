"""Default of the operator: standstill, sale, the lender's loss, claims (model, 3.6)."""

from riskcloud.columns import operator as o
from riskcloud.kernels.arithmetic import exp, log
from riskcloud.kernels.jit import kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.layout import operator as oi


@kernel
def _enter(month, work):
    """Exposure of the lanes that default this month; their accounts go to the lender."""
    for lane in range(LANES):
        now = work[o.DEFAULT_MONTH, lane] == month
        unpaid = work[o.INTEREST, lane] - work[o.INTEREST_PAID, lane]
        owed = work[o.BALANCE, lane] + work[o.REVOLVER, lane] + unpaid
        work[o.EXPOSURE, lane] = owed if now else work[o.EXPOSURE, lane]
        work[o.OWED, lane] = owed if now else work[o.OWED, lane]
        rate = work[o.LOAN_RATE, lane]
        work[o.DEFAULT_RATE, lane] = rate if now else work[o.DEFAULT_RATE, lane]
        held = work[o.PREPAYMENT_HELD, lane] + work[o.END_REFUND, lane]
        claims = held + work[o.UNPAID, lane]
        work[o.CLAIMS_LEFT, lane] = claims if now else work[o.CLAIMS_LEFT, lane]


@kernel
def _cash_at_hand(month, inputs, work, cash):
    """cash: accounts at default, then operations of the standstill, then the sale."""
    for lane in range(LANES):
        now = work[o.DEFAULT_MONTH, lane] == month
        account = work[o.CASH, lane] + work[o.RESERVE, lane] + work[o.POT, lane]
        running = work[o.OPERATING_CASH, lane] - work[o.TAX_LEVERED, lane]
        running = running if running > 0.0 else 0.0
        cash[lane] = account if now else running
        short = -account if now & (account < 0.0) else 0.0
        work[o.UNPAID, lane] += short
        work[o.CLAIMS_LEFT, lane] += short
        cash[lane] = cash[lane] if cash[lane] > 0.0 else 0.0
    for row in (o.CASH, o.RESERVE, o.POT):
        for lane in range(LANES):
            now = work[o.DEFAULT_MONTH, lane] == month
            work[row, lane] = 0.0 if now else work[row, lane]
    for lane in range(LANES):
        sale_month = work[o.DEFAULT_MONTH, lane] + inputs[oi.DEBT_STANDSTILL_MONTHS, lane]
        sells = (month == sale_month) | (work[o.ENDING, lane] > 0.0)
        cost = inputs[oi.DEBT_ENFORCEMENT_COST, lane]
        sale = work[o.FLEET_VALUE, lane] * inputs[oi.RESIDUAL_DAYS_30, lane] * (1.0 - cost)
        capital = work[o.WORKING_CAPITAL, lane] + work[o.CLOSURE_OTHER, lane]
        sale += capital if capital > 0.0 else 0.0
        cash[lane] += sale if sells else 0.0


@kernel
def _in_default(month, work, out):
    """out: 1 where the path is in default and not yet settled."""
    for lane in range(LANES):
        open_default = (work[o.DEFAULT_MONTH, lane] <= month) & (work[o.SETTLED, lane] == 0.0)
        out[lane] = 1.0 if open_default else 0.0


@kernel
def _share_out(month, work, open_default, cash):
    """Cash to the lender as far as it is owed, then to claims, then to equity."""
    for lane in range(LANES):
        later = work[o.DEFAULT_MONTH, lane] < month
        growth = 1.0 + (work[o.DEFAULT_RATE, lane] / 12.0 if later else 0.0)
        owed = work[o.OWED, lane] * (growth if open_default[lane] > 0.0 else 1.0)
        got = cash[lane] if cash[lane] < owed else owed
        got *= open_default[lane]
        work[o.OWED, lane] = owed - got
        work[o.RECOVERY, lane] = got
        cash[lane] = (cash[lane] - got) * open_default[lane]
    for lane in range(LANES):
        claims = work[o.CLAIMS_LEFT, lane]
        paid = cash[lane] if cash[lane] < claims else claims
        work[o.CLAIMS_PAID, lane] = paid
        work[o.CLAIMS_LEFT, lane] -= paid
        work[o.DISTRIBUTION, lane] += cash[lane] - paid


@kernel
def _settle(month, inputs, work, open_default):
    """After the sale: the loss in money of the default month; the loan is closed."""
    for lane in range(LANES):
        since = month - work[o.DEFAULT_MONTH, lane]
        over = since >= inputs[oi.DEBT_STANDSTILL_MONTHS, lane]
        over = (open_default[lane] > 0.0) & (over | (work[o.ENDING, lane] > 0.0))
        rate = work[o.DEFAULT_RATE, lane] / 12.0
        loss = work[o.OWED, lane] * exp(-since * log(1.0 + rate))
        work[o.LENDER_LOSS, lane] = loss if over else work[o.LENDER_LOSS, lane]
        work[o.SETTLED, lane] = 1.0 if over else work[o.SETTLED, lane]
        work[o.BALANCE, lane] = 0.0 if over else work[o.BALANCE, lane]
        work[o.REVOLVER, lane] = 0.0 if over else work[o.REVOLVER, lane]


@kernel
def step_default(month, inputs, work):
    """Default of the month and of months before it."""
    open_default = work[o.FINANCE_SCRATCH]
    cash = work[o.FINANCE_SCRATCH_2]
    _in_default(month, work, open_default)
    if open_default.max() == 0.0:
        return
    _enter(month, work)
    _cash_at_hand(month, inputs, work, cash)
    _share_out(month, work, open_default, cash)
    _settle(month, inputs, work, open_default)
