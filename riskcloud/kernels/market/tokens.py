"""Tokens (README 1.12): what an hour serves, and the price over what it costs the market."""

from riskcloud.columns import market as m
from riskcloud.kernels.arithmetic import exp
from riskcloud.kernels.jit import kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.layout import market as i
from riskcloud.kernels.market.ornstein_uhlenbeck import monthly_law
from riskcloud.kernels.random import monthly_normal_pair, monthly_uniform
from riskcloud.kernels.random.streams import MODEL_RELEASE, TOKEN_SHOCKS
from riskcloud.kernels.units import MONTH


@kernel
def begin_tokens(inputs, layout, work):
    """Coefficients; the markup stands at its mean."""
    monthly_law(
        inputs[i.TOKENS_MARKUP_REVERSION],
        inputs[i.TOKENS_MARKUP_VOLATILITY],
        work[m.TOKEN_KEEP],
        work[m.TOKEN_STEP],
    )
    chance, rate = work[m.RELEASE_CHANCE], inputs[i.TOKENS_RELEASE_RATE]
    for lane in range(LANES):
        chance[lane] = 1.0 - exp(-rate[lane] * MONTH)
    work[m.TOKEN_MARKUP] = inputs[i.TOKENS_MARKUP]
    _price(0.0, inputs, layout, work)


@kernel
def _price(month, inputs, layout, work):
    """Unit cost by the first chip's price this month, times the markup."""
    start, growth = inputs[i.TOKENS_THROUGHPUT], inputs[i.TOKENS_SOFTWARE_GROWTH]
    hour = work[layout.chips.work + m.CHIP_PRICE]
    markup, throughput = work[m.TOKEN_MARKUP], work[m.TOKEN_THROUGHPUT]
    price = work[m.TOKEN_PRICE]
    for lane in range(LANES):
        served = start[lane] * exp(growth[lane] * month * MONTH)
        throughput[lane] = served
        price[lane] = hour[lane] / served * exp(markup[lane])


@kernel
def _revert(inputs, work):
    """One month of the markup: noise, price events, open-model releases."""
    shock, release = work[m.DRAW_0], work[m.DRAW_1]
    mean, markup = inputs[i.TOKENS_MARKUP], work[m.TOKEN_MARKUP]
    keep, step = work[m.TOKEN_KEEP], work[m.TOKEN_STEP]
    mixing, move = work[m.MIXING], work[m.TOKEN_MOVE]
    cut, chance = inputs[i.TOKENS_RELEASE_CUT], work[m.RELEASE_CHANCE]
    for lane in range(LANES):
        noise = step[lane] * mixing[lane] * shock[lane]
        markup[lane] = mean[lane] + (markup[lane] - mean[lane]) * keep[lane] + noise + move[lane]
        fall = cut[lane]
        markup[lane] -= fall if release[lane] < chance[lane] else 0.0


@kernel
def step_tokens(seed, first_path, month, inputs, layout, work):
    """From month - 1 to month, after the month's price events and chip prices."""
    shock, release = work[m.DRAW_0], work[m.DRAW_1]
    monthly_uniform(seed, first_path, month, 0, MODEL_RELEASE, release)
    monthly_normal_pair(seed, first_path, month, 0, TOKEN_SHOCKS, shock, work[m.DRAW_2])
    _revert(inputs, work)
    _price(float(month), inputs, layout, work)
