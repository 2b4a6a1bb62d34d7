"""The quarterly tests (model, 3.6)."""

from riskcloud.report.workbook.formulas.expression import If, same
from riskcloud.report.workbook.formulas.functions import both, either, flag, least, modulo, ratio
from riskcloud.report.workbook.ledger.loan import helper
from riskcloud.report.workbook.ledger.scope import DEBT, Scope
from riskcloud.report.workbook.ledger.waterfall import negate

_NO_FLEET = 9.99
_MISSING = -1.0


def check(scope: Scope) -> None:
    """Cover and loan to value; lock-up, cure or default."""
    book, x, terms = scope.book, scope.x, scope.terms
    book.section("Covenants")
    since = scope.month - x.first_commissioned - terms.debt_first_test_months
    quarter = both(since >= 0, same(modulo(since, 3), 0))
    balance = x.balance_served - x.swept
    tested = both(x.on, x.sound, quarter, balance > 0, same(x.ending, 0))
    x.tested = book.line(DEBT, "tested", flag(tested))
    is_tested = same(x.tested, 1)
    x.dscr = book.state(DEBT, "dscr", 0.0)
    cover = ratio(x.year_cfads, x.year_service, _MISSING)
    book.define(x.dscr, If(is_tested, cover, x.dscr.before))
    x.ltv = book.state(DEBT, "ltv", 0.0)
    value = ratio(balance + x.revolver_now, x.fleet_value, _NO_FLEET)
    book.define(x.ltv, If(is_tested, value, x.ltv.before))
    covered = either(
        same(x.year_service, 0),
        same(terms.debt_lockup_dscr, 0),
        x.dscr >= terms.debt_lockup_dscr,
    )
    free = both(covered, x.ltv <= terms.debt_covenant_ltv)
    lock = helper(
        scope,
        "lock",
        "1 where the last test locks up",
        If(is_tested, If(free, 0, 1), x.locked.before),
        "flag",
    )
    level = terms.debt_default_dscr
    breach = both(is_tested, x.year_service > 0, level > 0, x.dscr < level)
    x.breach = helper(scope, "breach", "1 below the default level", flag(breach), "flag")
    book.define(x.breaches, x.breaches.before + x.breach)
    needed = least(balance, terms.debt_default_dscr * x.year_service - x.year_cfads)
    x.needed = helper(
        scope, "needed", "cure that the breach takes", If(same(x.breach, 1), needed, 0)
    )
    curable = both(x.cures_now >= 1, x.needed <= x.cure_now)
    x.second_cure = helper(
        scope,
        "second_cure",
        "cure of a breach",
        If(both(same(x.breach, 1), curable), x.needed, 0),
    )
    x.breached = helper(
        scope,
        "covenant_fails",
        "1 in the month of a covenant default",
        flag(both(same(x.breach, 1), negate(curable))),
        "flag",
    )
    x.balance_tested = helper(scope, "balance_tested", "loan after cures", balance - x.second_cure)
    fails = either(same(x.breached, 1), same(x.failed, 1))
    stays = both(x.on, same(x.ending, 0), either(x.balance_tested > 0, fails))
    book.define(x.locked, If(stays, lock, 0))
    x.cure = book.line(DEBT, "cure", x.first_cure + x.second_cure)
    book.define(x.cure_left, x.cure_left.before - x.cure)
    book.define(x.cures_left, x.cures_now - flag(x.second_cure > 0))
    x.prepaid_principal = book.line(DEBT, "prepaid_principal", x.swept + x.second_cure)
