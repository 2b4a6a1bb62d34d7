"""Operating costs, working capital and operating cash (model, 2.4 to 2.6)."""

from types import SimpleNamespace

from riskcloud.report.workbook.formulas.expression import Expression, If
from riskcloud.report.workbook.formulas.functions import both, greatest, total
from riskcloud.report.workbook.ledger.scope import COHORTS, HOURS, LEDGER, Scope

NAMES = ("power", "space", "network", "staff", "upkeep", "insurance", "sales")


def step(scope: Scope) -> None:
    """The seven costs of the month, and the cash that is left of revenue."""
    _power(scope)
    _space(scope)
    _by_cohort(scope)
    _other(scope)
    _cash(scope)


def in_force(scope: Scope, start: Expression, months: Expression) -> Expression:
    return both(start < scope.month, scope.month <= start + months)


def _power(scope: Scope) -> None:
    """Energy drawn and a contracted minimum; what is not drawn of it may be sold."""
    book, x, terms = scope.book, scope.x, scope.terms
    drawn = []
    for cohort in scope.cohorts:
        book.section(f"Cohort {cohort.name}")
        idle = terms.power_idle_share
        busy = cohort.terms.gpus * idle + (1 - idle) * cohort.physical
        energy = cohort.active * scope.kw(cohort) * terms.power_pue * busy * HOURS / 1000
        words = "MWh", f"{cohort.name}: energy drawn"
        drawn.append(book.helper(COHORTS, f"cohort.{cohort.name}.energy", words, energy))
    book.section("Power")
    x.energy_drawn = book.line(LEDGER, "energy_drawn", total(list(drawn)))
    market, money = scope.region("price"), scope.money

    def part(key: str, meaning: str, formula: Expression) -> Expression:
        return book.helper(LEDGER, f"power_{key}", (money, meaning), formula)

    price = terms.power_contract_price * x.power_escalation
    contracted = part("contracted", "contracted minimum", x.energy_contracted * price)
    over = greatest(0, x.energy_drawn - x.energy_contracted)
    bought = part("bought", "bought beyond it", over * market * scope.region("spike"))
    delivery = part("delivery", "delivery", x.energy_drawn * terms.power_delivery_charge)
    spare = greatest(0, x.energy_contracted - x.energy_drawn)
    discounted = market * (1 - terms.power_surplus_discount)
    sold = part("surplus", "surplus sold", terms.power_surplus_sale * spare * discounted)
    x.cost_power = book.line(LEDGER, "cost_power", contracted + bought + delivery - sold)


def _space(scope: Scope) -> None:
    book, x, terms = scope.book, scope.x, scope.terms
    book.section("Costs")
    lease = in_force(scope, terms.space_lease_start, terms.space_lease_months)
    kw = greatest(x.it_kw, If(lease, terms.space_leased_kw, 0))
    rent = terms.space_rent * x.rent_escalation * kw
    x.cost_space = book.line(LEDGER, "cost_space", If(both(x.open, scope.month > 0), rent, 0))


def _by_cohort(scope: Scope) -> None:
    """Support, repairs after warranty, insurance and property tax."""
    book, x = scope.book, scope.x
    parts = []
    for cohort in scope.cohorts:
        book.section(f"Cohort {cohort.name}")
        parts.append(_upkeep(scope, cohort))
    book.section("Costs")
    upkeep, insurance = (total([pair[place] for pair in parts]) for place in (0, 1))
    x.cost_upkeep = book.line(LEDGER, "cost_upkeep", upkeep)
    x.cost_insurance = book.line(LEDGER, "cost_insurance", insurance)


def _upkeep(scope: Scope, cohort: SimpleNamespace) -> tuple[Expression, Expression]:
    book, x, terms, name = scope.book, scope.x, scope.terms, cohort.name
    age = scope.month - cohort.commissioned
    support = terms.costs_upkeep_share / 12 * cohort.cost * x.escalation
    failed = terms.costs_failure_rate / 12 * cohort.terms.gpus
    repairs = failed * terms.costs_repair_share * cohort.unit_cost
    repairs = If(age > terms.costs_warranty_months, repairs, 0)
    assessed = terms.costs_property_tax_rate * greatest(0.2, 1 - age / 60)
    insured = cohort.cost / 12 * (terms.costs_insurance_share + assessed)
    return (
        book.helper(
            COHORTS,
            f"cohort.{name}.upkeep",
            (scope.money, f"{name}: upkeep, support and repairs"),
            cohort.active * (support + repairs),
        ),
        book.helper(
            COHORTS,
            f"cohort.{name}.insurance",
            (scope.money, f"{name}: insurance and property tax"),
            cohort.active * insured,
        ),
    )


def _other(scope: Scope) -> None:
    book, x, terms = scope.book, scope.x, scope.terms
    by_hour = x.revenue_on_demand + x.revenue_spot
    network = (terms.costs_network + terms.costs_storage) * x.installed_gpus
    x.cost_network = book.line(LEDGER, "cost_network", network)
    staff = terms.costs_staff / 12 * x.escalation
    x.cost_staff = book.line(LEDGER, "cost_staff", If(both(x.open, scope.month > 0), staff, 0))
    own = x.revenue_contracts + by_hour + x.revenue_layers
    if x.cost_model_owners is not None:  # no commission on what is the owners'
        own = own - x.cost_model_owners
    sales = terms.costs_sales_commission * own + terms.costs_bad_debt * by_hour
    x.cost_sales = book.line(LEDGER, "cost_sales", sales)


def _cash(scope: Scope) -> None:
    """Cash lags revenue and costs; a receivable written off leaves without cash."""
    book, x, terms, money = scope.book, scope.x, scope.terms, scope.money
    book.section("Operating cash")
    by_hour = x.revenue_on_demand + x.revenue_spot
    x.revenue = book.helper(
        LEDGER,
        "revenue",
        (money, "all revenue"),
        x.revenue_contracts + by_hour + x.revenue_layers,
    )
    costs = total([getattr(x, f"cost_{name}") for name in NAMES])
    x.costs = book.helper(
        LEDGER, "operating_costs", (money, "all operating costs"), costs + x.cost_layers
    )
    x.ebitda = book.helper(LEDGER, "ebitda", (money, "EBITDA"), x.revenue - x.costs)
    receipts = x.revenue - x.prepayment_credited
    owed = terms.costs_receivable_days * 12 / 365 * receipts
    x.capital = book.helper(
        LEDGER,
        "working_capital_before_end",
        (money, "receivables less payables"),
        owed - terms.costs_payable_days * 12 / 365 * x.costs,
    )
    x.working_capital = book.state(LEDGER, "working_capital")
    moved = x.capital - x.working_capital.before
    x.operating_cash = book.line(LEDGER, "operating_cash", receipts - x.costs - moved - x.write_off)
    book.define(x.working_capital, If(x.ending > 0, 0, x.capital))
