"""What a used card is worth: expected rent of its remaining life, less running cost (3.1)."""

from types import SimpleNamespace

import numpy as np

from tests.reference.ledger import Array
from tests.reference.market import Market
from tests.reference.state import HOURS, State

LEAST_PREMIUM = -6.0


def appraise(state: State, market: Market, month: int) -> None:
    """Orderly value of each cohort delivered and in life, and of the fleet."""
    state.fleet_value = state.zero
    glut = np.exp(state.terms.residual_glut_slope * np.minimum(market.tightness, 0.0))
    for cohort in state.cohorts:
        life = state.terms.residual_life_months
        there = state.open & (cohort.delivered <= month) & (month <= cohort.retired)
        left = np.where(there, cohort.commissioned + life - month, 0.0)
        left = np.clip(left, 0.0, life)  # not yet commissioned: the whole life
        worth = cohort.terms.gpus * unit_value(state, market, cohort, month, left) * glut
        cohort.value = np.where(there, worth, 0.0)
        kept = (month < cohort.retired) | (state.ending == 1)
        state.fleet_value = state.fleet_value + np.where(kept, cohort.value, 0.0)


def unit_value(
    state: State, market: Market, cohort: SimpleNamespace, month: int, left: Array
) -> Array:
    """USD a card with ``left`` months of economic life, between scrap and a new one's cost."""
    p, chip = market.p, market.chips[cohort.terms.chip]
    worth = rent_ahead(state, market, cohort.terms.chip, left)
    worth = worth - running_cost(state, market, cohort.terms.chip) * discounted(state, left)
    cheaper = np.exp(market.ln_entry_cost - market.ln_entry_cost_start)
    per_unit = p.entry_cost_capex / p.entry_cost_performance**p.entry_cost_elasticity
    dearer = market.server_index / state.server_start
    cap = per_unit * chip.quality * cheaper * dearer
    return np.minimum(cap, np.maximum(state.terms.residual_scrap_share * cohort.unit_cost, worth))


def rent_ahead(state: State, market: Market, chip: int, left: Array) -> Array:
    """Present value of one card's rent in the months 1 to ``left`` from now."""
    value = np.zeros_like(left)
    for j in range(1, int(left.max()) + 1):
        value = value + np.where(j <= left, rent(state, market, chip, j), 0.0)
    return value


def rent(state: State, market: Market, chip: int, ahead: int) -> Array:
    """Present value of one card's expected rent of the month that is ``ahead`` months away."""
    terms, p, item = state.terms, market.p, market.chips[chip]
    years = ahead / 12
    kept = np.exp(-terms.residual_reversion * years)
    falling = (p.entry_cost_rent_decline + p.prices_ageing) * years
    premium = np.maximum(market.tightness + market.contract_residual, LEAST_PREMIUM) * kept
    spread = terms.residual_variance / 2 * (1 - kept**2)
    price = item.quality * np.exp(market.ln_entry_cost - falling + premium + spread)
    return np.exp(-terms.residual_discount_rate * years) * price * HOURS * p.entry_cost_utilisation


def running_cost(state: State, market: Market, chip: int) -> Array:
    """Of one card, USD a month."""
    kw = market.chips[chip].kw * market.p.prices_reference_pue
    return HOURS * kw * market.regions[0].price / 1000 + state.terms.costs_network


def discounted(state: State, left: Array) -> Array:
    """Present value of a dollar a month over the same months."""
    kept = np.exp(-state.terms.residual_discount_rate / 12)
    return kept * (1 - kept**left) / (1 - kept)
