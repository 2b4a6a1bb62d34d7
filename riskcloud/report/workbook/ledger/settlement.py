"""The end without default, and what stands at the end of the month (model, 3.6)."""

from riskcloud.report.workbook.formulas.expression import If, same
from riskcloud.report.workbook.formulas.functions import both, either, greatest, least
from riskcloud.report.workbook.ledger.default import kind
from riskcloud.report.workbook.ledger.loan import helper
from riskcloud.report.workbook.ledger.scope import DEBT, Scope

_AT_THE_END = 4


def settle(scope: Scope) -> None:
    """What is there repays revolver and loan; the rest is equity's, a gap the lender's."""
    book, x = scope.book, scope.x
    book.section("The end")
    missing = greatest(0, -x.there_at_end)
    x.unpaid = book.line(DEBT, "unpaid", x.unpaid_then + x.unpaid_at_sale + missing)
    left = x.left_at_end
    drawn, owed = If(x.is_end, x.revolver_now, 0), If(x.is_end, x.balance_tested, 0)
    revolver = helper(scope, "end_revolver", "revolver repaid at the end", least(left, drawn))
    loan = helper(scope, "end_loan", "loan repaid at the end", least(left - revolver, owed))
    x.equity_terminal = book.line(DEBT, "equity_terminal", left - revolver - loan)
    lost = If(x.is_end, x.unpaid_interest - x.end_interest, 0)
    x.gap = helper(
        scope,
        "end_gap",
        "interest and loan not paid at the end",
        lost + (drawn - revolver) + (owed - loan),
    )
    x.revolver_repaid = book.line(DEBT, "revolver_repaid", x.revolver_paid + revolver)
    x.principal = book.line(DEBT, "principal", x.principal_due + loan)
    x.distribution = book.line(DEBT, "distribution", x.paid_out + x.left_over + x.equity_terminal)
    _close(scope)
    _add_up(scope)


def _close(scope: Scope) -> None:
    """What goes on to the next month."""
    book, x, terms, month = scope.book, scope.x, scope.terms, scope.month
    lost, over = x.gap > 0, either(x.is_end, same(x.sells, 1))
    book.define(x.default_month, If(either(x.opens, lost), month, x.default_month.before))
    which = If(x.opens, kind(scope), If(lost, _AT_THE_END, x.default_kind.before))
    book.define(x.default_kind, which)
    owed = x.revolver_now + x.balance_tested + x.unpaid_interest
    at_end = If(lost, owed, x.exposure.before)
    book.define(x.exposure, If(x.opens, x.exposed, at_end))
    book.define(x.lender_loss, If(lost, x.gap, x.loss_then))
    book.define(x.settled, If(over, 1, x.settled.before))
    book.define(x.balance, If(over, 0, x.balance_tested))
    book.define(x.revolver, If(over, 0, x.revolver_now))
    gone = either(x.opens, x.is_end)
    for line, now in ((x.cash, x.cash_now), (x.reserve, x.reserve_kept), (x.pot, x.pot_now)):
        book.define(line, If(gone, 0, now))
    scheduled = (1 - terms.debt_balloon_share) * x.balance / terms.debt_tenor_months
    new = If(x.renewed, x.new_loan / greatest(x.new_months, 1), x.instalment.before)
    first = both(x.on, same(month, x.available_until))
    book.define(x.instalment, If(first, scheduled, new))


def _add_up(scope: Scope) -> None:
    """The parties' flows: contributions and draws negative."""
    book, x = scope.book, scope.x
    book.section("Flows of the parties")
    x.equity_flow = book.line(DEBT, "equity_flow", x.distribution - x.equity_call - x.cure)
    charges = x.interest_paid + x.fees_paid
    repaid = x.principal + x.prepaid_principal + x.revolver_repaid
    lent = x.debt_draw + x.from_revolver + x.refinanced
    x.lender_flow = book.line(DEBT, "lender_flow", charges + repaid + x.recovery - lent)
