"""What contracts that end take away from the cash of a year (model, 3.6)."""

from types import SimpleNamespace

from riskcloud.report.workbook.formulas.expression import Expression, If, same
from riskcloud.report.workbook.formulas.functions import both, greatest, least, total
from riskcloud.report.workbook.ledger.customer_lines import helper
from riskcloud.report.workbook.ledger.scope import HOURS, LEDGER, Scope
from riskcloud.report.workbook.ledger.tenancy import OVER

_YEAR = 12


def step(scope: Scope) -> None:
    """At maturity, of all customers."""
    book, x = scope.book, scope.x
    book.section("Contracts that end")
    owing = both(x.balance.before > 0, same(x.ending, 0))
    at_maturity = both(same(scope.month, x.maturity.before), owing)
    gone = total([_of(scope, one) for one in scope.customers])
    x.contract_cliff = book.line(LEDGER, "contract_cliff", If(at_maturity, gone, 0))


def _of(scope: Scope, customer: SimpleNamespace) -> Expression:
    """Bills of the last year that the next will not see, less what the cards then earn."""
    month, begins, ends = scope.month, customer.begins, customer.ends
    first = greatest(begins, month - _YEAR)
    defaulted = customer.idle_until - customer.terms.reletting_months
    idle = greatest(0, least(customer.idle_until, ends) - greatest(defaulted - 1, first))
    billed = greatest(0, least(ends, month) - first - idle)
    ahead = greatest(0, least(ends, month + _YEAR) - month)
    let = both(customer.tenancy < OVER, begins < month, month > customer.idle_until)
    words = "months", "months of a year that are billed no more"
    lost = helper(scope, customer, "months_lost", words, If(let, greatest(0, billed - ahead), 0))
    last = least(customer.cohort.retired, month + _YEAR)
    free = greatest(0, last - greatest(ends, month)) - greatest(0, month - ends)
    words = "months", "of them then let by the hour"
    replaced = helper(scope, customer, "months_replaced", words, least(lost, greatest(0, free)))
    bill = customer.price * (1 - customer.terms.sla_credit)
    return (lost * bill - replaced * _rent(scope, customer.cohort)) * customer.gpus * HOURS


def _rent(scope: Scope, cohort: SimpleNamespace) -> Expression:
    """What an hour without contract earns in the mean, unsold hours counted."""
    terms, x, book = scope.terms, scope.x, scope.book
    listed = book.market("list_price") * x.positioning * (1 - terms.rental_discount)
    share = terms.rental_on_demand_share
    price = share * listed + (1 - share) * book.market("spot_price")
    return price * scope.chip(cohort.chip, "quality") * x.rental_utilisation
