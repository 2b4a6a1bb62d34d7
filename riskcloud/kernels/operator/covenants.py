"""Covenant tests: trailing DSCR and loan-to-value, lock-up, cure, default (model, 3.6)."""

from riskcloud.columns import operator as o
from riskcloud.kernels.flags import any_lane, next_lane
from riskcloud.kernels.jit import kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.layout import operator as oi

COVENANT_DEFAULT = 2.0
NO_SERVICE = -1.0  # DSCR where there was no debt service
_NO_VALUE = 9.99  # loan-to-value of a fleet without value
_QUARTER = 3.0


@kernel
def _due(month, inputs, work, tested):
    """tested: 1 where the quarterly test falls in this month and there is a loan."""
    following = work[o.NEXT_TEST]
    for lane in range(LANES):
        first = work[o.FIRST_COMMISSIONED, lane]
        at_first = month == first + inputs[oi.DEBT_FIRST_TEST_MONTHS, lane]
        now = at_first | (month == following[lane])
        following[lane] = month + _QUARTER if now else following[lane]
        sound = (work[o.PERFORMING, lane] > 0.0) & (work[o.DEFAULT_MONTH, lane] > month)
        owes = work[o.BALANCE, lane] > 0.0
        now = now & sound & (work[o.ENDING, lane] == 0.0)
        tested[lane] = 1.0 if now & owes else 0.0


@kernel
def _measure(month, work, tested, trailing, service):
    """DSCR over the last 12 months and loan-to-value, in the lanes tested."""
    slot = month % 12
    dscr = work[o.DSCR]
    for lane in range(LANES):
        trailing[lane] = work[o.CUM_CFADS, lane] - work[o.RING_CFADS + slot, lane]
    for lane in range(LANES):
        service[lane] = work[o.CUM_SERVICE, lane] - work[o.RING_SERVICE + slot, lane]
    for lane in range(LANES):
        some = service[lane] > 0.0
        ratio = trailing[lane] / (service[lane] if some else 1.0)
        ratio = ratio if some else NO_SERVICE
        dscr[lane] = ratio if tested[lane] > 0.0 else dscr[lane]
    ltv = work[o.LTV]
    for lane in range(LANES):
        value = work[o.FLEET_VALUE, lane]
        owed = work[o.BALANCE, lane] + work[o.REVOLVER, lane]
        ratio = owed / (value if value > 0.0 else 1.0)
        ratio = ratio if value > 0.0 else _NO_VALUE
        ltv[lane] = ratio if tested[lane] > 0.0 else ltv[lane]


@kernel
def _lock(inputs, work, tested):
    """Distributions are locked up until a later test is passed."""
    locked = work[o.LOCKED]
    for lane in range(LANES):
        dscr, level = work[o.DSCR, lane], inputs[oi.DEBT_LOCKUP_DSCR, lane]
        thin = (dscr < level) & (dscr != NO_SERVICE) & (level > 0.0)
        over = work[o.LTV, lane] > inputs[oi.DEBT_COVENANT_LTV, lane]
        flag = 1.0 if thin | over else 0.0
        before = locked[lane]
        locked[lane] = flag if tested[lane] > 0.0 else before


@kernel
def _cure_or_fail(lane, month, needed, work):
    """A breach in one lane: a cure prepays principal, or the loan is in default."""
    work[o.BREACHES, lane] += 1.0
    cured = min(needed, work[o.BALANCE, lane])
    if work[o.CURES_LEFT, lane] >= 1.0 and cured <= work[o.CURE_LEFT, lane]:
        work[o.CURE, lane] += cured
        work[o.PREPAID_PRINCIPAL, lane] += cured
        work[o.BALANCE, lane] -= cured
        work[o.CURE_LEFT, lane] -= cured
        work[o.CURES_LEFT, lane] -= 1.0
    else:
        work[o.DEFAULT_MONTH, lane] = month
        work[o.DEFAULT_KIND, lane] = COVENANT_DEFAULT


@kernel
def _breach(month, inputs, work, tested, trailing, service, breach):
    """breach: 1 where cover is below the default level; it is cured or the loan fails."""
    level = inputs[oi.DEBT_DEFAULT_DSCR]
    for lane in range(LANES):
        dscr = work[o.DSCR, lane]
        below = (dscr != NO_SERVICE) & (dscr < level[lane]) & (level[lane] > 0.0)
        breach[lane] = 1.0 if below & (tested[lane] > 0.0) else 0.0
    lane = next_lane(breach, 0)
    while lane < LANES:
        _cure_or_fail(lane, month, level[lane] * service[lane] - trailing[lane], work)
        lane = next_lane(breach, lane + 1)


@kernel
def _unlock(month, work):
    """Lock-up ends with the loan, with the operations, or after the month of a default."""
    for lane in range(LANES):
        runs = (work[o.PERFORMING, lane] > 0.0) & (work[o.ENDING, lane] == 0.0)
        owes = (work[o.BALANCE, lane] > 0.0) | (work[o.DEFAULT_MONTH, lane] <= month)
        before = work[o.LOCKED, lane]
        work[o.LOCKED, lane] = before if runs & owes else 0.0


@kernel
def _remember(month, work):
    """Keep this month's running sums for the test in twelve months."""
    slot = month % 12
    for lane in range(LANES):
        work[o.RING_CFADS + slot, lane] = work[o.CUM_CFADS, lane]
        work[o.RING_SERVICE + slot, lane] = work[o.CUM_SERVICE, lane]


@kernel
def step_covenants(month, inputs, work):
    """The tests of a month."""
    tested = work[o.TESTED]
    trailing = work[o.FINANCE_SCRATCH_2]
    service = work[o.FINANCE_SCRATCH_3]
    _due(month, inputs, work, tested)
    if any_lane(tested):
        _measure(month, work, tested, trailing, service)
        _lock(inputs, work, tested)
        _breach(month, inputs, work, tested, trailing, service, work[o.FINANCE_SCRATCH])
    _unlock(month, work)
    _remember(month, work)
