"""Renegotiation: the market against what was expected at signing (model, 2.2)."""

from riskcloud.columns import market as m
from riskcloud.columns import operator as o
from riskcloud.kernels.arithmetic import exp, logistic
from riskcloud.kernels.jit import kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.layout import market as mi
from riskcloud.kernels.layout import operator as oi
from riskcloud.kernels.market.mean_decay import mean_of
from riskcloud.kernels.units import HOURS, MONTH

_PRESSURE_LEVEL = 0.65  # of the expected price, where customers come back to the table
_PRESSURE_STEEPNESS = 1.0 / 0.05
_DONE = -1e9  # pressure of a tenancy that has renegotiated


@kernel
def price_ratio(month, inputs, work, chip, customer, ratio):
    """The market's price for the remaining term against that expected at signing."""
    live = customer[o.CUSTOMER_LIVE]
    signed = customer[o.CUSTOMER_SIGNED]
    end = customer[o.CUSTOMER_END]
    grown, shrunk = work[o.GROWN_REVERSION], work[o.LEFT_REVERSION]
    signing_ln_price = customer[o.CUSTOMER_SIGNING_LN_PRICE]
    signing_x = customer[o.CUSTOMER_SIGNING_X]
    signing_u = customer[o.CUSTOMER_SIGNING_U]
    reversion = inputs[oi.RESIDUAL_REVERSION]
    decline, ageing = inputs[mi.ENTRY_COST_RENT_DECLINE], inputs[mi.PRICES_AGEING]
    price = work[chip + m.CHIP_PRICE]
    x = work[m.TIGHTNESS]
    year = work[o.YEAR_TIGHTNESS]
    for lane in range(LANES):
        since = (month - signed[lane]) * MONTH
        left = (end[lane] - month + 1.0) * MONTH
        keep = customer[o.CUSTOMER_SIGNED_KEPT, lane] * shrunk[lane]
        ended = customer[o.CUSTOMER_END_KEPT, lane] * grown[lane]
        term = mean_of(reversion[lane] * left, ended) - year[lane]
        expected = signing_ln_price[lane] - (decline[lane] + ageing[lane]) * since
        expected -= (signing_x[lane] + signing_u[lane]) * (1.0 - keep)
        surprise = term * (x[lane] - signing_x[lane] * keep)
        value = price[lane] * exp(surprise - expected)
        ratio[lane] = value if live[lane] > 0.0 else 0.0


@kernel
def renegotiate(month, terms, customer):
    """Pressure gathers while the market is far below what was expected; once a tenancy."""
    live = customer[o.CUSTOMER_LIVE]
    ratio = customer[o.CUSTOMER_RATIO]
    pressure = customer[o.CUSTOMER_PRESSURE]
    price = customer[o.CUSTOMER_PRICE]
    for lane in range(LANES):
        left = customer[o.CUSTOMER_END, lane] - month + 1.0
        remaining = price[lane] * customer[o.CUSTOMER_GPUS, lane] * HOURS * left
        share = customer[o.CUSTOMER_HELD, lane] / (remaining if remaining > 0.0 else 1.0)
        weight = 1.0 - (share if share < 1.0 else 1.0)
        push = logistic((_PRESSURE_LEVEL - ratio[lane]) * _PRESSURE_STEEPNESS)
        push = push * terms[oi.CUSTOMER_RENEGOTIATION_RATE, lane] * MONTH * weight
        pressure[lane] += push * live[lane]
        first = customer[o.CUSTOMER_PATIENCE_0, lane]
        second = customer[o.CUSTOMER_PATIENCE_1, lane]
        limit = first if customer[o.CUSTOMER_TENANCY, lane] == 0.0 else second
        event = (live[lane] > 0.0) & (pressure[lane] > limit) & (ratio[lane] < 1.0)
        # In the month of re-letting the ratio is 1 but for rounding.
        event = event & (customer[o.CUSTOMER_SIGNED, lane] < month)
        cut = 1.0 - terms[oi.CUSTOMER_RENEGOTIATION_SHARE, lane] * (1.0 - ratio[lane])
        price[lane] *= cut if event else 1.0
        pressure[lane] = _DONE if event else pressure[lane]
