"""Sums over the months of a path that only the first paths keep: funding and bills."""

from riskcloud.columns import operator as o
from riskcloud.kernels.jit import kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.rows import rows_of
from riskcloud.kernels.totals.add import add_row

(
    CAPEX,
    VAT,
    FEES,
    INTEREST,
    OPENING_CASH,
    RESERVE,
    SHORTFALLS,
    PREPAYMENTS,
    LOAN,
    EQUITY,
    CASH,
    REVENUE,
    CUSTOMERS,
) = range(13)
"""Rows of the sums.  From CUSTOMERS on each customer has CUSTOMER_SUMS rows."""

FIRST_TENANT, SECOND_TENANT, FIRST_BILL, TERM, CUSTOMER_SUMS = range(5)


@kernel
def add_month(month, customers, work, sums):
    """Add a month to the sums of a lane group.

    customers: int64, first work row of each.  work: (rows, LANES) float64, after the month.
    sums: (CUSTOMERS + CUSTOMER_SUMS * customers, LANES) float64, zero before the first month.
    """
    work, sums = rows_of(work), rows_of(sums)
    _add_funding(month, work, sums)
    add_row(work[o.REVENUE_CONTRACTS], sums[REVENUE])
    add_row(work[o.REVENUE_ON_DEMAND], sums[REVENUE])
    add_row(work[o.REVENUE_SPOT], sums[REVENUE])
    for number in range(customers.size):
        _add_bill(customers[number], CUSTOMERS + CUSTOMER_SUMS * number, work, sums)


@kernel
def _add_funding(month, work, sums):
    """Uses of the month by kind and what paid for them, to the end of drawing or a default."""
    funds = OPENING_CASH if month == 0 else RESERVE
    for lane in range(LANES):
        drawing = (month <= work[o.AVAILABLE_UNTIL, lane]) & (work[o.PERFORMING, lane] > 0.0)
        counted = 1.0 if drawing & (work[o.DEFAULT_MONTH, lane] > month) else 0.0
        fees = work[o.FEES, lane] - work[o.FEES_SERVICED, lane]
        is_built = month > work[o.FIRST_COMMISSIONED, lane]
        interest = 0.0 if is_built else work[o.INTEREST, lane]
        spent = work[o.CAPEX, lane] + work[o.VAT_PAID, lane] + fees + interest
        kept = work[o.USES, lane] - spent  # opening cash of month 0, later the first reserve
        given = work[o.FROM_POT, lane]
        gap = work[o.USES, lane] - given - work[o.DEBT_DRAW, lane] - work[o.EQUITY_CALL, lane]
        sums[CAPEX, lane] += counted * work[o.CAPEX, lane]
        sums[VAT, lane] += counted * work[o.VAT_PAID, lane]
        sums[FEES, lane] += counted * fees
        sums[INTEREST, lane] += counted * interest
        sums[funds, lane] += counted * kept
        # Equity is called for uses first: what it pays beyond them meets a shortfall.
        sums[SHORTFALLS, lane] += counted * max(-gap, 0.0)
        sums[PREPAYMENTS, lane] += counted * given
        sums[LOAN, lane] += counted * work[o.DEBT_DRAW, lane]
        sums[EQUITY, lane] += counted * work[o.EQUITY_CALL, lane]
        sums[CASH, lane] += counted * max(gap, 0.0)


@kernel
def _add_bill(customer, own, work, sums):
    """What first and later tenants are billed; the first bill and its term."""
    for lane in range(LANES):
        bill = work[customer + o.CUSTOMER_BILL, lane]
        is_first = work[customer + o.CUSTOMER_TENANCY, lane] == 0.0
        sums[own + FIRST_TENANT, lane] += bill if is_first else 0.0
        sums[own + SECOND_TENANT, lane] += 0.0 if is_first else bill
        term = work[customer + o.CUSTOMER_END, lane] - work[customer + o.CUSTOMER_BEGIN, lane]
        is_new = is_first & (bill > 0.0) & (sums[own + FIRST_BILL, lane] == 0.0)
        sums[own + FIRST_BILL, lane] += bill if is_new else 0.0
        sums[own + TERM, lane] += term if is_new else 0.0
