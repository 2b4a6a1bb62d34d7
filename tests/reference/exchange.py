"""The exchange rate: a geometric Brownian motion (1.13)."""

from typing import TYPE_CHECKING

import numpy as np

from riskcloud.kernels.random import streams

if TYPE_CHECKING:
    from tests.reference.market import Market


def begin(market: "Market") -> None:
    """As stated; 1 where there is no foreign currency."""
    market.exchange_rate = market.p.exchange_start if market.exchange else 1.0


def step(market: "Market", month: int) -> None:
    if not market.exchange:
        return
    p = market.p
    (normal,) = market.draws.normals(1, month, 0, streams.EXCHANGE)
    noise = p.exchange_volatility * np.sqrt(1 / 12) * market.mixing * normal
    market.exchange_rate = market.exchange_rate * np.exp(p.exchange_drift / 12 + noise)
