"""Cards sold, contracts ended, what comes back at the end (model, 2.1 and 2.9)."""

from types import SimpleNamespace

from riskcloud.report.workbook.formulas.expression import Expression, If, same
from riskcloud.report.workbook.formulas.functions import both, either, flag, greatest, least, total
from riskcloud.report.workbook.ledger.scope import COHORTS, HOURS, LEDGER, Scope


def step(scope: Scope) -> None:
    """Sales of cards; leases and power contracts ended; shell, working capital and VAT back."""
    book, x, terms, month = scope.book, scope.x, scope.terms, scope.month
    x.ends = same(x.ending, 1)
    for cohort in scope.cohorts:
        book.section(f"Cohort {cohort.name}")
        _sell(scope, cohort)
    book.section("End of operations")
    sales = total([cohort.sale for cohort in scope.cohorts])
    x.sale_proceeds = book.line(LEDGER, "sale_proceeds", sales)
    money = scope.money
    lease = book.helper(LEDGER, "lease_ended", (money, "lease ended"), If(x.ends, _lease(scope), 0))
    power = book.helper(
        LEDGER, "power_ended", (money, "power contract ended"), If(x.ends, _power(scope), 0)
    )
    down = total([cohort.taken_down for cohort in scope.cohorts])
    x.closure_cost = book.line(LEDGER, "closure_cost", down + lease + power)
    shell = If(
        terms.space_shell_month <= month,
        terms.space_shell_capex * terms.space_shell_residual_share,
        0,
    )
    x.shell_back = book.helper(
        LEDGER, "shell_back", (money, "own shell at the end"), If(x.ends, shell, 0)
    )
    x.vat_pending = book.state(LEDGER, "vat_pending")
    vat = x.vat_pending.before + x.vat_paid - x.vat_refunded
    back = If(x.ends, x.capital + vat, 0)
    x.closure_other = book.line(LEDGER, "closure_other", back + x.shell_back)
    book.define(x.vat_pending, If(x.ends, 0, vat))
    book.section("Operating cash")
    x.earned = book.line(LEDGER, "earned", x.revenue + x.prepayment_kept)
    x.expensed = book.line(LEDGER, "expensed", x.costs + x.write_off + x.closure_cost)


def _sell(scope: Scope, cohort: SimpleNamespace) -> None:
    """At the end of service at orderly value; at an early end at 90 days' value.

    Deposits of cards not delivered are sold like these; of cards not ordered they are lost.
    """
    book, x, month, hurried = scope.book, scope.x, scope.month, scope.terms.residual_days_90
    terms, key = cohort.terms, f"cohort.{cohort.name}"
    retires = both(same(cohort.active, 1), same(month, cohort.retired))
    leaves = both(x.ends, month < cohort.retired, cohort.cost > 0)
    delivered = cohort.delivered <= month
    at_end = cohort.value_of * If(same(month, scope.horizon), 1, hurried)
    deposits = If(cohort.ordered <= month, cohort.cost * hurried, 0)
    sale = If(retires, cohort.value_of, If(leaves, If(delivered, at_end, deposits), 0))
    cohort.sale = book.line(COHORTS, f"{key}.sale", sale)
    cohort.leaves = either(retires, leaves)
    gone = cohort.leaves
    if terms.by_rule.number:
        last = same(month, terms.order_month + terms.max_deferral)
        gone = either(gone, both(x.open, last, cohort.ordered > month))
    cohort.sold = book.line(COHORTS, f"{key}.sold", flag(gone))
    down = If(both(cohort.leaves, delivered), terms.decommissioning * terms.gpus, 0)
    words = scope.money, f"{cohort.name}: decommissioning"
    cohort.taken_down = book.helper(COHORTS, f"{key}.taken_down", words, down)


def _months_left(scope: Scope, start: Expression, months: Expression) -> Expression:
    """Of a contract that has begun."""
    return If(start < scope.month, greatest(0, start + months - scope.month), 0)


def _lease(scope: Scope) -> Expression:
    """The fee that ends it, or what is left of its rent after re-letting."""
    terms = scope.terms
    left = _months_left(scope, terms.space_lease_start, terms.space_lease_months)
    months = least(terms.space_termination_months, left * (1 - terms.space_reletting_share))
    return months * terms.space_rent * scope.x.rent_escalation * terms.space_leased_kw


def _power(scope: Scope) -> Expression:
    """Contracted energy that is dearer than what the market pays for it."""
    terms = scope.terms
    left = _months_left(scope, terms.power_contract_start, terms.power_contract_months)
    months = least(terms.power_termination_months, left)
    sells_at = scope.region("price") * (1 - terms.power_surplus_discount)
    loss = greatest(0, terms.power_contract_price * scope.x.power_escalation - sells_at)
    return months * terms.power_contracted_mw * HOURS * loss
