"""Model calls: tokens served on own cards, and tokens resold (2.10)."""

from types import SimpleNamespace

import numpy as np

from tests.reference.ledger import Array
from tests.reference.market import Market
from tests.reference.rental import avoidable_cost, free_hours, sold_share
from tests.reference.state import HOURS, State


def keep_hours(state: State, market: Market, month: int) -> None:
    """The share of free hours kept for serving, and how many of them are sold."""
    terms, p = state.terms, market.p
    if not terms.model_calls_offered:
        return
    at_start = np.minimum(p.inference_cap, p.inference_start)
    shift = 1 + terms.model_calls_serving_shift * (market.inference_share / at_start - 1)
    state.serving_share = np.clip(terms.model_calls_serving_share * shift, 0.0, 1.0)
    state.serving_utilisation = sold_share(state, market, month, terms.model_calls_utilisation)


def sell(state: State, market: Market, month: int) -> None:
    """Tokens served by each cohort, then those resold; who gets what of the money."""
    terms = state.terms
    if not terms.model_calls_offered:
        return
    price = market.token_price * terms.model_calls_positioning * np.exp(state.token_premium)
    for cohort in state.cohorts:
        _serve(state, market, cohort, price)
    growth = np.exp(terms.model_calls_resale_growth * month / 12)
    state.tokens_resold = np.where(state.open, terms.model_calls_resold * growth, 0.0)
    state.revenue_resale = state.tokens_resold * price
    owners = state.revenue_hosted_models * (1 - terms.model_calls_take_rate)
    owners = owners + state.revenue_resale * (1 - terms.model_calls_resale_take_rate)
    served = state.revenue_own_models + state.revenue_hosted_models
    models = np.where(state.open, terms.model_calls_model_cost / 12 * state.escalation, 0.0)
    state.cost_model_owners = owners
    state.cost_models = terms.model_calls_service_cost * served + models


def _serve(state: State, market: Market, cohort: SimpleNamespace, price: Array) -> None:
    """Hours that pay for their power; they are billed, and draw power as serving does."""
    terms, chip = state.terms, market.chips[cohort.terms.chip]
    faster = np.exp(chip.ln_inference - market.chips[0].ln_inference)
    tokens = market.token_throughput * terms.model_calls_efficiency * faster
    gross, hosted = tokens * price, terms.model_calls_hosted_share
    kept = gross * (1 - hosted * (1 - terms.model_calls_take_rate))
    cost = avoidable_cost(state, market, cohort, terms.model_calls_physical_use)
    kept = kept * (1 - terms.costs_sales_commission)
    pays = kept - terms.model_calls_service_cost * gross >= cost
    hours = free_hours(state, cohort) * state.serving_share * state.serving_utilisation
    hours = np.where(pays, hours, 0.0)
    state.add(token_hours=hours, billed_hours=hours, tokens_served=hours * tokens)
    state.add(revenue_own_models=hours * gross * (1 - hosted))
    state.add(revenue_hosted_models=hours * gross * hosted)
    cohort.physical = cohort.physical + hours / HOURS * terms.model_calls_physical_use
