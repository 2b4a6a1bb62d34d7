"""What a used card is worth: expected rent of its remaining life, less running cost (3.1)."""

from types import SimpleNamespace

from riskcloud.report.workbook.formulas.expression import Expression, If, same
from riskcloud.report.workbook.formulas.functions import (
    both,
    exp,
    greatest,
    least,
    sum_product,
    total,
)
from riskcloud.report.workbook.formulas.lines import Input, InputRange
from riskcloud.report.workbook.ledger.scope import COHORTS, HOURS, LEDGER, Scope

_LEAST_PREMIUM = -6


def months_ahead(life: float) -> InputRange:
    """1, 2, ... to the last month of an economic life."""
    months = range(1, int(life) + 1)
    return InputRange("months_ahead", [Input(f"months_ahead_{j}", float(j)) for j in months])


def step(scope: Scope) -> None:
    """Orderly value of each cohort delivered and in life, and of the fleet."""
    book, x, month = scope.book, scope.x, scope.month
    book.section("Residual value")
    x.entry_cost_start = _entry_cost(scope)
    glut = exp(scope.terms.residual_glut_slope * least(book.market("tightness"), 0))
    x.glut = book.helper(LEDGER, "glut", ("1", "orderly value in a glut"), glut)
    kept = []
    for cohort in scope.cohorts:
        book.section(f"Cohort {cohort.name}")
        there = both(x.open, month > 0, cohort.delivered <= month, month <= cohort.retired)
        worth = cohort.terms.gpus * _unit_value(scope, cohort) * x.glut
        key = f"cohort.{cohort.name}.value"
        cohort.value_of = book.line(COHORTS, key, If(there, worth, 0))
        stays = If(month < cohort.retired, cohort.value_of, cohort.value_of * x.ending)
        kept.append(stays)
    book.section("Residual value")
    x.fleet_value = book.line(LEDGER, "fleet_value", total(kept))


def _entry_cost(scope: Scope) -> Expression:
    """Rent of an H100-equivalent hour at which a buyer enters at the start (1.3)."""
    m = scope.market
    discount, life = m.entry_cost_discount_rate, m.entry_cost_life
    hardware = m.entry_cost_capex * (1 - m.entry_cost_residual_share * exp(-discount * life))

    def years(rate: Expression) -> Expression:
        return If(same(rate, 0), life, (1 - exp(-rate * life)) / rate)

    hours = 8760 * m.entry_cost_utilisation
    work = hours * m.entry_cost_performance**m.entry_cost_elasticity
    cost = (hardware + m.entry_cost_opex * years(discount)) / (
        years(discount + m.entry_cost_rent_decline) * work
    )
    words = f"{scope.money}/GPU-hour", "entry cost at the start of an H100-equivalent hour"
    return scope.book.single("entry_cost_start", words, cost)


def _unit_value(scope: Scope, cohort: SimpleNamespace) -> Expression:
    """Of one card, between scrap and what a new one of its performance costs."""
    book, m, name = scope.book, scope.market, cohort.name
    life = scope.terms.residual_life_months
    left = greatest(0, least(life, cohort.commissioned + life - scope.month))
    cohort.left = book.helper(
        COHORTS, f"cohort.{name}.left", ("months", f"{name}: economic life left"), left
    )
    rent = book.helper(
        COHORTS,
        f"cohort.{name}.rent_ahead",
        (f"{scope.money}/GPU", f"{name}: present value of rent to come"),
        _rent_ahead(scope, cohort),
    )
    running = book.helper(
        COHORTS,
        f"cohort.{name}.running_ahead",
        (f"{scope.money}/GPU", f"{name}: present value of running cost to come"),
        _running_cost(scope, cohort) * _discounted(scope, cohort.left),
    )
    cheaper = exp(book.market("ln_entry_cost")) / scope.x.entry_cost_start
    index = book.market("server_index")
    per_unit = m.entry_cost_capex / m.entry_cost_performance**m.entry_cost_elasticity
    new = per_unit * scope.chip(cohort.chip, "quality") * cheaper * index / index.at_start
    cap = book.helper(
        COHORTS,
        f"cohort.{name}.new_card",
        (f"{scope.money}/GPU", f"{name}: price of a new card of the same performance"),
        new,
    )
    scrap = scope.terms.residual_scrap_share * cohort.unit_cost
    return least(cap, greatest(scrap, rent - running))


def _rent_ahead(scope: Scope, cohort: SimpleNamespace) -> Expression:
    """The sum over the months to come, the reversion of tightness in each."""
    book, terms, m = scope.book, scope.terms, scope.market
    months = scope.x.months_ahead
    years = months / 12
    kept = exp(-terms.residual_reversion * years)
    falling = (m.entry_cost_rent_decline + m.prices_ageing) * years
    today = book.market("tightness") + book.market("contract_residual")
    premium = greatest(today, _LEAST_PREMIUM) * kept
    spread = terms.residual_variance / 2 * (1 - kept**2)
    discount = terms.residual_discount_rate * years
    level = exp(book.market("ln_entry_cost") - falling + premium + spread - discount)
    hours = HOURS * m.entry_cost_utilisation
    quality = scope.chip(cohort.chip, "quality")
    return quality * hours * sum_product(level * (months <= cohort.left))


def _running_cost(scope: Scope, cohort: SimpleNamespace) -> Expression:
    """Of one card at the reference site, a month."""
    kw = scope.kw(cohort) * scope.market.prices_reference_pue
    price = scope.book.market(f"region.{scope.book.given.fleet.first_region}.price")
    return HOURS * kw * price / 1000 + scope.terms.costs_network


def _discounted(scope: Scope, left: Expression) -> Expression:
    """Present value of one a month over the same months; the rate is above 0."""
    kept = exp(-scope.terms.residual_discount_rate / 12)
    return kept * (1 - kept**left) / (1 - kept)
