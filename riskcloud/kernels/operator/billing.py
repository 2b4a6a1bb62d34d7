"""Bills, prepayments set off against them, and what is still to come (model, 2.2, 2.7)."""

from riskcloud.columns import operator as o
from riskcloud.kernels.jit import kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.layout import operator as oi
from riskcloud.kernels.operator.cohorts import NEVER
from riskcloud.kernels.units import HOURS


@kernel
def bill(month, terms, work, customer):
    """Bill, prepayment credited against it, and what is refunded when the contract ends."""
    credited = work[o.PREPAYMENT_CREDITED]
    refunded = work[o.PREPAYMENT_REFUNDED]
    live = customer[o.CUSTOMER_LIVE]
    bill = customer[o.CUSTOMER_BILL]
    held = customer[o.CUSTOMER_HELD]
    receipt = customer[o.CUSTOMER_RECEIPT]
    for lane in range(LANES):
        hours = customer[o.CUSTOMER_GPUS, lane] * HOURS
        charge = customer[o.CUSTOMER_PRICE, lane] * hours
        bill[lane] = charge * (1.0 - terms[oi.CUSTOMER_SLA_CREDIT, lane]) * live[lane]
        work[o.REVENUE_CONTRACTS, lane] += bill[lane]
        work[o.BILLED_HOURS, lane] += hours * live[lane]
        first = terms[oi.CUSTOMER_CREDIT_FROM, lane]
        last = terms[oi.CUSTOMER_CREDIT_TO, lane]
        number = month - customer[o.CUSTOMER_BEGIN, lane]
        due = customer[o.CUSTOMER_PREPAID, lane] / (last - first + 1.0)
        due = due if due < held[lane] else held[lane]
        due = due if due < bill[lane] else bill[lane]
        in_window = (number >= first) & (number <= last) & (live[lane] > 0.0)
        credit = due if in_window else 0.0
        over = (month == customer[o.CUSTOMER_END, lane]) & (live[lane] > 0.0)
        refund = held[lane] - credit if over else 0.0
        held[lane] -= credit + refund
        receipt[lane] = bill[lane] - credit
        credited[lane] += credit
        refunded[lane] += refund


@kernel
def remain(month, horizon, terms, customer, closed, held, remaining):
    """Bills still to come to the horizon, and prepayments held."""
    tenancy = customer[o.CUSTOMER_TENANCY]
    for lane in range(LANES):
        end = customer[o.CUSTOMER_END, lane]
        begin = customer[o.CUSTOMER_BEGIN, lane]
        left = (end if end < horizon else horizon) - (month if month > begin else begin)
        let = (tenancy[lane] < 2.0) & (month >= customer[o.CUSTOMER_IDLE_UNTIL, lane])
        let = let & (left > 0.0) & (begin < NEVER) & (closed[lane] == 0.0)
        bill = customer[o.CUSTOMER_PRICE, lane] * customer[o.CUSTOMER_GPUS, lane] * HOURS
        bills = bill * (1.0 - terms[oi.CUSTOMER_SLA_CREDIT, lane]) * left if let else 0.0
        held[lane] += customer[o.CUSTOMER_HELD, lane]
        remaining[lane] += bills - customer[o.CUSTOMER_HELD, lane]
