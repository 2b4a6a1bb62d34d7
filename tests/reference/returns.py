"""Readable twin of `riskcloud.kernels.returns`: NumPy arrays, any number of paths.

Flows have shape (months + 1, paths).  The internal rate is the one thing done another way
here: by sign changes on a grid, which is plain but not certified.
"""

import numpy as np

LOWEST_RATE, HIGHEST_RATE = -0.9999, 10.0
GRID = 400


def powers(discount, months):
    return np.asarray(discount, float) ** np.arange(months + 1)[:, None]


def present_value(flows, monthly_discount):
    return (flows * powers(monthly_discount, len(flows) - 1)).sum(axis=0)


def first_outlay_month(flows):
    paid = flows < 0
    return np.where(paid.any(axis=0), paid.argmax(axis=0), np.nan)


def payback_month(flows):
    """First month from which the running sum stays >= 0; NaN if not within the horizon."""
    balance = np.cumsum(flows, axis=0)
    in_the_red = balance < 0
    months = len(flows)
    last_red = np.where(in_the_red.any(axis=0), months - 1 - in_the_red[::-1].argmax(axis=0), -1)
    month = np.maximum(last_red + 1.0, first_outlay_month(flows))
    return np.where(last_red == months - 1, np.nan, month)


def discounted_payback_month(flows, monthly_discount):
    month = payback_month(flows * powers(monthly_discount, len(flows) - 1))
    return np.where(np.isnan(first_outlay_month(flows)), np.nan, month)


def peak_funding(flows):
    return np.maximum(0.0, -np.cumsum(flows, axis=0).min(axis=0))


def internal_rate(flows):
    """(rate, status name) of each path: by Newton if the edges differ and the grid agrees."""
    paid, received = (flows < 0).any(axis=0), (flows > 0).any(axis=0)
    low, high = (1 + HIGHEST_RATE) ** (-1 / 12), (1 + LOWEST_RATE) ** (-1 / 12)
    grid = np.geomspace(low, high, GRID)
    signs = np.sign(powers(grid, len(flows) - 1).T @ flows)
    crossings = (signs[1:] * signs[:-1] < 0).sum(axis=0)
    bracket = (signs[1:] * signs[:-1] < 0).argmax(axis=0)
    q = _newton(flows, grid[bracket], grid[bracket + 1], signs[bracket, np.arange(len(bracket))])
    rate = np.where(crossings == 1, q**-12 - 1, np.nan)
    status = np.select(
        [~paid, ~received, crossings == 1, crossings > 1],
        ["no_outlay", "total_loss", "unique", "multiple"],
        "none or out_of_range",
    )
    return np.where(status == "total_loss", -1.0, rate), status


def _newton(flows, low, high, sign_low, turns=60):
    """Newton on the value, halving the bracket where it leaves it."""
    months = len(flows) - 1
    power = np.arange(months + 1)[:, None]
    q = 0.5 * (low + high)
    for _ in range(turns):
        weights = powers(q, months)
        value = (flows * weights).sum(axis=0)
        slope = (power * flows * weights).sum(axis=0) / q
        low = np.where(value * sign_low > 0, q, low)
        high = np.where(value * sign_low > 0, high, q)
        with np.errstate(divide="ignore", invalid="ignore"):
            proposed = q - value / slope
        inside = (proposed >= low) & (proposed <= high)
        moved = np.where(inside, proposed, 0.5 * (low + high))
        if np.all(np.abs(moved - q) <= 2e-16 * q):
            break
        q = moved
    return q
