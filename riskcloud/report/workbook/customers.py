"""Named customers: signing, bills, prepayments, re-letting (model, 2.2).

When a tenant defaults or renegotiates, and the market's price then against what was
expected, are the path's events: values.
"""

from types import SimpleNamespace

from riskcloud.report.workbook import term_price
from riskcloud.report.workbook.book import Terms
from riskcloud.report.workbook.expression import (
    Expression,
    If,
    Operand,
    both,
    either,
    flag,
    greatest,
    least,
    same,
    total,
)
from riskcloud.report.workbook.lines import Line, at_month
from riskcloud.report.workbook.scope import CUSTOMERS, HOURS, LEDGER, Scope

_OVER = 2  # the tenancy after the second tenant
_RENEGOTIATED = -1e8  # pressure below it: the kernel's mark


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
        _tenancy(scope, customer)
        _price(scope, customer)
        _bill(scope, customer)
        _occupy(scope, customer)
    for cohort in scope.cohorts:
        book.section(f"Cohort {cohort.name}")
        tenants = [one for one in scope.customers if one.cohort is cohort]
        key = f"cohort.{cohort.name}.contracted"
        cohort.contracted = book.line("Cohorts", key, total([one.taken for one in tenants]))
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


def _line(scope: Scope, customer: SimpleNamespace, key: str, formula: Operand) -> Line:
    return scope.book.line(CUSTOMERS, f"customer.{customer.name}.{key}", formula)


def _helper(
    scope: Scope, customer: SimpleNamespace, key: str, words: tuple[str, str], formula: Operand
) -> Line:
    unit, meaning = words
    words = unit, f"{customer.name}: {meaning}"
    return scope.book.helper(CUSTOMERS, f"customer.{customer.name}.{key}", words, formula)


def _events(scope: Scope, customer: SimpleNamespace) -> tuple[Line, Line]:
    """Flags of the months in which a tenant defaults and renegotiates."""
    book, replay, key = scope.book, scope.book.given.replay, f"customer.{customer.name}"
    defaults, pressure = replay[f"{key}.defaults"], replay[f"{key}.pressure"]
    failed = [float(b > a) for a, b in zip([0.0, *defaults], defaults, strict=False)]
    pairs = zip([0.0, *pressure], pressure, strict=False)
    renewed = [float(b < _RENEGOTIATED <= a) for a, b in pairs]
    name = customer.name
    return (
        book.event(f"{key}.defaults_now", f"{name}: 1 in the month of a default", failed),
        book.event(f"{key}.renegotiates", f"{name}: 1 in the month of a lower price", renewed),
    )


def _tenancy(scope: Scope, customer: SimpleNamespace) -> None:
    """First tenant, second, none; whether there is one to be billed."""
    book, x, terms, month = scope.book, scope.x, customer.terms, scope.month
    cohort, key = customer.cohort, f"customer.{customer.name}"
    customer.fails, customer.renegotiates = _events(scope, customer)
    stop = terms.long_stop_months
    late = cohort.commissioned - cohort.delivered > stop
    freed = both(x.open, late, same(month, cohort.delivered + stop))
    customer.freed = _helper(
        scope, customer, "freed", ("flag", "1 where service comes past the long stop"), flag(freed)
    )
    tenancy, idle_until = (
        book.state(CUSTOMERS, f"{key}.tenancy"),
        book.state(CUSTOMERS, f"{key}.idle_until"),
    )
    place = If(same(customer.freed, 1), _OVER, tenancy.before)
    customer.tenant = _helper(
        scope, customer, "tenant", ("1", "tenant at the start: 0 first, 1 second, 2 none"), place
    )
    again = both(
        x.open,
        same(customer.tenant, 1),
        same(month, idle_until.before + 1),
        month <= customer.ends,
    )
    customer.relet = _helper(scope, customer, "relet", ("flag", "1 where let again"), flag(again))
    serving = both(
        x.open,
        customer.begins < month,
        month <= customer.ends,
        customer.tenant < _OVER,
        month > idle_until.before,
    )
    customer.failed = _helper(
        scope,
        customer,
        "failed",
        ("flag", "1 where a tenant that is served defaults"),
        flag(both(same(customer.fails, 1), serving)),
    )
    live = both(serving, same(customer.failed, 0))
    customer.live = _line(scope, customer, "live", flag(live))
    book.define(tenancy, customer.tenant + customer.failed)
    idle = If(same(customer.failed, 1), month + terms.reletting_months, idle_until.before)
    book.define(idle_until, idle)
    customer.tenancy, customer.idle_until = tenancy, idle_until


def _price(scope: Scope, customer: SimpleNamespace) -> None:
    """As signed; the market's for what is left at re-letting; lower after renegotiation."""
    book, month = scope.book, scope.month
    key, chip = f"customer.{customer.name}", customer.cohort.chip
    price = book.state(CUSTOMERS, f"{key}.price")
    words = "years", "left of the contract"
    years = _helper(scope, customer, "years_left", words, (customer.ends - month + 1) / 12)
    rent = term_price.for_years(scope, scope.chip(chip, "price"), book.market("tightness"), years)
    words = f"{scope.money}/GPU-hour", "price of re-letting"
    relet = If(same(customer.relet, 1), rent, 0)
    market = _helper(scope, customer, "market_price", words, relet)
    signed = same(month, customer.cohort.ordered)
    asked = If(signed, customer.signing_price, If(same(customer.relet, 1), market, price.before))
    ratio = book.market(f"{key}.ratio")
    cut = If(
        same(customer.renegotiates, 1),
        1 - customer.terms.renegotiation_share * (1 - ratio),
        1,
    )
    customer.price = book.define(price, asked * cut)


def _bill(scope: Scope, customer: SimpleNamespace) -> None:
    """The bill, of it what the prepayment pays, and what of that is kept or paid back."""
    book, x, terms, month = scope.book, scope.x, customer.terms, scope.month
    cohort, money = customer.cohort, scope.money
    key, live = f"customer.{customer.name}", same(customer.live, 1)
    customer.full_bill = customer.price * customer.gpus * HOURS * (1 - terms.sla_credit)
    customer.bill = _line(scope, customer, "bill", If(live, customer.full_bill, 0))
    held = book.state(CUSTOMERS, f"{key}.held")
    delivery = both(x.open, same(month, cohort.delivered))
    customer.received = _helper(
        scope,
        customer,
        "received",
        (money, "prepayment received"),
        If(delivery, customer.prepaid, 0),
    )
    there = held.before + customer.received
    late = _helper(
        scope,
        customer,
        "late_refund",
        (money, "prepayment back past the long stop"),
        If(same(customer.freed, 1), there, 0),
    )
    customer.kept = _helper(
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
    customer.credit = _helper(
        scope,
        customer,
        "credit",
        (money, "prepayment credited"),
        If(crediting, least(left, instalment, customer.bill), 0),
    )
    over = _helper(
        scope,
        customer,
        "over",
        (money, "prepayment back at the end of the contract"),
        If(both(x.open, same(month, customer.ends)), left - customer.credit, 0),
    )
    customer.refunded = late + over
    customer.still_held = _helper(
        scope,
        customer,
        "still_held",
        (money, "prepayment held, before the end of operations"),
        left - customer.credit - over,
    )
    customer.held = book.define(held, If(same(x.ending, 1), 0, customer.still_held))
    receipt = book.state(CUSTOMERS, f"{key}.receipt")
    lost = receipt.before * scope.terms.costs_receivable_days * 12 / 365
    customer.written_off = _helper(
        scope,
        customer,
        "written_off",
        (money, "receivable lost at default"),
        If(same(customer.failed, 1), lost, 0),
    )
    customer.receipt = book.define(receipt, customer.bill - customer.credit)


def _occupy(scope: Scope, customer: SimpleNamespace) -> None:
    """Cards that are not for rental, cards at work, and bills still to come."""
    x, month = scope.x, scope.month
    live = same(customer.live, 1)
    idle = both(customer.begins < month, month <= customer.ends, month <= customer.idle_until)
    customer.taken = _helper(
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
        customer.tenancy < _OVER,
        customer.idle_until < month + 1,
    )
    customer.ahead = _helper(
        scope,
        customer,
        "ahead",
        (scope.money, "bills still to come"),
        If(stands, customer.full_bill * months, 0),
    )
