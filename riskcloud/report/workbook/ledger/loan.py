"""Charges, uses and sources of a month (model, 3.6)."""

from riskcloud.report.workbook.formulas.book import NEVER
from riskcloud.report.workbook.formulas.expression import Expression, If, same
from riskcloud.report.workbook.formulas.functions import both, either, flag, greatest, least
from riskcloud.report.workbook.ledger.scope import DEBT, Scope
from riskcloud.report.workbook.ledger.sizing import loan_rate

_STATES = (
    "balance",
    "revolver",
    "reserve",
    "cash",
    "pot",
    "settled",
    "locked",
    "breaches",
    "exposure",
    "claims_left",
    "refunds_owed",
    "owed",
    "estate",
    "lender_loss",
    "default_rate",
    "default_kind",
)


def begin(scope: Scope) -> None:
    """What goes from month to month; formulas follow where the month ends."""
    book, x = scope.book, scope.x
    book.section("End of month")
    for key in _STATES:
        setattr(x, key, book.state(DEBT, key))
    x.default_month = book.state(DEBT, "default_month", NEVER)
    x.margin = book.state(DEBT, "margin", x.margin_at_start)
    # The kernel's row waits for the orders of the path; this is what it comes to.
    x.instalment = book.own(DEBT, "loan_instalment", (scope.money, "scheduled principal a month"))
    words = "month", "maturity of the loan"
    x.maturity = book.own(DEBT, "loan_maturity", words, x.maturity_at_start)
    x.equity_left = book.state(DEBT, "equity_left", x.equity_commitment)
    x.cure_left = book.state(DEBT, "cure_left", x.cure_amount)
    x.cures_left = book.state(DEBT, "cures_left", scope.terms.debt_cures)
    running = both(x.default_month.before >= NEVER, same(x.settled.before, 0))
    x.performing = book.line(DEBT, "performing", flag(running))
    x.on = same(x.performing, 1)
    rate = book.market("short_rate")
    words = "1/year", "short rate of last month"
    x.base_rate = book.helper(
        DEBT, "base_rate_of_loan", words, If(same(scope.month, 0), rate, rate.before)
    )


def helper(scope: Scope, key: str, meaning: str, formula: Expression, unit: str = "") -> Expression:
    """A line of the sheet of debt that the kernel's ledger does not show."""
    return scope.book.helper(DEBT, key, (unit or scope.money, meaning), formula)


def accrue(scope: Scope) -> Expression:
    """Interest and fees of the month, on balances at its start; tax must know them."""
    book, x, terms, month = scope.book, scope.x, scope.terms, scope.month
    book.section("Charges")
    x.loan_rate = book.state(DEBT, "loan_rate")
    rate = loan_rate(scope, x.margin.before, x.base_rate)
    book.define(x.loan_rate, rate)
    owing = x.balance.before + x.revolver.before
    x.interest = book.line(DEBT, "interest", If(x.on, owing * x.loan_rate / 12, 0))
    x.drawn = book.state(DEBT, "drawn")
    undrawn = x.commitment - x.drawn.before
    waiting = If(month <= x.available_until, terms.debt_commitment_fee / 12 * undrawn, 0)
    fees = If(same(month, 0), terms.debt_upfront_fee * x.commitment, waiting)
    running = both(x.on, month >= 1, month <= x.maturity.before, x.commitment > 0)
    guarantee = terms.debt_letter_of_credit * terms.debt_letter_of_credit_fee
    serviced = (terms.debt_agency_fee + guarantee) / 12
    x.fees_serviced = book.line(DEBT, "fees_serviced", If(running, serviced, 0))
    x.fees = book.line(DEBT, "fees", If(x.on, fees, 0) + x.fees_serviced)
    charges: Expression = x.interest + x.fees
    return charges


def fund(scope: Scope) -> None:
    """Uses met by the pot, the loan and equity; what is unfunded falls on cash."""
    book, x = scope.book, scope.x
    book.section("Uses and sources")
    received = x.pot.before + If(x.on, x.prepayment_received, 0)
    refund = If(x.on, x.prepayment_refunded - x.end_refund, 0)
    back = helper(scope, "pot_back", "refunds met by the pot", least(received, refund))
    x.refund_from_cash = book.line(DEBT, "refund_from_cash", refund - back)
    pot = helper(scope, "pot_filled", "pot before uses", received - back)
    x.room = helper(scope, "room", "what may be drawn", _room(scope))
    _uses(scope, pot)
    x.from_pot = book.line(DEBT, "from_pot", least(pot, x.uses))
    asked = _asked(scope, x.uses - x.from_pot)
    x.debt_draw = book.line(DEBT, "debt_draw", greatest(0, least(asked, x.room)))
    call = least(x.uses - x.from_pot - x.debt_draw, If(x.on, x.equity_left.before, 0))
    x.first_call = helper(scope, "first_call", "uses met by equity", call)
    x.unfunded = helper(
        scope,
        "unfunded",
        "uses that no source meets",
        x.uses - x.from_pot - x.debt_draw - x.first_call,
    )
    _let_go(scope, pot - x.from_pot)
    book.define(x.drawn, x.drawn.before + x.debt_draw)
    x.balance_drawn = helper(
        scope, "balance_drawn", "loan after drawing", x.balance.before + x.debt_draw
    )


def _let_go(scope: Scope, left: Expression) -> None:
    """The pot's rest is released once no more capex is to be funded by it."""
    x = scope.x
    grace = If(x.commitment > 0, 0, scope.terms.debt_grace_months)
    over = either(scope.month >= x.available_until - grace, same(x.ending, 1))
    released = If(both(x.on, over), left, 0)
    x.pot_let_go = helper(scope, "pot_let_go", "pot no longer kept for uses", released)
    x.pot_kept = helper(scope, "pot_kept", "pot after uses", left - x.pot_let_go)


def _uses(scope: Scope, pot: Expression) -> None:
    """Uses of the month; the first reserve is of the loan as drawn for the others."""
    book, x, terms, month = scope.book, scope.x, scope.terms, scope.month
    opening = If(both(x.on, same(month, 0)), terms.equity_opening_cash, 0)
    x.opening = helper(scope, "opening_cash", "opening cash", opening)
    building = If(month <= x.first_commissioned, x.interest, 0)
    x.building = helper(scope, "building", "interest in construction", building)
    outlays = x.capex + x.vat_paid + x.fees - x.fees_serviced
    others = If(x.on, outlays + x.building + x.opening, 0)
    x.other_uses = helper(scope, "other_uses", "uses but the first reserve", others)
    at_start = both(x.on, same(month, x.first_commissioned))
    reserve = If(at_start, _first_reserve(scope, x.other_uses - pot), 0)
    x.first_reserve = helper(scope, "first_reserve", "first payment into the reserve", reserve)
    x.uses = book.line(DEBT, "uses", x.other_uses + x.first_reserve)


def _room(scope: Scope) -> Expression:
    """What may be drawn this month, whatever the uses; pro rata the share is made up."""
    x, month = scope.x, scope.month
    behind = greatest(0, x.draw_ratio * x.cum_capex - x.drawn.before)
    pro_rata = If(month >= x.first_delivered, behind, 0)
    unused = x.commitment - x.drawn.before
    room = If(same(scope.terms.debt_funding_order, 0), least(pro_rata, unused), unused)
    return If(both(x.on, month <= x.available_until), room, 0)


def _asked(scope: Scope, left: Expression) -> Expression:
    """Of uses that the pot leaves: all, or, equity first, what owners leave of them."""
    first = same(scope.terms.debt_funding_order, 1)
    return left - If(first, scope.x.equity_left.before, 0)


def _first_reserve(scope: Scope, others: Expression) -> Expression:
    """Months of service of the loan as it stands after the month, its draw for this included."""
    x, terms = scope.x, scope.terms
    service = x.loan_rate / 12 + (1 - terms.debt_balloon_share) / terms.debt_tenor_months
    words = "reserve over the loan that it is for"
    k = helper(scope, "reserve_share", words, terms.debt_reserve_months * service, "1")
    balance = x.balance.before
    most = balance + x.room
    asked = balance + _asked(scope, others)
    grown = least(most, If(k < 1, asked / (1 - If(k < 1, k, 0)), most))
    loan = If(asked + k * balance > balance, grown, balance)
    return k * helper(scope, "reserve_basis", "loan that the reserve is for", loan)
