"""Figures of the path that are sums, extremes and ratios of its lines (model, 3.7)."""

from riskcloud.report.workbook.formulas.book import NEVER
from riskcloud.report.workbook.formulas.expression import Expression, If, same
from riskcloud.report.workbook.formulas.functions import both, greatest, sum_product
from riskcloud.report.workbook.ledger.returns import NOT_WITHIN, RETURNS, Returns, extreme, sum_of
from riskcloud.report.workbook.ledger.scope import DEBT, Scope

NONE = "no value"
NO_DEFAULT = "no default"


def project(scope: Scope, made: Returns) -> None:
    """Present values of capex and of the end, levelised cost, peak funding."""
    book, x = scope.book, scope.x
    book.section("Project")
    _paybacks(scope, "project", made)
    factor = made.factor.all
    x.capex_pv = book.outcome("capex_pv", sum_product(x.capex.all * factor))
    book.outcome("terminal_value_pv", sum_product(x.project_terminal.all * factor))
    book.outcome("npv_per_dollar", If(x.capex_pv > 0, made.npv / x.capex_pv, NONE))
    _levelised(scope, factor)
    lowest = extreme("MIN", made.operating)
    book.outcome("project_peak_funding", greatest(0, -lowest))
    book.outcome("project_capex", sum_of(x.capex))
    book.outcome("operating_costs", sum_of(x.costs))
    book.outcome("tax", sum_of(x.tax_unlevered))
    hours = sum_of(x.available_hours)
    book.outcome("utilisation", If(hours > 0, sum_of(x.billed_hours) / hours, NONE))


def _levelised(scope: Scope, factor: Expression) -> None:
    """What compute costs, without layers and working capital, over the hours billed."""
    book, x, terms = scope.book, scope.x, scope.terms
    sold = x.revenue_layers
    if x.cost_model_owners is not None:
        sold = sold - x.cost_model_owners
    of_layers = x.cost_layers + terms.costs_sales_commission * sold
    cards = x.capex - x.sale_proceeds + x.closure_cost
    vat = x.vat_paid - x.vat_refunded
    pending = book.own(RETURNS, "vat_due", (scope.money, "recoverable VAT not refunded to date"))
    book.define(pending, pending.before + vat)
    words = scope.money, "cost of compute: without layers and working capital"
    cost = x.costs - of_layers + cards + x.tax_unlevered + vat
    back = If(x.ends, pending + x.shell_back, 0)
    cost = book.helper(RETURNS, "cost_of_compute", words, cost - back)
    hours = sum_product(x.billed_hours.all * factor)
    spent = sum_product(cost.all * factor)
    book.outcome("levelised_cost", If(hours > 0, spent / hours, NONE))


def _paybacks(scope: Scope, owner: str, made: Returns) -> None:
    """Payback counted from the first outlay and from commissioning."""
    service = scope.x.first_commissioned
    since = If(service < scope.horizon, made.payback_since(service), NOT_WITHIN)
    scope.book.outcome(f"{owner}_payback_from_outlay", made.payback_since(made.outlay))
    scope.book.outcome(f"{owner}_payback_from_service", since)


def equity(scope: Scope, made: Returns) -> None:
    """Payback, paid in, received, the multiple of both."""
    book, x = scope.book, scope.x
    book.section("Equity")
    _paybacks(scope, "equity", made)
    paid = sum_of(x.equity_call) + sum_of(x.cure)
    paid_in = book.outcome("equity_paid_in", paid)
    received = book.outcome("equity_distributed", sum_of(x.distribution))
    book.outcome("equity_moic", If(paid_in > 0, received / paid_in, NONE))
    book.outcome("equity_committed", 1 * x.equity_commitment)


def lender(scope: Scope) -> None:
    """Cover, loan to value and default."""
    book, x = scope.book, scope.x
    book.section("Lender")
    _tests(scope)
    words = scope.money, "CFADS from commissioning to maturity or default"
    life = both(scope.month > x.first_commissioned, scope.month <= x.maturity)
    counted = both(life, x.default_month > scope.month)
    cfads = book.helper(DEBT, "life_cfads", words, If(counted, x.cfads, 0))
    words = scope.money, "debt service of the same months"
    service = book.helper(DEBT, "life_service", words, If(counted, x.debt_service, 0))
    most = sum_of(service)
    book.outcome("average_dscr", If(most > 0, sum_of(cfads) / most, NONE))
    _loan_life(scope)
    book.outcome("debt_commitment", 1 * x.commitment)
    book.outcome("debt_drawn", extreme("MAX", x.drawn))
    book.outcome("covenant_breaches", extreme("MAX", x.breaches))
    book.outcome("months_locked", sum_of(x.locked))
    month = extreme("MIN", x.default_month)
    book.outcome("default_month", If(month >= NEVER, NO_DEFAULT, month))
    book.outcome("default_kind", extreme("MAX", x.default_kind))
    x.exposure_of = book.outcome("exposure", extreme("MAX", x.exposure))
    x.loss_of = book.outcome("lender_loss", extreme("MAX", x.lender_loss))
    share = If(x.exposure_of > 0, x.loss_of / x.exposure_of, NONE)
    book.outcome("loss_given_default", share)


def _tests(scope: Scope) -> None:
    """Extremes over the tests that were held."""
    book, x = scope.book, scope.x
    held = both(same(x.tested, 1), x.year_service > 0)
    words = "1", "DSCR where tested, 1e9 elsewhere"
    cover = book.helper(DEBT, "dscr_tested", words, If(held, x.dscr, NEVER))
    lowest = extreme("MIN", cover)
    book.outcome("min_dscr", If(lowest < NEVER, lowest, NONE))
    words = "1", "loan to value where tested, -1 elsewhere"
    value = book.helper(DEBT, "ltv_tested", words, If(same(x.tested, 1), x.ltv, -1))
    highest = extreme("MAX", value)
    book.outcome("max_ltv", If(highest >= 0, highest, NONE))


def _loan_life(scope: Scope) -> None:
    """Cash of the tenor at the loan's rate, against the loan at the end of drawing."""
    book, x, month = scope.book, scope.x, scope.month
    since = month - x.available_until
    counted = both(since > 0, since <= scope.terms.debt_tenor_months)
    fall = If(counted, 1 / (1 + x.loan_rate / 12), 1)
    discount = book.own(DEBT, "loan_discount", ("1", "discount factor at the loan's rate"), 1.0)
    book.define(discount, discount.before * fall)
    cash = x.operating_cash - x.operating_tax_unlevered
    words = scope.money, "operating cash less unlevered tax of the tenor, discounted"
    worth = book.helper(DEBT, "loan_life_cash", words, If(counted, cash * discount, 0))
    words = scope.money, "prepayments earned in the tenor, discounted"
    earned = (x.prepayment_credited + x.prepayment_kept) * discount
    earned = book.helper(DEBT, "loan_life_earned", words, If(counted, earned, 0))
    book.outcome("debt_capacity", greatest(0, sum_of(worth)))
    full = both(same(month, x.available_until), same(x.performing, 1), x.default_month > month)
    words = scope.money, "loan at the end of drawing"
    balance = book.helper(DEBT, "full_balance", words, If(full, x.balance, 0))
    most = sum_of(balance)
    cover = (sum_of(worth) + sum_of(earned)) / most
    book.outcome("llcr", If(most > 0, cover, NONE))
    words = scope.money, "contracted bills to come at the end of drawing"
    ahead = book.helper(DEBT, "full_contracted", words, If(full, x.remaining_contract, 0))
    book.outcome("contract_cover", If(most > 0, sum_of(ahead) / most, NONE))
