"""Tokens in the market: throughput of the first chip, markup, price (1.12)."""

from typing import TYPE_CHECKING

import numpy as np

from riskcloud.kernels.random import streams

if TYPE_CHECKING:
    from tests.reference.market import Market


def begin(market: "Market") -> None:
    """At rest; all zero where no tokens are simulated."""
    market.token_markup = market.token_throughput = market.token_price = 0.0
    if market.tokens:
        market.token_markup = market.p.tokens_markup
        _price(market, 0)


def step(market: "Market", month: int) -> None:
    """The markup reverts, and falls with cuts and with releases of open models."""
    if not market.tokens:
        return
    p = market.p
    keep = np.exp(-p.tokens_markup_reversion / 12)
    sd = p.tokens_markup_volatility * np.sqrt((1 - keep**2) / (2 * p.tokens_markup_reversion))
    (normal,) = market.draws.normals(1, month, 0, streams.TOKEN_SHOCKS)
    (uniform,) = market.draws.uniforms(1, month, 0, streams.MODEL_RELEASE)
    released = uniform < 1 - np.exp(-p.tokens_release_rate / 12)
    reverted = p.tokens_markup + (market.token_markup - p.tokens_markup) * keep
    noise = sd * market.mixing * normal
    fall = np.where(released, p.tokens_release_cut, 0)
    market.token_markup = reverted + noise + market.token_move - fall
    _price(market, month)


def _price(market: "Market", month: int) -> None:
    """Cost of a million tokens on the first chip at the market's price, and the markup."""
    p = market.p
    market.token_throughput = p.tokens_throughput * np.exp(p.tokens_software_growth * month / 12)
    cost = market.chips[0].price / market.token_throughput
    market.token_price = cost * np.exp(market.token_markup)
