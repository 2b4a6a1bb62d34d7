"""Default, standstill and sale (model, 3.6)."""

from riskcloud.report.workbook.formulas.book import NEVER
from riskcloud.report.workbook.formulas.expression import Expression, If, same
from riskcloud.report.workbook.formulas.functions import both, either, flag, greatest, least
from riskcloud.report.workbook.ledger import arrears
from riskcloud.report.workbook.ledger.loan import helper
from riskcloud.report.workbook.ledger.scope import DEBT, Scope

_PAYMENT, _COVENANT, _MATURITY, _WITHOUT_DEBT = 1, 2, 3, 5


def enforce(scope: Scope) -> None:
    """What is unpaid, what the lender then gets, and when it is over."""
    book, x, month = scope.book, scope.x, scope.month
    book.section("Default")
    x.has_failed, x.has_breached = same(x.failed, 1), same(x.breached, 1)
    x.opens = either(x.has_failed, x.has_breached)
    _unpaid(scope)
    _first_recovery(scope)
    case = helper(
        scope,
        "case_open",
        "1 from default to sale",
        flag(both(either(x.opens, x.default_month.before < NEVER), same(x.settled.before, 0))),
        "flag",
    )
    since = If(x.opens, 0, month - x.default_month.before)
    over = either(same(x.ending, 1), since >= scope.terms.debt_standstill_months)
    x.sells = helper(
        scope,
        "fleet_sold",
        "1 in the month of the lender's sale",
        flag(both(same(case, 1), over)),
        "flag",
    )
    _second_recovery(scope)
    growth = 1 + x.default_rate / 12
    x.loss_then = If(same(x.sells, 1), x.owed * growth**-since, x.lender_loss.before)


def _unpaid(scope: Scope) -> None:
    """The estate, and whom default leaves unpaid."""
    x = scope.x
    arrears.leave(scope)
    there = x.available_cash - x.lacking_opening + x.reserve_filled - x.lacking_reserve + x.pot_now
    x.estate = helper(
        scope,
        "estate",
        "cash, reserve and pot at default",
        If(x.has_failed, there, If(x.has_breached, x.cash_now + x.reserve_kept + x.pot_now, 0)),
    )
    short = x.lacking_suppliers + greatest(0, -x.estate)
    x.unpaid_then = helper(
        scope, "unpaid_then", "suppliers and tax unpaid at default", If(x.has_failed, short, 0)
    )


def _first_recovery(scope: Scope) -> None:
    """The estate at default; later the cash of a month of standstill."""
    book, x = scope.book, scope.x
    x.exposed = x.balance_tested + x.revolver_now + x.unpaid_interest
    stands = both(x.default_month.before < NEVER, same(x.settled.before, 0))
    book.define(x.default_rate, If(x.opens, x.loan_rate, x.default_rate.before))
    grown = x.owed.before * If(stands, 1 + x.default_rate / 12, 1)
    owed = helper(
        scope, "owed_before", "owed to the lender before receipts", If(x.opens, x.exposed, grown)
    )
    claims = x.prepayment_held + x.end_refund + x.unpaid_then
    claim = helper(
        scope, "claims_before", "claims after the lender", If(x.opens, claims, x.claims_left.before)
    )
    sold = If(same(x.ending, 1), 0, x.sale_proceeds - x.closure_cost)
    cash = If(stands, greatest(0, x.operating_cash - x.tax_levered + sold), 0)
    amount = helper(
        scope,
        "estate_paid",
        "estate or cash of standstill",
        If(x.opens, greatest(0, x.estate), cash),
    )
    x.first_recovery = helper(scope, "first_recovery", "of it to the lender", least(owed, amount))
    x.first_claims = helper(
        scope, "first_claims", "of it to claims", least(claim, amount - x.first_recovery)
    )
    x.first_over = amount - x.first_recovery - x.first_claims
    x.owed_then, x.claims_then = owed - x.first_recovery, claim - x.first_claims


def _second_recovery(scope: Scope) -> None:
    """The sale of the fleet by the lender."""
    book, x, terms = scope.book, scope.x, scope.terms
    fleet = x.fleet_value * terms.residual_days_30 * (1 - terms.debt_enforcement_cost)
    rest = greatest(0, x.working_capital + x.closure_other)
    amount = helper(scope, "sale_paid", "lender's sale", If(same(x.sells, 1), fleet + rest, 0))
    second = helper(scope, "second_recovery", "of it to the lender", least(x.owed_then, amount))
    claims = helper(
        scope, "second_claims", "of it to claims", least(x.claims_then, amount - second)
    )
    x.recovery = book.line(DEBT, "recovery", x.first_recovery + second)
    x.claims_paid = book.line(DEBT, "claims_paid", x.first_claims + claims)
    book.define(x.owed, x.owed_then - second)
    book.define(x.claims_left, x.claims_then - claims)
    x.left_over = x.first_over + (amount - second - claims)


def kind(scope: Scope) -> Expression:
    """Of a default that opens this month."""
    x = scope.x
    owing = x.balance_drawn + x.revolver.before > 0
    payment = If(x.balloon_due > 0, _MATURITY, If(owing, _PAYMENT, _WITHOUT_DEBT))
    return If(x.has_failed, payment, _COVENANT)
