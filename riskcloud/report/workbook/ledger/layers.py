"""What model calls cost, and the enterprise platform (model, 2.10 and 2.11)."""

from riskcloud.report.workbook.formulas.expression import Expression, If, same
from riskcloud.report.workbook.formulas.functions import both, exp, modulo, ratio, total
from riskcloud.report.workbook.ledger.scope import LEDGER, Scope


def step(scope: Scope) -> None:
    """Both layers, and their sums as the rest of the ledger takes them; 0 where not offered."""
    book, x = scope.book, scope.x
    revenue: list[Expression] = []
    cost: list[Expression] = []
    if x.offers_calls:
        revenue += [x.revenue_own_models, x.revenue_hosted_models, x.revenue_resale]
        cost += _cost_of_calls(scope)
    else:
        x.cost_model_owners = None
    if any(one == "operator.platform.offered" for one in book.inputs) and bool(
        scope.terms.platform_offered.number
    ):
        _platform(scope)
        revenue.append(x.revenue_platform)
        cost.append(x.cost_platform)
    book.section("Model calls and platform")
    x.revenue_layers = book.line(LEDGER, "revenue_layers", total(revenue))
    x.cost_layers = book.line(LEDGER, "cost_layers", total(cost))


def _cost_of_calls(scope: Scope) -> list[Expression]:
    book, x, terms = scope.book, scope.x, scope.terms
    book.section("Model calls")
    owners = x.revenue_hosted_models * (1 - terms.model_calls_take_rate)
    owners = owners + x.revenue_resale * (1 - terms.model_calls_resale_take_rate)
    x.cost_model_owners = book.line(LEDGER, "cost_model_owners", owners)
    served = x.revenue_own_models + x.revenue_hosted_models
    fixed = If(both(x.open, scope.month > 0), terms.model_calls_model_cost / 12 * x.escalation, 0)
    x.cost_models = book.line(
        LEDGER, "cost_models", terms.model_calls_service_cost * served + fixed
    )
    return [x.cost_model_owners, x.cost_models]


def _platform(scope: Scope) -> None:
    """Accounts leave, come with hours billed, and ramp up; what they bring and cost."""
    book, x, terms, month = scope.book, scope.x, scope.terms, scope.month
    book.section("Platform")
    price = book.state(LEDGER, "platform_escalation", 1.0)
    new_year = both(same(modulo(month, 12), 1), month > 1)
    book.define(price, If(new_year, price.before * (1 + terms.platform_escalator), price.before))
    accounts, spending = (
        book.state(LEDGER, "platform_accounts"),
        book.state(LEDGER, "platform_spending"),
    )
    used = ratio(x.billed_hours, x.available_hours)
    stay = exp(-terms.platform_churn / 12)
    come = terms.platform_new_accounts / 12 * used
    book.define(
        accounts, If(same(month, 0), terms.platform_accounts, accounts.before * stay + come)
    )
    left = spending.before * stay
    ramp = left + (accounts - left) * (1 - exp(-1 / terms.platform_ramp_months))
    book.define(spending, If(same(month, 0), terms.platform_accounts, ramp))
    paid = spending * terms.platform_revenue / 12 * price
    x.revenue_platform = book.line(LEDGER, "revenue_platform", If(x.installed_gpus > 0, paid, 0))
    fixed = If(both(x.open, month > 0), terms.platform_cost / 12 * price, 0)
    x.cost_platform = book.line(
        LEDGER, "cost_platform", (1 - terms.platform_gross_margin) * x.revenue_platform + fixed
    )
