"""Cohorts: when each is ordered and in service, what is paid for it (model, 2.1)."""

from types import SimpleNamespace

from riskcloud.report.workbook.formulas.book import NEVER, Terms
from riskcloud.report.workbook.formulas.expression import Expression, If, Operand, same
from riskcloud.report.workbook.formulas.functions import (
    both,
    flag,
    greatest,
    modulo,
    rounded,
    total,
    whole,
)
from riskcloud.report.workbook.formulas.lines import at_month
from riskcloud.report.workbook.ledger.scope import COHORTS, HOURS, LEDGER, Scope


def begin(scope: Scope) -> None:
    """Whether operations go on, the escalators, and the dates of each cohort."""
    book, x, terms = scope.book, scope.x, scope.terms
    book.section("End of operations")
    x.ending = book.market("ending")
    x.closed = book.state(LEDGER, "closed")
    book.define(x.closed, greatest(x.closed.before, If(same(scope.month, 0), 0, x.ending.before)))
    x.open = same(x.closed, 0)
    book.section("Escalation")
    new_year = both(same(modulo(scope.month, 12), 1), scope.month > 1)
    for key, escalator in (
        ("escalation", terms.costs_escalator),
        ("rent_escalation", terms.space_escalator),
        ("power_escalation", terms.power_contract_escalator),
    ):
        line = book.state(LEDGER, key, 1.0)
        book.define(line, If(new_year, line.before * (1 + escalator), line.before))
        setattr(x, key, line)
    for name, chip in book.given.fleet.cohorts:
        scope.cohorts.append(_dates(scope, name, chip))


def _dates(scope: Scope, name: str, chip: str) -> SimpleNamespace:
    """Named cells of a cohort.  The month of the order is the path's decision: a value."""
    book = scope.book
    terms = Terms(book.inputs, f"operator.cohorts.{name}")
    book.section(f"Cohort {name}")
    replayed = book.given.replay[f"cohort.{name}.ordered"][-1]
    is_free = bool(terms.by_rule.number) or replayed != replayed
    ordered = (NEVER if replayed != replayed else replayed) if is_free else terms.order_month

    single = scope.single_of(f"cohort_{name}")
    cohort = SimpleNamespace(name=name, chip=chip, terms=terms)
    cohort.ordered = single("ordered", "month", "month of the order, 1e9 if never", ordered)
    cohort.delay = greatest(0, rounded(terms.commissioning_delay))
    cohort.delivered = single(
        "delivered", "month", "month of delivery", cohort.ordered + terms.delivery_months
    )
    cohort.commissioned = single(
        "commissioned", "month", "month of commissioning", cohort.delivered + cohort.delay
    )
    cohort.retired = single(
        "retired", "month", "last month of service", cohort.commissioned + terms.life_months
    )
    cohort.is_ordered = cohort.ordered < NEVER
    price = If(
        same(cohort.ordered, 0), _price(scope, terms, 0), _price(scope, terms, cohort.ordered)
    )
    unit = f"{book.given.run.currency}/GPU"
    cohort.unit_price = single(
        "unit_price", unit, "price of a card when ordered", If(cohort.is_ordered, price, 0)
    )
    landed = 1 + terms.freight_share + terms.duty_share
    cohort.unit_cost = single(
        "unit_cost", unit, "the same with freight and duty", cohort.unit_price * landed
    )
    return cohort


def _price(scope: Scope, terms: Terms, month: Operand) -> Expression:
    """Of a card ordered in a month: a new buyer pays the server index, and the exchange rate."""
    book = scope.book
    price = terms.price
    rate, index = book.market("exchange_rate"), book.market("server_index")
    if isinstance(month, int):
        return price * rate.at_start if terms.foreign.number else price
    price = price * at_month(index, month) / index.at_start
    return price * at_month(rate, month) if terms.foreign.number else price


def step(scope: Scope) -> None:
    """Orders, outlays and VAT; what is in service."""
    book, x, terms = scope.book, scope.x, scope.terms
    for cohort in scope.cohorts:
        book.section(f"Cohort {cohort.name}")
        _pay(scope, cohort)
        _serve(scope, cohort)
    book.section("Outlays")
    shell = both(x.open, same(scope.month, terms.space_shell_month))
    x.shell_paid = book.helper(
        LEDGER, "shell_paid", (scope.money, "own shell"), If(shell, terms.space_shell_capex, 0)
    )
    x.capex = book.line(LEDGER, "capex", total([c.paid for c in scope.cohorts]) + x.shell_paid)
    x.cum_capex = book.state(LEDGER, "cum_capex")
    book.define(x.cum_capex, x.cum_capex.before + x.capex)
    x.vat_paid = book.line(LEDGER, "vat_paid", total([c.vat_paid for c in scope.cohorts]))
    back = total([c.vat_refunded for c in scope.cohorts])
    x.vat_refunded = book.line(LEDGER, "vat_refunded", back)
    book.section("Fleet")
    gpus = [cohort.active * cohort.terms.gpus for cohort in scope.cohorts]
    x.installed_gpus = book.line(LEDGER, "installed_gpus", total(gpus))
    x.usable = 1 - terms.costs_spares_share - terms.costs_downtime
    x.available_hours = book.line(LEDGER, "available_hours", x.installed_gpus * x.usable * HOURS)
    power = [g * scope.kw(c) for g, c in zip(gpus, scope.cohorts, strict=True)]
    x.it_kw = book.line(LEDGER, "it_kw", total(power))


def _pay(scope: Scope, cohort: SimpleNamespace) -> None:
    """Deposit at the planned month, milestone half way, the rest at delivery."""
    book, x, terms, month = scope.book, scope.x, cohort.terms, scope.month
    money, name = scope.money, cohort.name
    index, rate = book.market("server_index"), book.market("exchange_rate")
    today = terms.price * If(same(month, 0), 1, index / index.at_start)
    today = today * rate if terms.foreign.number else today
    deposit = If(same(month, terms.order_month), terms.deposit_share * terms.gpus * today, 0)
    half_way = same(month, cohort.ordered + whole(terms.delivery_months / 2))
    milestone = If(half_way, terms.milestone_share * terms.gpus * cohort.unit_price, 0)
    key = f"cohort.{name}"
    early = book.helper(
        COHORTS,
        f"{key}.early",
        (money, f"{name}: deposit and milestone"),
        If(x.open, deposit + milestone, 0),
    )
    cohort.cost = book.state(COHORTS, f"{key}.cost")
    delivery = both(x.open, same(month, cohort.delivered))
    owing = greatest(0, terms.gpus * cohort.unit_cost - (cohort.cost.before + early))
    cohort.paid = book.helper(
        COHORTS,
        f"{key}.paid",
        (money, f"{name}: deposit, milestone, the rest at delivery"),
        early + If(delivery, owing, 0),
    )
    book.define(cohort.cost, cohort.cost.before + cohort.paid)
    vat = terms.vat_rate * terms.gpus * cohort.unit_price
    cohort.vat_paid = book.helper(
        COHORTS, f"{key}.vat_paid", (money, f"{name}: VAT paid"), If(delivery, vat, 0)
    )
    refund = both(x.open, same(month, cohort.delivered + terms.vat_refund_months))
    cohort.vat_refunded = book.helper(
        COHORTS, f"{key}.vat_refunded", (money, f"{name}: VAT back"), If(refund, vat, 0)
    )


def _serve(scope: Scope, cohort: SimpleNamespace) -> None:
    running = both(scope.x.open, cohort.commissioned < scope.month, scope.month <= cohort.retired)
    cohort.active = scope.book.line(COHORTS, f"cohort.{cohort.name}.active", flag(running))
