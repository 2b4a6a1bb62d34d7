"""Who rents, and at what price (model, 2.2).

When a tenant defaults or renegotiates, and the market's price then against what was
expected, are the path's events: values.
"""

from types import SimpleNamespace

from riskcloud.report.workbook.formulas.expression import If, same
from riskcloud.report.workbook.formulas.functions import both, flag
from riskcloud.report.workbook.formulas.lines import Line
from riskcloud.report.workbook.ledger import term_price
from riskcloud.report.workbook.ledger.customer_lines import helper, line
from riskcloud.report.workbook.ledger.scope import CUSTOMERS, Scope

OVER = 2
"""The tenancy after the second tenant."""
_RENEGOTIATED = -1e8  # pressure below it: the kernel's mark


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


def let(scope: Scope, customer: SimpleNamespace) -> None:
    """First tenant, second, none; whether there is one to be billed."""
    book, x, terms, month = scope.book, scope.x, customer.terms, scope.month
    cohort, key = customer.cohort, f"customer.{customer.name}"
    customer.fails, customer.renegotiates = _events(scope, customer)
    stop = terms.long_stop_months
    late = cohort.commissioned - cohort.delivered > stop
    freed = both(x.open, late, same(month, cohort.delivered + stop))
    customer.freed = helper(
        scope, customer, "freed", ("flag", "1 where service comes past the long stop"), flag(freed)
    )
    tenancy, idle_until = (
        book.state(CUSTOMERS, f"{key}.tenancy"),
        book.state(CUSTOMERS, f"{key}.idle_until"),
    )
    place = If(same(customer.freed, 1), OVER, tenancy.before)
    customer.tenant = helper(
        scope, customer, "tenant", ("1", "tenant at the start: 0 first, 1 second, 2 none"), place
    )
    again = both(
        x.open,
        same(customer.tenant, 1),
        same(month, idle_until.before + 1),
        month <= customer.ends,
    )
    customer.relet = helper(scope, customer, "relet", ("flag", "1 where let again"), flag(again))
    serving = both(
        x.open,
        customer.begins < month,
        month <= customer.ends,
        customer.tenant < OVER,
        month > idle_until.before,
    )
    customer.failed = helper(
        scope,
        customer,
        "failed",
        ("flag", "1 where a tenant that is served defaults"),
        flag(both(same(customer.fails, 1), serving)),
    )
    live = both(serving, same(customer.failed, 0))
    customer.live = line(scope, customer, "live", flag(live))
    book.define(tenancy, customer.tenant + customer.failed)
    idle = If(same(customer.failed, 1), month + terms.reletting_months, idle_until.before)
    book.define(idle_until, idle)
    customer.tenancy, customer.idle_until = tenancy, idle_until


def price(scope: Scope, customer: SimpleNamespace) -> None:
    """As signed; the market's for what is left at re-letting; lower after renegotiation."""
    book, month = scope.book, scope.month
    key, chip = f"customer.{customer.name}", customer.cohort.chip
    price = book.state(CUSTOMERS, f"{key}.price")
    words = "years", "left of the contract"
    years = helper(scope, customer, "years_left", words, (customer.ends - month + 1) / 12)
    rent = term_price.for_years(scope, scope.chip(chip, "price"), book.market("tightness"), years)
    words = f"{scope.money}/GPU-hour", "price of re-letting"
    relet = If(same(customer.relet, 1), rent, 0)
    market = helper(scope, customer, "market_price", words, relet)
    signed = same(month, customer.cohort.ordered)
    asked = If(signed, customer.signing_price, If(same(customer.relet, 1), market, price.before))
    ratio = book.market(f"{key}.ratio")
    cut = If(
        same(customer.renegotiates, 1),
        1 - customer.terms.renegotiation_share * (1 - ratio),
        1,
    )
    customer.price = book.define(price, asked * cut)
