"""Rental by the hour: what is sold beside the contracts, and for how much (2.3)."""

from types import SimpleNamespace

import numpy as np

from riskcloud.kernels.random import streams
from tests.reference.draws import Array, Draws
from tests.reference.market import Market
from tests.reference.state import HOURS, State


def move_utilisation(state: State, market: Market, draws: Draws, month: int) -> None:
    """The share of free hours that is sold: with tightness, and the operator's own noise."""
    terms = state.terms
    reversion = terms.rental_utilisation_reversion
    keep = np.exp(-reversion / 12)
    step = terms.rental_utilisation_volatility * np.sqrt((1 - keep**2) / (2 * reversion))
    (normal,) = draws.normals(1, month, 0, streams.UTILISATION)
    state.utilisation_noise = state.utilisation_noise * keep + step * normal
    state.rental_utilisation = sold_share(state, market, month, terms.rental_utilisation)


def sold_share(state: State, market: Market, month: int, usual: Array) -> Array:
    """Of hours of which ``usual`` are sold in a balanced market."""
    pull = state.terms.rental_utilisation_tightness * market.tightness
    taken = market.p.demand_private_drift * month / 12
    odds = np.log(usual / (1 - usual)) + pull + state.utilisation_noise - taken
    share: Array = 1 / (1 + np.exp(-odds))
    return share


def free_hours(state: State, cohort: SimpleNamespace) -> Array:
    """Hours of a cohort without a contract."""
    terms = state.terms
    usable = (1 - terms.costs_spares_share - terms.costs_downtime) * HOURS
    free = np.maximum(0.0, cohort.terms.gpus * usable - cohort.contracted * HOURS)
    hours: Array = cohort.active * free
    return hours


def sell(state: State, market: Market) -> None:
    """On demand and spot; a channel that does not pay for its power sells nothing."""
    terms = state.terms
    listed = market.list_price * state.positioning * (1 - terms.rental_discount)
    for cohort in state.cohorts:
        quality = market.chips[cohort.terms.chip].quality
        cost = avoidable_cost(state, market, cohort, terms.rental_physical_use)
        rented = free_hours(state, cohort) * (1 - state.serving_share)
        sold = rented * state.rental_utilisation
        on_demand, spot = listed * quality, market.spot_price * quality
        share = terms.rental_on_demand_share
        kept = 1 - terms.costs_sales_commission - terms.costs_bad_debt
        hours_on_demand = np.where(on_demand * kept < cost, 0.0, sold * share)
        hours_spot = np.where(spot * kept < cost, 0.0, sold * (1 - share))
        hours = hours_on_demand + hours_spot
        state.add(revenue_on_demand=hours_on_demand * on_demand, billed_hours=hours)
        state.add(revenue_spot=hours_spot * spot)
        cohort.physical = cohort.physical + hours / HOURS * terms.rental_physical_use


def avoidable_cost(
    state: State, market: Market, cohort: SimpleNamespace, physical_use: Array
) -> Array:
    """Power that an hour sold draws above an idle one, USD."""
    terms = state.terms
    kw = market.chips[cohort.terms.chip].kw * terms.power_pue * (1 - terms.power_idle_share)
    cost: Array = kw * physical_use * state.power_avoided / 1000
    return cost
