"""What a customer pays, holds and occupies (model, 2.2)."""

from types import SimpleNamespace

from riskcloud.report.workbook.formulas.expression import If, same
from riskcloud.report.workbook.formulas.functions import both, either, greatest, least
from riskcloud.report.workbook.ledger.customer_lines import helper, line
from riskcloud.report.workbook.ledger.scope import CUSTOMERS, HOURS, Scope
from riskcloud.report.workbook.ledger.tenancy import OVER


def bill(scope: Scope, customer: SimpleNamespace) -> None:
    """The bill, of it what the prepayment pays, and what of that is kept or paid back."""
    book, x, terms, month = scope.book, scope.x, customer.terms, scope.month
    cohort, money = customer.cohort, scope.money
    key, live = f"customer.{customer.name}", same(customer.live, 1)
    customer.full_bill = customer.price * customer.gpus * HOURS * (1 - terms.sla_credit)
    customer.bill = line(scope, customer, "bill", If(live, customer.full_bill, 0))
    held = book.state(CUSTOMERS, f"{key}.held")
    delivery = both(x.open, same(month, cohort.delivered))
    customer.received = helper(
        scope,
        customer,
        "received",
        (money, "prepayment received"),
        If(delivery, customer.prepaid, 0),
    )
    there = held.before + customer.received
    late = helper(
        scope,
        customer,
        "late_refund",
        (money, "prepayment back past the long stop"),
        If(same(customer.freed, 1), there, 0),
    )
    customer.kept = helper(
        scope,
        customer,
        "kept",
        (money, "prepayment kept at default"),
        If(same(customer.failed, 1), there - late, 0),
    )
    left = there - late - customer.kept
    served = month - customer.begins
    crediting = both(
        live, same(customer.tenancy, 0), terms.credit_from <= served, served <= terms.credit_to
    )
    instalment = customer.prepaid / (terms.credit_to - terms.credit_from + 1)
    customer.credit = helper(
        scope,
        customer,
        "credit",
        (money, "prepayment credited"),
        If(crediting, least(left, instalment, customer.bill), 0),
    )
    over = helper(
        scope,
        customer,
        "over",
        (money, "prepayment back at the end of the contract"),
        If(both(x.open, same(month, customer.ends)), left - customer.credit, 0),
    )
    customer.refunded = late + over
    customer.still_held = helper(
        scope,
        customer,
        "still_held",
        (money, "prepayment held, before the end of operations"),
        left - customer.credit - over,
    )
    customer.held = book.define(held, If(same(x.ending, 1), 0, customer.still_held))
    receipt = book.state(CUSTOMERS, f"{key}.receipt")
    lost = receipt.before * scope.terms.costs_receivable_days * 12 / 365
    customer.written_off = helper(
        scope,
        customer,
        "written_off",
        (money, "receivable lost at default"),
        If(same(customer.failed, 1), lost, 0),
    )
    customer.receipt = book.define(receipt, customer.bill - customer.credit)


def occupy(scope: Scope, customer: SimpleNamespace) -> None:
    """Cards that are not for rental, cards at work, and bills still to come."""
    x, month = scope.x, scope.month
    live = same(customer.live, 1)
    idle = both(customer.begins < month, month <= customer.ends, month <= customer.idle_until)
    customer.taken = helper(
        scope,
        customer,
        "taken",
        ("GPUs", "cards let, or idle between tenants"),
        If(both(x.open, either(live, idle)), customer.gpus, 0),
    )
    customer.hours = customer.live * customer.gpus * HOURS
    customer.physical = customer.live * customer.gpus * customer.terms.physical_use
    last = least(customer.ends, scope.horizon)
    months = greatest(0, last - greatest(month, customer.begins))
    stands = both(
        x.open,
        customer.cohort.ordered <= month,
        customer.tenancy < OVER,
        customer.idle_until < month + 1,
    )
    customer.ahead = helper(
        scope,
        customer,
        "ahead",
        (scope.money, "bills still to come"),
        If(stands, customer.full_bill * months, 0),
    )
