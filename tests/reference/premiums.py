"""Own prices against the market's, by the price moves of the operator's vendor (2.3)."""

import numpy as np

from riskcloud.kernels.random import streams
from tests.reference.draws import Draws
from tests.reference.market import Market
from tests.reference.state import State


def begin(state: State) -> None:
    state.positioning = state.zero + state.terms.rental_positioning


def follow(state: State, market: Market, draws: Draws, month: int) -> None:
    """A move of its own takes it from the others; the distance fades."""
    if state.vendor < 0:
        return
    terms, vendor = state.terms, market.vendors[state.vendor]
    keep = np.exp(-np.log(2) / market.p.price_events_premium_half_life)
    compute, tokens = draws.uniforms(2, month, 0, streams.PRICE_FOLLOWING)
    listed = np.where(compute < terms.rental_follow_probability, vendor.list_move, 0.0)
    called = np.where(tokens < terms.rental_follow_probability, vendor.token_move, 0.0)
    state.list_premium = keep * state.list_premium + listed - market.list_move
    state.token_premium = keep * state.token_premium + called - market.token_move
    state.positioning = terms.rental_positioning * np.exp(state.list_premium)
