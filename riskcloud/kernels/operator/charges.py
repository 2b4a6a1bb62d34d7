"""Dates of the loan, its rate, interest and fees of a month (model, 3.5 and 3.6)."""

from riskcloud.columns import operator as o
from riskcloud.kernels.jit import kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.layout import operator as oi
from riskcloud.kernels.operator.cohorts import NEVER, cohort_rows
from riskcloud.kernels.operator.sizing import all_in_rate
from riskcloud.kernels.units import MONTH

_END = o.FINANCE.end


@kernel
def step_dates(month, inputs, layout, work):
    """First service, last month of drawing and maturity, as far as they are known.

    A site that is later than the slack does not put off the first instalment any further.
    """
    first = work[o.FIRST_COMMISSIONED]
    last = work[o.FINANCE_SCRATCH]
    first[:] = NEVER
    last[:] = 0.0
    for k in range(layout.cohorts.count):
        terms, cohort = cohort_rows(k, layout, inputs, work)
        service = cohort[o.COHORT_COMMISSIONED]
        for lane in range(LANES):
            first[lane] = service[lane] if service[lane] < first[lane] else first[lane]
            planned = terms[oi.COHORT_ORDER_MONTH, lane] + terms[oi.COHORT_DELIVERY_MONTHS, lane]
            latest = planned + inputs[oi.DEBT_SLACK_MONTHS, lane]
            latest = service[lane] if service[lane] < latest else latest
            later = (terms[oi.COHORT_BY_RULE, lane] == 0.0) & (latest > last[lane])
            last[lane] = latest if later else last[lane]
    until = work[o.AVAILABLE_UNTIL]
    maturity = work[o.MATURITY]
    for lane in range(LANES):
        until[lane] = last[lane] + inputs[oi.DEBT_GRACE_MONTHS, lane]
        original = until[lane] + inputs[oi.DEBT_TENOR_MONTHS, lane]
        maturity[lane] = original if month <= until[lane] else maturity[lane]


@kernel
def _interest(work):
    """Interest on what was outstanding at the start of the month."""
    interest = work[o.INTEREST]
    for lane in range(LANES):
        owed = work[o.BALANCE, lane] + work[o.REVOLVER, lane]
        due = owed * work[o.LOAN_RATE, lane] * MONTH
        interest[lane] = due * work[o.PERFORMING, lane]


@kernel
def _fees(month, inputs, work):
    """Upfront and commitment fees while drawing; agency and letter of credit to maturity."""
    fees = work[o.FEES]
    serviced = work[o.FEES_SERVICED]
    commitment = work[o.COMMITMENT]
    for lane in range(LANES):
        agency = inputs[oi.DEBT_AGENCY_FEE, lane]
        letter = inputs[oi.DEBT_LETTER_OF_CREDIT, lane]
        letter *= inputs[oi.DEBT_LETTER_OF_CREDIT_FEE, lane]
        runs = (commitment[lane] > 0.0) & (month <= work[o.MATURITY, lane]) & (month > 0.0)
        serviced[lane] = (agency + letter) * MONTH if runs else 0.0
        upfront = inputs[oi.DEBT_UPFRONT_FEE, lane] * commitment[lane]
        undrawn = commitment[lane] - work[o.DRAWN, lane]
        standby = inputs[oi.DEBT_COMMITMENT_FEE, lane] * MONTH * undrawn
        standby = standby if month <= work[o.AVAILABLE_UNTIL, lane] else 0.0
        funded = upfront if month == 0.0 else standby
        serviced[lane] *= work[o.PERFORMING, lane]
        fees[lane] = funded * work[o.PERFORMING, lane] + serviced[lane]


@kernel
def step_charges(month, inputs, layout, work):
    """Flags, rate, interest and fees of the month, before tax."""
    performing = work[o.PERFORMING]
    for lane in range(LANES):
        sound = (work[o.DEFAULT_MONTH, lane] >= NEVER) & (work[o.SETTLED, lane] == 0.0)
        performing[lane] = 1.0 if sound else 0.0
    work[o.USES : _END, :] = 0.0
    step_dates(month, inputs, layout, work)
    all_in_rate(inputs, work[o.MARGIN], work[o.BASE_RATE], work[o.LOAN_RATE])
    _interest(work)
    _fees(month, inputs, work)
    for lane in range(LANES):
        work[o.YEAR_INTEREST, lane] += work[o.INTEREST, lane] + work[o.FEES, lane]
