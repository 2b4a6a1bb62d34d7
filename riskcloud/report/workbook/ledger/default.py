"""Default, standstill and sale (model, 3.6)."""

from riskcloud.report.workbook.formulas.book import NEVER
from riskcloud.report.workbook.formulas.expression import Expression, If, same
from riskcloud.report.workbook.formulas.functions import both, either, flag, greatest, least, ratio
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
    x.stands = both(x.default_month.before < NEVER, same(x.settled.before, 0))
    since = If(x.opens, 0, month - x.default_month.before)
    over = either(same(x.ending, 1), since >= scope.terms.debt_standstill_months)
    x.sells = helper(
        scope,
        "fleet_sold",
        "1 in the month of the lender's sale",
        flag(both(either(x.opens, x.stands), over)),
        "flag",
    )
    _fill_estate(scope)
    _share_out(scope)
    growth = 1 + x.default_rate / 12
    x.loss_then = If(same(x.sells, 1), x.owed * growth**-since, x.lender_loss.before)


def _unpaid(scope: Scope) -> None:
    """The estate, and whom default leaves unpaid."""
    x = scope.x
    arrears.leave(scope)
    there = x.available_cash - x.lacking_opening + x.reserve_filled - x.lacking_reserve + x.pot_now
    there = there + x.refund_from_cash  # which is not paid, but a claim
    breached = If(x.has_breached, x.cash_now + x.reserve_kept + x.pot_now, 0)
    x.accounts = helper(
        scope,
        "accounts_taken",
        "cash, reserve and pot at default",
        If(x.has_failed, there, breached),
    )
    short = x.lacking_suppliers + greatest(0, -x.accounts)
    x.unpaid_then = helper(
        scope, "unpaid_then", "suppliers and tax unpaid at default", If(x.has_failed, short, 0)
    )


def _fill_estate(scope: Scope) -> None:
    """The accounts at default, then all that operations bring and cost, then the sale."""
    x, terms = scope.x, scope.terms
    cash = x.operating_cash - x.tax_levered - x.capex + x.vat_refunded - x.vat_paid
    cash = cash + x.prepayment_received
    later = If(x.stands, x.prepayment_refunded - x.end_refund, 0)
    refunds = later + If(x.has_failed, x.refund_from_cash, 0)
    scope.book.define(x.refunds_owed, x.refunds_owed.before + refunds)
    cash = cash + x.closure_other - x.closure_cost + If(same(x.ending, 1), 0, x.sale_proceeds)
    cash = helper(
        scope, "standstill_cash", "cash of operations in standstill", If(x.stands, cash, 0)
    )
    fleet = x.fleet_value * terms.residual_days_30 * (1 - terms.debt_enforcement_cost)
    sale = helper(
        scope,
        "sale_paid",
        "lender's sale, working capital and VAT pending",
        If(same(x.sells, 1), fleet + x.working_capital + x.vat_pending, 0),
    )
    x.estate_now = helper(
        scope,
        "estate_filled",
        "the estate before it pays; below 0 a deficit",
        x.estate.before + greatest(0, x.accounts) + cash + sale,
    )
    lacking = If(same(x.sells, 1), greatest(0, -x.estate_now), 0)
    x.unpaid_at_sale = helper(
        scope, "unpaid_at_sale", "suppliers whom the sale does not pay", lacking
    )


def _share_out(scope: Scope) -> None:
    """To the lender; of the sale then to claims, and to equity what is over."""
    book, x = scope.book, scope.x
    x.exposed = x.balance_tested + x.revolver_now + x.unpaid_interest
    book.define(x.default_rate, If(x.opens, x.loan_rate, x.default_rate.before))
    grown = x.owed.before * If(x.stands, 1 + x.default_rate / 12, 1)
    owed = helper(
        scope, "owed_before", "owed to the lender before receipts", If(x.opens, x.exposed, grown)
    )
    held = If(same(x.sells, 1), x.prepayment_held + x.end_refund + x.refunds_owed, 0)
    first = _customers_first(scope, held, greatest(0, x.estate_now), owed)
    there = greatest(0, x.estate_now) - first
    x.recovery = book.line(DEBT, "recovery", least(owed, there))
    book.define(x.owed, owed - x.recovery)
    customers = held + x.unpaid_at_sale
    suppliers = If(x.opens, x.unpaid_then, x.claims_left.before)
    claims = helper(
        scope,
        "claims_before",
        "claims after the lender",
        suppliers + customers - first,
    )
    rest = x.estate_now + x.unpaid_at_sale - first - x.recovery
    shared = helper(
        scope, "shared_out", "of the sale to claims and equity", If(same(x.sells, 1), rest, 0)
    )
    after = helper(scope, "claims_after", "claims paid after the lender", least(claims, shared))
    x.claims_paid = book.line(DEBT, "claims_paid", first + after)
    book.define(x.claims_left, claims - after)
    book.define(x.estate, rest - shared)
    x.left_over = shared - after


def _customers_first(
    scope: Scope, held: Expression, estate: Expression, owed: Expression
) -> Expression:
    """What customers of a better rank are paid of the sale before, or beside, the lender."""
    rank = scope.terms.debt_prepayment_rank
    beside = estate * ratio(held, held + owed)
    paid = least(held, If(same(rank, 2), estate, If(same(rank, 1), beside, 0)))
    return helper(scope, "customers_first", "prepayments repaid before or beside the lender", paid)


def kind(scope: Scope) -> Expression:
    """Of a default that opens this month."""
    x = scope.x
    owing = x.balance_drawn + x.revolver.before > 0
    payment = If(x.balloon_due + x.revolver_due > 0, _MATURITY, If(owing, _PAYMENT, _WITHOUT_DEBT))
    return If(x.has_failed, payment, _COVENANT)
