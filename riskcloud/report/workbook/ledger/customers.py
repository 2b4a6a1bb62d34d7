"""Named customers: signing, and what they pay, hold and occupy together (model, 2.2)."""

from types import SimpleNamespace

from riskcloud.report.workbook.formulas.book import Terms
from riskcloud.report.workbook.formulas.expression import Expression, If, Operand, same
from riskcloud.report.workbook.formulas.functions import least, total
from riskcloud.report.workbook.formulas.lines import at_month
from riskcloud.report.workbook.ledger import bills, tenancy, term_price
from riskcloud.report.workbook.ledger.scope import COHORTS, HOURS, LEDGER, Scope


def begin(scope: Scope) -> None:
    """Named cells of each customer, and its events."""
    term_price.begin(scope)
    for name, rented in scope.book.given.fleet.customers:
        cohort = next(one for one in scope.cohorts if one.name == rented)
        terms = Terms(scope.book.inputs, f"operator.customers.{name}")
        scope.customers.append(SimpleNamespace(name=name, terms=terms, cohort=cohort))
    for customer in scope.customers:
        _sign(scope, customer)


def _sign(scope: Scope, customer: SimpleNamespace) -> None:
    book, terms, cohort = scope.book, customer.terms, customer.cohort
    book.section(f"Customer {customer.name}")
    single = scope.single_of(f"customer_{customer.name}")
    customer.gpus = single("cards", "GPUs", "cards rented", _gpus(scope, customer))
    price: Operand = terms.price
    if terms.at_market.number:
        customer.years = single("years", "years", "term", terms.term_months / 12)
        price = terms.price * term_price.for_years(
            scope,
            at_month(scope.chip(cohort.chip, "price"), cohort.ordered),
            at_month(book.market("tightness"), cohort.ordered),
            customer.years,
        )
    money = scope.money
    customer.signing_price = single(
        "signing_price",
        f"{money}/GPU-hour",
        "contract price at signing",
        If(cohort.is_ordered, price, 0),
    )
    value = customer.signing_price * customer.gpus * HOURS * terms.term_months
    customer.prepaid = single("prepaid", money, "prepayment", terms.prepayment_share * value)
    customer.begins = cohort.commissioned
    last = least(cohort.commissioned + terms.term_months, cohort.retired)
    customer.ends = single("end", "month", "last month billed", last)


def _gpus(scope: Scope, customer: SimpleNamespace) -> Expression:
    """As stated, or in proportion where a contracted share of the fleet is."""
    terms, cohort, share = scope.terms, customer.cohort, scope.terms.contracted_share
    neighbours = [one.terms.gpus for one in scope.customers if one.cohort is cohort]
    usable = 1 - terms.costs_spares_share - terms.costs_downtime
    let = share * cohort.terms.gpus * usable
    scaled = customer.terms.gpus * let / total(neighbours)
    return If(share < 0, customer.terms.gpus, scaled)


def step(scope: Scope) -> None:
    """The month of each customer; then what they pay, hold and occupy together."""
    book, x = scope.book, scope.x
    for customer in scope.customers:
        book.section(f"Customer {customer.name}")
        tenancy.let(scope, customer)
        tenancy.price(scope, customer)
        bills.bill(scope, customer)
        bills.occupy(scope, customer)
    for cohort in scope.cohorts:
        book.section(f"Cohort {cohort.name}")
        tenants = [one for one in scope.customers if one.cohort is cohort]
        key = f"cohort.{cohort.name}.contracted"
        cohort.contracted = book.line(COHORTS, key, total([one.taken for one in tenants]))
    book.section("Contracts")

    def sum_of(name: str) -> Expression:
        return total([getattr(customer, name) for customer in scope.customers])

    x.revenue_contracts = book.line(LEDGER, "revenue_contracts", sum_of("bill"))
    x.prepayment_received = book.line(LEDGER, "prepayment_received", sum_of("received"))
    x.prepayment_credited = book.line(LEDGER, "prepayment_credited", sum_of("credit"))
    x.prepayment_kept = book.line(LEDGER, "prepayment_kept", sum_of("kept"))
    x.end_refund = book.line(LEDGER, "end_refund", If(same(x.ending, 1), sum_of("still_held"), 0))
    x.prepayment_refunded = book.line(
        LEDGER, "prepayment_refunded", sum_of("refunded") + x.end_refund
    )
    x.prepayment_held = book.line(LEDGER, "prepayment_held", sum_of("held"))
    x.write_off = book.line(LEDGER, "write_off", sum_of("written_off"))
    x.contract_hours = sum_of("hours")
    ahead = sum_of("ahead") - sum_of("still_held")
    x.remaining_contract = book.line(LEDGER, "remaining_contract", If(x.open, ahead, 0))
