"""Price events: vendors that lead and follow cuts and rises of prices (1.11)."""

from types import SimpleNamespace
from typing import TYPE_CHECKING

import numpy as np

from riskcloud.kernels.random import streams
from tests.reference.draws import Array

if TYPE_CHECKING:
    from tests.reference.market import Market, Number

# In the order of the four words of an address.
PROCESSES = ("compute_cuts", "compute_hikes", "token_cuts", "token_hikes")
MOST = 4  # events of a vendor in a month, and the most that a glut or a scarcity multiplies


def begin(market: "Market") -> None:
    """Nothing waits for an answer; the vendors' parts are made to sum to one."""
    for part in ("weight", "leads", "follows"):
        total = sum(getattr(vendor, part) for vendor in market.vendors)
        for vendor in market.vendors:
            setattr(vendor, part, getattr(vendor, part) / total)
    for vendor in market.vendors:
        for name in PROCESSES:
            setattr(vendor, name, 0.0)
            setattr(vendor, f"{name}_waiting", 0.0)
        vendor.list_move = vendor.token_move = 0.0
    market.list_move = market.token_move = 0.0


def step(market: "Market", month: int) -> None:
    """The month's events of each process, and what they move."""
    if not market.vendors:
        return
    words = [
        market.draws.uniforms(MOST, month, place, streams.PRICE_EVENTS)
        for place, _ in enumerate(market.vendors)
    ]
    for place, name in enumerate(PROCESSES):
        if name.partition("_")[0] in market.events:
            _happen(market, name, [uniforms[place] for uniforms in words])
    for product, move in (("compute", "list_move"), ("token", "token_move")):
        cut = np.log(1 - getattr(market.p, f"price_events_{product}_cut"))
        hike = np.log(1 + getattr(market.p, f"price_events_{product}_hike"))
        for vendor in market.vendors:
            cuts, hikes = (getattr(vendor, f"{product}_{way}") for way in ("cuts", "hikes"))
            setattr(vendor, move, cuts * cut + hikes * hike)
        mean = sum(vendor.weight * getattr(vendor, move) for vendor in market.vendors)
        setattr(market, move, mean)


def _happen(market: "Market", name: str, uniforms: list[Array]) -> None:
    """One process: each vendor in turn sees those before it, then all wait for answers."""
    p, vendors = market.p, market.vendors
    product = name.partition("_")[0]
    led = getattr(p, f"price_events_{name.removesuffix('s')}_rate") / 12
    branching = getattr(p, f"price_events_{product}_branching")
    at_once = getattr(p, f"price_events_{product}_same_month")
    keep = np.exp(-np.log(2) / getattr(p, f"price_events_{product}_half_life"))
    slope = p.price_events_tightness_slope * (-1 if name.endswith("cuts") else 1)
    led = led * np.minimum(MOST, np.exp(slope * market.tightness))

    before: list[Number] = []  # events this month of the vendors before each
    so_far: Number = 0.0
    for vendor, uniform in zip(vendors, uniforms, strict=True):
        waiting = getattr(vendor, f"{name}_waiting")
        excited = (1 - keep) * waiting + at_once * so_far
        rate = vendor.leads * led + branching * vendor.follows * excited
        setattr(vendor, name, poisson(rate, uniform))
        before.append(so_far)
        so_far = so_far + getattr(vendor, name)
    for vendor, seen in zip(vendors, before, strict=True):
        _wait(vendor, name, keep, so_far - at_once * seen)


def _wait(vendor: SimpleNamespace, name: str, keep: "Number", more: "Number") -> None:
    setattr(vendor, f"{name}_waiting", keep * getattr(vendor, f"{name}_waiting") + more)


def poisson(rate: "Number", uniform: Array) -> Array:
    """By inversion, at most 4: how many of F(0) to F(3) the uniform has reached."""
    term = np.exp(-rate) + 0 * uniform
    below = term
    count = (uniform >= below).astype(float)
    for events in range(1, MOST):
        term = term * rate / events
        below = below + term
        count = count + (uniform >= below)
    return count
