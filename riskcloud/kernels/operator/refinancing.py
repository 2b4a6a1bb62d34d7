"""A balloon at maturity: a new loan if the market's terms allow one (model, 3.6)."""

from riskcloud.columns import market as m
from riskcloud.columns import operator as o
from riskcloud.kernels.flags import any_lane
from riskcloud.kernels.jit import kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.layout import operator as oi


@kernel
def _terms(month, horizon, inputs, work, months, margin):
    """months: of the new loan; margin: the market's, at the loan-to-value it allows."""
    left = horizon - month
    for lane in range(LANES):
        wanted = inputs[oi.DEBT_REFINANCING_MONTHS, lane]
        months[lane] = wanted if wanted < left else left
        above = inputs[oi.DEBT_REFINANCING_LTV, lane] - inputs[oi.DEBT_REFERENCE_LTV, lane]
        spread = inputs[oi.DEBT_SPREAD, lane] * work[m.SPREAD_FACTOR, lane]
        margin[lane] = spread + inputs[oi.DEBT_LTV_MARGIN_SLOPE, lane] * above


@kernel
def _new_loan(inputs, work, months, margin, forward, balloon, loan):
    """loan: what value and cash flow carry, not above the balloon; none in deep glut."""
    for lane in range(LANES):
        swapped = inputs[oi.DEBT_SWAP_SHARE, lane]
        rate = margin[lane] + swapped * inputs[oi.DEBT_SWAP_RATE, lane]
        rate += (1.0 - swapped) * work[o.BASE_RATE, lane]
        rate = rate if rate > 0.0 else 0.0
        run = months[lane] if months[lane] >= 1.0 else 1.0
        by_value = inputs[oi.DEBT_REFINANCING_LTV, lane] * work[o.FLEET_VALUE, lane]
        by_cash = forward[lane] / (inputs[oi.DEBT_REFINANCING_DSCR, lane] * (12.0 / run + rate))
        most = by_value if by_value < by_cash else by_cash
        most = most if most < balloon[lane] else balloon[lane]
        shut = (work[m.TIGHTNESS, lane] < inputs[oi.DEBT_REFINANCING_GATE, lane]) | (
            months[lane] < 1.0
        )
        loan[lane] = 0.0 if shut | (most < 0.0) else most


@kernel
def _start(month, work, months, margin, loan):
    """The new loan's instalment, maturity and margin, where there is one."""
    for lane in range(LANES):
        new = loan[lane] > 0.0
        instalment, maturity = work[o.INSTALMENT, lane], work[o.MATURITY, lane]
        held, offered = work[o.MARGIN, lane], margin[lane]
        run = max(months[lane], 1.0)
        work[o.INSTALMENT, lane] = loan[lane] / run if new else instalment
        work[o.MATURITY, lane] = month + run if new else maturity
        work[o.MARGIN, lane] = offered if new else held


@kernel
def step_refinancing(month, horizon, inputs, work):
    """Balloon due and new loan of the month."""
    balloon = work[o.BALLOON_DUE]
    for lane in range(LANES):
        matures = (month == work[o.MATURITY, lane]) & (work[o.ENDING, lane] == 0.0)
        rest = work[o.BALANCE, lane] - work[o.PRINCIPAL, lane]
        due = matures & (rest > 0.0) & (work[o.PERFORMING, lane] > 0.0)
        balloon[lane] = rest if due else 0.0
    if not any_lane(balloon):
        return
    months = work[o.FINANCE_SCRATCH]
    margin = work[o.FINANCE_SCRATCH_2]
    forward = work[o.FINANCE_SCRATCH_3]
    for lane in range(LANES):
        past = work[o.RING_CFADS + month % 12, lane]
        forward[lane] = work[o.CUM_CFADS, lane] - past - work[o.CONTRACT_CLIFF, lane]
    _terms(month, horizon, inputs, work, months, margin)
    _new_loan(inputs, work, months, margin, forward, balloon, work[o.REFINANCED])
    _start(month, work, months, margin, work[o.REFINANCED])
    for lane in range(LANES):
        work[o.PRINCIPAL, lane] += balloon[lane]
