"""Debt service, shortfall and surplus of a month (model, 3.6)."""

from riskcloud.report.workbook.formulas.expression import Call, Expression, If, same
from riskcloud.report.workbook.formulas.functions import both, either, flag, greatest, least
from riskcloud.report.workbook.formulas.lines import Line
from riskcloud.report.workbook.ledger.loan import helper
from riskcloud.report.workbook.ledger.scope import DEBT, Scope
from riskcloud.report.workbook.ledger.sizing import loan_rate

_ROUNDING = 1e-9  # of what moves in the month, or was drawn


def negate(condition: Expression) -> Expression:
    return Call("NOT", lambda one: not one, condition)


def serve(scope: Scope) -> None:
    """Pays what is due and spreads the surplus."""
    x, month = scope.x, scope.month
    _count_cover(scope)
    x.going = both(x.on, same(x.ending, 0))
    _refinance(scope)
    x.in_service = month > x.first_commissioned
    _due(scope)
    _bring_in(scope)
    _pay(scope)
    _spread(scope)


def _count_cover(scope: Scope) -> None:
    """CFADS and debt service of the month, as covenants count them."""
    book, x, month = scope.book, scope.x, scope.month
    book.section("Cover")
    asked = least(x.instalment.before, x.balance_drawn)
    is_last = x.balance_drawn - asked <= _ROUNDING * x.drawn
    due = both(x.on, month > x.available_until)
    x.scheduled = helper(
        scope,
        "scheduled",
        "instalment due",
        If(due, If(is_last, x.balance_drawn, asked), 0),
    )
    running = both(x.on, month > x.first_commissioned)
    earned = x.operating_cash + x.prepayment_credited + x.prepayment_kept
    x.cfads = book.line(DEBT, "cfads", If(running, earned - x.operating_tax_levered, 0))
    service = x.interest + x.scheduled + x.fees_serviced
    x.debt_service = book.line(DEBT, "debt_service", If(running, service, 0))
    for key, of in (("cum_cfads", x.cfads), ("cum_service", x.debt_service)):
        line = book.state(DEBT, key)
        book.define(line, line.before + of)
        setattr(x, key, line)
    x.year_cfads = helper(scope, "year_cfads", "CFADS of 12 months", _trailing(scope, x.cum_cfads))
    x.year_service = helper(
        scope, "year_service", "debt service of 12 months", _trailing(scope, x.cum_service)
    )


def _trailing(scope: Scope, to_date: Line) -> Expression:
    return If(scope.month < 12, to_date, to_date - to_date.back(12))


def _refinance(scope: Scope) -> None:
    """The balloon, and the new loan: the least of need, value and cash flow; 0 if shut."""
    book, x, terms, month = scope.book, scope.x, scope.terms, scope.month
    book.section("Maturity")
    at_maturity = both(x.going, same(month, x.maturity.before))
    x.balloon_due = book.line(
        DEBT, "balloon_due", If(at_maturity, x.balance_drawn - x.scheduled, 0)
    )
    months = least(terms.debt_refinancing_months, scope.horizon - month)
    x.new_months = helper(
        scope, "new_months", "months of a new loan", greatest(0, months), "months"
    )
    above = terms.debt_refinancing_ltv - terms.debt_reference_ltv
    spread = terms.debt_spread * book.market("spread_factor")
    x.new_margin = helper(
        scope,
        "new_margin",
        "margin of a new loan",
        spread + terms.debt_ltv_margin_slope * above,
        "1/year",
    )
    rate = loan_rate(scope, x.new_margin, x.base_rate)
    yearly = 12 / greatest(x.new_months, 1) + rate
    by_value = terms.debt_refinancing_ltv * x.fleet_value
    by_cash = (x.year_cfads - x.contract_cliff) / (terms.debt_refinancing_dscr * yearly)
    is_open = both(book.market("tightness") >= terms.debt_refinancing_gate, x.new_months >= 1)
    loan = If(is_open, greatest(0, least(x.balloon_due, by_value, by_cash)), 0)
    x.new_loan = helper(scope, "new_loan", "new loan offered at maturity", loan)
    x.new_maturity = helper(
        scope,
        "new_maturity",
        "maturity if it is taken",
        If(x.new_loan > 0, month + x.new_months, x.maturity.before),
        "month",
    )


def _due(scope: Scope) -> None:
    """Cash before debt service, what is due, and the gap."""
    book, x = scope.book, scope.x
    book.section("Debt service")
    cash = x.cash.before + x.opening + x.operating_cash - x.tax_levered + x.vat_refunded
    cash = cash + x.chips - x.refund_from_cash + x.pot_let_go
    # In the last month what the end brings and costs is there to pay what is due.
    cash = cash - If(same(x.ending, 1), x.end_refund, 0)
    cash = helper(scope, "cash_in_hand", "cash before the pot helps", If(x.on, cash, 0))
    interest = If(x.in_service, x.interest, 0)
    matures = both(x.going, same(scope.month, x.new_maturity))
    x.revolver_due = book.line(DEBT, "revolver_due", If(matures, x.revolver.before, 0))
    due = x.unfunded + interest + x.fees_serviced + x.scheduled + x.balloon_due - x.new_loan
    due = due + x.revolver_due
    x.due = book.line(DEBT, "due", due)
    lacking = If(x.on, greatest(0, x.due - cash), 0)
    helps = helper(
        scope, "pot_helps", "of what cash lacks, met by the pot", least(lacking, x.pot_kept)
    )
    x.pot_released = book.line(DEBT, "pot_released", x.pot_let_go + helps)
    x.pot_now = helper(scope, "pot_now", "pot after it", x.pot_kept - helps)
    x.available_cash = book.line(DEBT, "available_cash", cash + helps)
    gap = If(x.on, x.due - x.available_cash, 0)
    x.shortfall = book.line(DEBT, "shortfall", _above_rounding(scope, gap))


def _above_rounding(scope: Scope, amount: Expression) -> Expression:
    """The amount, or 0 where it is rounding of what moves in the month."""
    x = scope.x
    moved = x.due + x.uses + greatest(x.operating_cash, -x.operating_cash)
    return If(amount > _ROUNDING * moved, amount, 0)


def _owners(scope: Scope, goes_on: Expression) -> tuple[Expression, Expression]:
    """Of a shortfall, what is asked of committed equity and of the reserve.

    Equity answers first while drawing, else after the reserve; while a lender is owed after that,
    for what is due at maturity and not renewed alone.
    """
    x, month = scope.x, scope.month
    left = x.equity_left.before - x.first_call
    drawing = month <= x.available_until
    is_free = either(drawing, same(x.balance_drawn + x.revolver.before, 0))
    words = "uncalled equity that answers"
    not_renewed = x.balloon_due - x.new_loan + x.revolver_due
    limit = If(is_free, left, least(left, not_renewed))
    answers = helper(scope, "equity_answers", words, limit)
    asked = If(both(drawing, goes_on), least(x.shortfall, answers), 0)
    first = helper(scope, "asked_of_equity_first", "shortfall asked of equity first", asked)
    x.reserve_filled = helper(
        scope, "reserve_now", "reserve before the shortfall", x.reserve.before + x.first_reserve
    )
    reserve = helper(
        scope,
        "asked_of_reserve",
        "shortfall asked of the reserve",
        least(x.shortfall - first, x.reserve_filled),
    )
    last = least(x.shortfall - first - reserve, answers - first)
    return helper(scope, "asked_of_equity", "shortfall asked of equity", first + last), reserve


def _bring_in(scope: Scope) -> None:
    """A shortfall is met by equity, reserve, revolver, cure; or the payment defaults.

    Nobody lends or cures in the last month, and what it cannot pay is settled at the end.
    """
    book, x, terms, month = scope.book, scope.x, scope.terms, scope.month
    goes_on = same(x.ending, 0)
    call, reserve = _owners(scope, goes_on)
    lends = both(goes_on, month < x.new_maturity, x.commitment > 0)
    room = If(lends, terms.debt_revolver - x.revolver.before, 0)
    revolver = helper(
        scope,
        "asked_of_revolver",
        "shortfall asked of the revolver",
        least(x.shortfall - call - reserve, greatest(0, room)),
    )
    rest = _above_rounding(scope, x.shortfall - call - reserve - revolver)
    rest = helper(scope, "asked_of_cure", "what is left for a cure", rest)
    curable = both(goes_on, x.cures_left.before >= 1, rest <= x.cure_left.before)
    unmet = both(rest > 0, negate(curable))
    x.failed = helper(
        scope,
        "payment_fails",
        "1 in the month of a payment default",
        flag(both(unmet, goes_on)),
        "flag",
    )
    x.short_at_end = helper(
        scope,
        "short_at_end",
        "1 where the last month cannot pay what is due",
        flag(both(unmet, negate(goes_on))),
        "flag",
    )
    x.sound = both(same(x.failed, 0), same(x.short_at_end, 0))

    def paid(key: str, amount: Expression) -> Expression:
        return book.line(DEBT, key, If(x.sound, amount, 0))

    x.equity_call = book.line(DEBT, "equity_call", x.first_call + If(x.sound, call, 0))
    x.from_reserve = paid("from_reserve", reserve)
    x.from_revolver = paid("from_revolver", revolver)
    x.first_cure = helper(scope, "first_cure", "cure of a shortfall", If(x.sound, rest, 0))
    brought = x.equity_call - x.first_call + x.from_reserve + x.from_revolver + x.first_cure
    x.brought_in = book.line(DEBT, "brought_in", brought)
    book.define(x.equity_left, x.equity_left.before - x.equity_call)
    x.cures_now = x.cures_left.before - flag(x.first_cure > 0)
    x.cure_now = x.cure_left.before - x.first_cure


def _pay(scope: Scope) -> None:
    book, x = scope.book, scope.x
    x.paying = both(x.on, x.sound)
    x.principal_due = helper(
        scope,
        "principal_due",
        "instalment and balloon paid",
        If(x.paying, x.scheduled + x.balloon_due, 0),
    )
    x.refinanced = book.line(DEBT, "refinanced", If(x.paying, x.new_loan, 0))
    balance = x.balance_drawn - x.principal_due + x.refinanced
    is_rounding = both(x.paying, balance <= _ROUNDING * x.drawn)
    x.balance_served = helper(
        scope, "balance_served", "loan after debt service", If(is_rounding, 0, balance)
    )
    x.renewed = x.refinanced > 0
    book.define(x.margin, If(x.new_loan > 0, x.new_margin, x.margin.before))
    book.define(x.maturity, If(x.renewed, x.new_maturity, x.maturity.before))


def _spread(scope: Scope) -> None:
    """Revolver, reserve, sweep, distribution, cash: in the month of the end all is cash."""
    book, x, terms, month = scope.book, scope.x, scope.terms, scope.month
    book.section("Surplus")
    surplus = greatest(0, x.available_cash + x.brought_in - x.due)
    left = helper(scope, "surplus", "cash beyond what is due", If(x.paying, surplus, 0))
    x.held_back = book.line(DEBT, "held_back", If(x.on, terms.equity_opening_cash + x.tax_owed, 0))
    keeping = both(x.paying, x.going)
    in_service = both(keeping, x.in_service)
    repaying = both(x.going, x.in_service, month < x.maturity, x.balance_served > 0)
    target = terms.debt_reserve_months * (x.interest + x.scheduled)
    x.target = helper(scope, "reserve_target", "target of the reserve", If(repaying, target, 0))
    reserve = x.reserve_filled - x.from_reserve
    released = helper(
        scope, "released", "reserve released", If(both(in_service, negate(repaying)), reserve, 0)
    )
    matured = If(x.paying, x.revolver_due, 0)
    revolver = x.revolver.before + x.from_revolver - matured
    repaid = helper(
        scope,
        "revolver_paid",
        "revolver repaid from the surplus",
        least(left + released, If(keeping, revolver, 0)),
    )
    x.revolver_paid = matured + repaid
    x.revolver_now = helper(scope, "revolver_now", "revolver after it", revolver - repaid)
    after = left + released - repaid
    wanted = If(keeping, greatest(0, x.target - (reserve - released)), 0)
    filled = helper(
        scope, "reserve_filled", "paid into the reserve from the surplus", least(after, wanted)
    )
    paid = x.first_reserve + filled - released
    x.to_reserve = book.line(DEBT, "to_reserve", If(x.sound, paid, 0))
    x.reserve_kept = helper(scope, "reserve_kept", "reserve after it", reserve - released + filled)
    x.free = helper(
        scope, "free", "cash free to sweep and pay out", greatest(0, after - filled - x.held_back)
    )
    sweeping = both(keeping, month >= x.available_until)
    ahead = least(terms.debt_sweep_share * x.free, x.balance_served)
    x.swept = helper(scope, "swept", "swept to the lender", If(sweeping, ahead, 0))
    drawing = both(x.commitment > 0, month <= x.available_until)
    sharing = both(in_service, negate(drawing), same(x.locked.before, 0))
    x.paid_out = helper(scope, "paid_out", "paid out to equity", If(sharing, x.free - x.swept, 0))
    waits = If(same(x.short_at_end, 1), x.available_cash, x.cash.before + x.opening)
    cash = If(x.paying, after - filled - x.swept - x.paid_out, waits)
    x.cash_now = helper(scope, "cash_now", "cash after it", cash)
