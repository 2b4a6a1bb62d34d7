"""Operating costs, working capital and operating cash (2.4 to 2.6)."""

from types import SimpleNamespace

import numpy as np

from tests.reference.ledger import Array
from tests.reference.market import Market
from tests.reference.state import HOURS, State

NAMES = ("power", "space", "network", "staff", "upkeep", "insurance", "sales")


def escalate(state: State, month: int) -> None:
    """At the start of months 13, 25, ..."""
    if month % 12 == 1 and month > 1:
        terms = state.terms
        state.escalation = state.escalation * (1 + terms.costs_escalator)
        state.rent_escalation = state.rent_escalation * (1 + terms.space_escalator)
        state.power_escalation = state.power_escalation * (1 + terms.power_contract_escalator)
        state.platform_escalation = state.platform_escalation * (1 + terms.platform_escalator)


def incur(state: State, market: Market, month: int) -> None:
    """The seven costs of the month."""
    _power(state, market)
    _space(state, month)
    for cohort in state.cohorts:
        _upkeep(state, cohort, month)
    terms, running = state.terms, np.where(state.open, 1.0, 0.0)
    by_hour = state.revenue_on_demand + state.revenue_spot
    revenue = state.revenue_contracts + by_hour
    own = revenue + state.revenue_layers - state.cost_model_owners  # no commission for owners
    state.cost_network = (terms.costs_network + terms.costs_storage) * state.installed_gpus
    state.cost_staff = running * terms.costs_staff / 12 * state.escalation
    state.cost_sales = terms.costs_sales_commission * own + terms.costs_bad_debt * by_hour


def price_power(state: State, market: Market, month: int) -> None:
    """The contracted minimum, and what a MWh less saves: only the surplus's price if it binds."""
    terms, region = state.terms, market.regions[state.region]
    start = terms.power_contract_start
    in_force = state.open & (start < month) & (month <= start + terms.power_contract_months)
    state.energy_contracted = np.where(in_force, terms.power_contracted_mw * HOURS, 0.0)
    binds = state.energy_contracted >= state.it_kw * terms.power_pue * HOURS / 1000
    surplus = terms.power_surplus_sale * region.price * (1 - terms.power_surplus_discount)
    saved = np.where(binds, surplus, region.price * region.spike)
    state.power_avoided = np.where(state.open, saved + terms.power_delivery_charge, 0.0)


def _power(state: State, market: Market) -> None:
    """Energy drawn and a contracted minimum; what is not drawn of it may be sold."""
    terms, region = state.terms, market.regions[state.region]
    for cohort in state.cohorts:
        kw = market.chips[cohort.terms.chip].kw * terms.power_pue
        idle = terms.power_idle_share
        busy = cohort.terms.gpus * idle + (1 - idle) * cohort.physical
        state.add(energy_drawn=cohort.active * kw * busy * HOURS / 1000)
    drawn, minimum = state.energy_drawn, state.energy_contracted
    contract = minimum * terms.power_contract_price * state.power_escalation
    beyond = np.maximum(0.0, drawn - minimum) * region.price * region.spike
    surplus_price = region.price * (1 - terms.power_surplus_discount)
    surplus = terms.power_surplus_sale * np.maximum(0.0, minimum - drawn) * surplus_price
    state.cost_power = contract + beyond + drawn * terms.power_delivery_charge - surplus


def _space(state: State, month: int) -> None:
    terms, start = state.terms, state.terms.space_lease_start
    leased = start < month <= start + terms.space_lease_months
    kw = np.maximum(state.it_kw, terms.space_leased_kw if leased else 0.0)
    rent = terms.space_rent * state.rent_escalation * kw
    state.cost_space = np.where(state.open, rent, 0.0)


def _upkeep(state: State, cohort: SimpleNamespace, month: int) -> None:
    """Support and repairs, insurance and property tax of one cohort."""
    terms, age = state.terms, month - cohort.commissioned
    support = terms.costs_upkeep_share / 12 * cohort.cost * state.escalation
    failed = terms.costs_failure_rate / 12 * cohort.terms.gpus
    repairs = failed * terms.costs_repair_share * cohort.unit_cost
    repairs = np.where(age > terms.costs_warranty_months, repairs, 0.0)
    assessed = terms.costs_property_tax_rate * np.maximum(0.2, 1 - age / 60)
    insured = cohort.cost / 12 * (terms.costs_insurance_share + assessed)
    state.add(cost_upkeep=cohort.active * (support + repairs))
    state.add(cost_insurance=cohort.active * insured)


def total(state: State) -> Array:
    """The seven, and those of model calls and platform."""
    return sum((getattr(state, f"cost_{name}") for name in NAMES), start=state.cost_layers)


def settle(state: State) -> None:
    """Cash lags revenue and costs; a receivable written off leaves without cash."""
    terms, costs = state.terms, total(state)
    by_hour = state.revenue_on_demand + state.revenue_spot
    revenue = state.revenue_contracts + by_hour + state.revenue_layers
    receipts = revenue - state.prepayment_credited
    owed = terms.costs_receivable_days * 12 / 365 * receipts
    capital = owed - terms.costs_payable_days * 12 / 365 * costs
    moved = capital - state.working_capital
    state.working_capital = capital
    state.operating_cash = receipts - costs - moved - state.write_off
    state.earned = revenue + state.prepayment_kept
    state.expensed = costs + state.write_off
