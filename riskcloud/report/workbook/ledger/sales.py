"""Hours sold beside the contracts: rental and model calls (model, 2.3 and 2.10)."""

from types import SimpleNamespace

from riskcloud.report.workbook.formulas.expression import Expression, If, same
from riskcloud.report.workbook.formulas.functions import both, exp, greatest, least, log, total
from riskcloud.report.workbook.ledger.costs import in_force
from riskcloud.report.workbook.ledger.scope import COHORTS, HOURS, LEDGER, Scope


def step(scope: Scope) -> None:
    """Free hours, tokens served on a part of them, the rest rented."""
    book, x, terms = scope.book, scope.x, scope.terms
    book.section("Sales by the hour")
    x.rental_utilisation = book.line(
        LEDGER,
        "rental_utilisation",
        _after_start(scope, _sold_share(scope, terms.rental_utilisation)),
    )
    premium = book.market("list_premium")
    positioning = terms.rental_positioning * exp(premium)
    x.positioning = book.line(LEDGER, "positioning", positioning)
    x.offers_calls = any(one == "operator.model_calls.offered" for one in book.inputs) and bool(
        terms.model_calls_offered.number
    )
    if x.offers_calls:
        _prepare_calls(scope)
    _price_power(scope)
    for cohort in scope.cohorts:
        book.section(f"Cohort {cohort.name}")
        _free_hours(scope, cohort)
        cohort.token_hours = _serve(scope, cohort) if x.offers_calls else None
        _rent(scope, cohort)
        _physical(scope, cohort)
    _totals(scope)


def _after_start(scope: Scope, formula: Expression) -> Expression:
    """Nothing is sold at month 0."""
    return If(same(scope.month, 0), 0, formula)


def _sold_share(scope: Scope, usual: Expression) -> Expression:
    """Of hours of which a usual share is sold in a balanced market."""
    book = scope.book
    pull = scope.terms.rental_utilisation_tightness * book.market("tightness")
    taken = scope.market.demand_private_drift * scope.month / 12
    odds = log(usual / (1 - usual)) + pull + book.market("utilisation_noise") - taken
    return 1 / (1 + exp(-odds))


def _helper(
    scope: Scope, cohort: SimpleNamespace, key: str, words: tuple[str, str], formula: Expression
) -> Expression:
    unit, meaning = words
    words = unit, f"{cohort.name}: {meaning}"
    return scope.book.helper(COHORTS, f"cohort.{cohort.name}.{key}", words, formula)


def _free_hours(scope: Scope, cohort: SimpleNamespace) -> None:
    let = cohort.contracted * HOURS
    free = cohort.active * greatest(0, cohort.terms.gpus * scope.x.usable * HOURS - let)
    cohort.free = _helper(
        scope, cohort, "free_hours", ("GPU-hours", "hours without contract"), free
    )


def _price_power(scope: Scope) -> None:
    """The contracted minimum, and what a MWh less would save."""
    book, x, terms = scope.book, scope.x, scope.terms
    contract = in_force(scope, terms.power_contract_start, terms.power_contract_months)
    minimum = If(both(x.open, contract), terms.power_contracted_mw * HOURS, 0)
    x.energy_contracted = book.line(LEDGER, "energy_contracted", minimum)
    market = scope.region("price")
    surplus = terms.power_surplus_sale * market * (1 - terms.power_surplus_discount)
    binds = x.energy_contracted >= x.it_kw * terms.power_pue * HOURS / 1000
    saved = If(binds, surplus, market * scope.region("spike"))
    avoided = If(both(x.open, scope.month > 0), saved + terms.power_delivery_charge, 0)
    x.power_avoided = book.line(LEDGER, "power_avoided", avoided)


def _avoidable_cost(scope: Scope, cohort: SimpleNamespace, use: Expression) -> Expression:
    """Power that an hour sold draws above an idle one."""
    terms = scope.terms
    kw = scope.kw(cohort) * terms.power_pue * (1 - terms.power_idle_share)
    return kw * use * scope.x.power_avoided / 1000


def _rent(scope: Scope, cohort: SimpleNamespace) -> None:
    """On demand and spot; a channel that does not pay for its power sells nothing."""
    book, x, terms = scope.book, scope.x, scope.terms
    quality, price = scope.chip(cohort.chip, "quality"), f"{scope.money}/GPU-hour"
    listed = book.market("list_price") * x.positioning * (1 - terms.rental_discount)
    cost = _helper(
        scope,
        cohort,
        "avoidable_cost",
        (price, "power that an hour rented draws"),
        _avoidable_cost(scope, cohort, terms.rental_physical_use),
    )
    kept = 1 - x.serving_share if x.offers_calls else 1
    sold = cohort.free * kept * x.rental_utilisation
    kept_of_price = 1 - terms.costs_sales_commission - terms.costs_bad_debt
    for key, unit_price, share in (
        ("on_demand", listed * quality, terms.rental_on_demand_share),
        ("spot", book.market("spot_price") * quality, 1 - terms.rental_on_demand_share),
    ):
        words = key.replace("_", " ")
        asked = _helper(scope, cohort, f"{key}_price", (price, f"price {words}"), unit_price)
        hours = _helper(
            scope,
            cohort,
            f"{key}_hours",
            ("GPU-hours", f"hours {words}"),
            If(asked * kept_of_price < cost, 0, sold * share),
        )
        revenue = (scope.money, f"revenue {words}")
        earned = _helper(scope, cohort, f"{key}_revenue", revenue, hours * asked)
        setattr(cohort, f"{key}_hours", hours)
        setattr(cohort, f"{key}_revenue", earned)


def _physical(scope: Scope, cohort: SimpleNamespace) -> None:
    """Cards at work for all who buy hours."""
    terms = scope.terms
    tenants = [one.physical for one in scope.customers if one.cohort is cohort]
    rented = (cohort.on_demand_hours + cohort.spot_hours) / HOURS * terms.rental_physical_use
    work = total([*tenants, rented])
    if cohort.token_hours is not None:
        work = work + cohort.token_hours / HOURS * terms.model_calls_physical_use
    key = f"cohort.{cohort.name}.physical"
    cohort.physical = scope.book.line(COHORTS, key, work)


def _totals(scope: Scope) -> None:
    book, x = scope.book, scope.x
    book.section("Revenue")
    on_demand, spot, hours = (
        total([getattr(cohort, name) for cohort in scope.cohorts])
        for name in ("on_demand_revenue", "spot_revenue", "on_demand_hours")
    )
    x.revenue_on_demand = book.line(LEDGER, "revenue_on_demand", on_demand)
    x.revenue_spot = book.line(LEDGER, "revenue_spot", spot)
    billed = x.contract_hours + hours + total([c.spot_hours for c in scope.cohorts])
    if x.offers_calls:
        billed = billed + _total_calls(scope)
    x.billed_hours = book.line(LEDGER, "billed_hours", billed)


def _prepare_calls(scope: Scope) -> None:
    """Share of free hours kept for serving, of these sold, and the own token price."""
    book, x, terms, market = scope.book, scope.x, scope.terms, scope.market
    book.section("Model calls")
    at_start = least(market.inference_cap, market.inference_start)
    shift = book.market("inference_share") / at_start - 1
    share = terms.model_calls_serving_share * (1 + terms.model_calls_serving_shift * shift)
    x.serving_share = book.line(
        LEDGER, "serving_share", _after_start(scope, least(1, greatest(0, share)))
    )
    usual = _sold_share(scope, terms.model_calls_utilisation)
    x.serving_utilisation = book.line(LEDGER, "serving_utilisation", _after_start(scope, usual))
    price = book.market("token_price") * terms.model_calls_positioning
    x.own_token_price = book.helper(
        LEDGER,
        "own_token_price",
        (f"{scope.money}/Mtokens", "own price of a million tokens"),
        price * exp(book.market("token_premium")),
    )


def _serve(scope: Scope, cohort: SimpleNamespace) -> Expression:
    """Hours that serve tokens: they must pay for their power."""
    book, x, terms = scope.book, scope.x, scope.terms
    own = scope.chip(cohort.chip, "ln_inference")
    faster = exp(own - scope.chip(book.given.fleet.first_chip, "ln_inference"))
    speed = book.market("token_throughput") * terms.model_calls_efficiency * faster
    cohort.tokens_an_hour = _helper(
        scope, cohort, "tokens_an_hour", ("Mtokens/GPU-hour", "tokens that an hour serves"), speed
    )
    gross = cohort.tokens_an_hour * x.own_token_price
    hosted = terms.model_calls_hosted_share
    kept = gross * (1 - hosted * (1 - terms.model_calls_take_rate))
    cost = _avoidable_cost(scope, cohort, terms.model_calls_physical_use)
    commission = terms.costs_sales_commission
    pays = kept * (1 - commission) - terms.model_calls_service_cost * gross >= cost
    sold = cohort.free * x.serving_share * x.serving_utilisation
    hours = _helper(
        scope,
        cohort,
        "token_hours",
        ("GPU-hours", "hours that serve tokens"),
        If(pays, _after_start(scope, sold), 0),
    )
    return hours


def _total_calls(scope: Scope) -> Expression:
    """Tokens served and resold, and what they bring; gives the hours billed."""
    book, x, terms, month = scope.book, scope.x, scope.terms, scope.month
    hours = total([cohort.token_hours for cohort in scope.cohorts])
    x.token_hours = book.line(LEDGER, "token_hours", hours)
    tokens = total([cohort.token_hours * cohort.tokens_an_hour for cohort in scope.cohorts])
    x.tokens_served = book.line(LEDGER, "tokens_served", tokens)
    revenue = x.tokens_served * x.own_token_price
    hosted = terms.model_calls_hosted_share
    x.revenue_own_models = book.line(LEDGER, "revenue_own_models", revenue * (1 - hosted))
    x.revenue_hosted_models = book.line(LEDGER, "revenue_hosted_models", revenue * hosted)
    resold = terms.model_calls_resold * exp(terms.model_calls_resale_growth * month / 12)
    x.tokens_resold = book.line(LEDGER, "tokens_resold", If(x.open, _after_start(scope, resold), 0))
    x.revenue_resale = book.line(LEDGER, "revenue_resale", x.tokens_resold * x.own_token_price)
    return x.token_hours
