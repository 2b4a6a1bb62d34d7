"""Prices of an H100-equivalent unit of compute (README 1.4): contract, spot, list index."""

import math

from riskcloud.columns import market as m
from riskcloud.kernels.arithmetic import exp, log
from riskcloud.kernels.jit import kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.layout import market as i
from riskcloud.kernels.market.ornstein_uhlenbeck import monthly_law, revert_to_zero
from riskcloud.kernels.units import MONTH

_ROOT_MONTH = math.sqrt(MONTH)


@kernel
def begin_compute_price(inputs, work):
    """Monthly laws of the three prices, and their values at month 0."""
    monthly_law(
        inputs[i.PRICES_CONTRACT_REVERSION],
        inputs[i.PRICES_CONTRACT_VOLATILITY],
        work[m.CONTRACT_KEEP],
        work[m.CONTRACT_STEP],
    )
    for lane in range(LANES):
        keep = exp(-inputs[i.PRICES_SPOT_REVERSION, lane] * MONTH)
        work[m.SPOT_KEEP, lane] = keep
        stationary_sd = inputs[i.PRICES_SPOT_STATIONARY_SD, lane]
        work[m.SPOT_STEP, lane] = stationary_sd * math.sqrt(1.0 - keep * keep)
        work[m.LIST_STEP, lane] = 1.0 - exp(-inputs[i.PRICES_LIST_ADJUSTMENT, lane] * MONTH)
        work[m.LN_LIST_RATIO, lane] = log(inputs[i.PRICES_LIST_RATIO, lane])
        work[m.LN_LIST_PRICE, lane] = log(inputs[i.PRICES_LIST_START, lane])
    work[m.CONTRACT_RESIDUAL] = 0.0
    work[m.SPOT_BASIS] = 0.0
    _price_contract(work)
    _price_spot(inputs, work)
    _price_list(work)


@kernel
def step_compute_price(inputs, work):
    """One month of contract, spot and list, after tightness and entry cost."""
    shock = work[m.SHOCK_CONTRACT]
    revert_to_zero(work[m.CONTRACT_RESIDUAL], work[m.CONTRACT_KEEP], work[m.CONTRACT_STEP], shock)
    revert_to_zero(work[m.SPOT_BASIS], work[m.SPOT_KEEP], work[m.SPOT_STEP], work[m.SHOCK_SPOT])
    _adjust_list(inputs, work)
    _price_contract(work)
    _price_spot(inputs, work)
    _price_list(work)


@kernel
def _adjust_list(inputs, work):
    """The list index closes part of its gap to the contract price, with noise of its panel."""
    ln_cost, x, u = work[m.LN_ENTRY_COST], work[m.TIGHTNESS], work[m.CONTRACT_RESIDUAL]
    ln_ratio, share, ln_list = work[m.LN_LIST_RATIO], work[m.LIST_STEP], work[m.LN_LIST_PRICE]
    volatility, shock = inputs[i.PRICES_LIST_VOLATILITY], work[m.SHOCK_LIST]
    for lane in range(LANES):
        at_rest = ln_cost[lane] + x[lane] + u[lane] + ln_ratio[lane]
        noise = volatility[lane] * _ROOT_MONTH * shock[lane]
        ln_list[lane] = ln_list[lane] + share[lane] * (at_rest - ln_list[lane]) + noise


@kernel
def _price_contract(work):
    ln_cost, x, u = work[m.LN_ENTRY_COST], work[m.TIGHTNESS], work[m.CONTRACT_RESIDUAL]
    price = work[m.CONTRACT_PRICE]
    for lane in range(LANES):
        price[lane] = exp(ln_cost[lane] + x[lane] + u[lane])


@kernel
def _price_spot(inputs, work):
    ratio, basis = inputs[i.PRICES_SPOT_RATIO], work[m.SPOT_BASIS]
    contract, price = work[m.CONTRACT_PRICE], work[m.SPOT_PRICE]
    for lane in range(LANES):
        price[lane] = contract[lane] * ratio[lane] * exp(basis[lane])


@kernel
def _price_list(work):
    ln_list, price = work[m.LN_LIST_PRICE], work[m.LIST_PRICE]
    for lane in range(LANES):
        price[lane] = exp(ln_list[lane])
