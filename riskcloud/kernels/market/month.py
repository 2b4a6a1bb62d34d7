"""The market, month by month, a lane group at a time, in the order of README 1.14."""

from riskcloud.columns import market as m
from riskcloud.kernels.jit import kernel, sequence
from riskcloud.kernels.layout import market as i
from riskcloud.kernels.market.chip_price import begin_chips, price_chips
from riskcloud.kernels.market.compute_price import begin_compute_price, step_compute_price
from riskcloud.kernels.market.credit import draw_frailty, set_hazard_factor
from riskcloud.kernels.market.entry_cost import begin_entry_cost, step_entry_cost
from riskcloud.kernels.market.exchange import step_exchange
from riskcloud.kernels.market.generations import begin_generations
from riskcloud.kernels.market.inference import begin_inference, step_inference
from riskcloud.kernels.market.mixing import draw_mixing
from riskcloud.kernels.market.power import begin_power, step_power
from riskcloud.kernels.market.price_events import begin_price_events, step_price_events
from riskcloud.kernels.market.rates import begin_rates, set_spread_factor, step_rate
from riskcloud.kernels.market.regime import begin_regime, step_regime
from riskcloud.kernels.market.servers import begin_servers, step_servers
from riskcloud.kernels.market.shocks import draw_shocks
from riskcloud.kernels.market.tightness import begin_tightness, step_tightness
from riskcloud.kernels.market.tokens import begin_tokens, step_tokens
from riskcloud.kernels.random import monthly_uniforms
from riskcloud.kernels.random.streams import REGIME_AND_JUMP

_MONTHS_A_YEAR = 12


@kernel
def _begin_sellers(inputs, layout, work):
    """Price events, tokens and the exchange rate, each where it reaches the operator."""
    work[m.TOKEN_MARKUP : m.EXCHANGE_RATE, :] = 0.0
    work[m.EXCHANGE_RATE] = 1.0
    if layout.exchange:
        work[m.EXCHANGE_RATE] = inputs[i.EXCHANGE_START]
    if layout.vendors.count > 0:
        begin_price_events(inputs, layout, work)
    if layout.tokens:
        begin_tokens(inputs, layout, work)


@kernel
def _step_sellers(seed, first_path, month, inputs, layout, work):
    """A month of price events, tokens and the exchange rate."""
    if layout.vendors.count > 0:
        step_price_events(seed, first_path, month, inputs, layout, work)
    if layout.tokens:
        step_tokens(seed, first_path, month, inputs, layout, work)
    if layout.exchange:
        step_exchange(seed, first_path, month, inputs, work)


@sequence
def begin_market(seed, first_path, inputs, layout, work):
    """Month 0: coefficients once a path, and everything at its start.  Nothing is drawn.

    seed: uint64.  first_path: int64, lane l is path first_path + l.
    inputs: rows of `kernels.layout.market`, (rows, LANES) float64.  layout: MarketLayout.
    work: rows of `columns.market`, (rows, LANES) float64, filled here.
    """
    work[m.MIXING] = 1.0
    work[m.FRAILTY] = 1.0
    for shock in range(m.SHOCKS):
        work[m.SHOCK_TIGHTNESS + shock] = 0.0
    begin_regime(inputs, work)
    begin_tightness(inputs, work)
    begin_generations(inputs, layout, work)
    begin_entry_cost(inputs, layout, work)
    begin_compute_price(inputs, work)
    begin_inference(inputs, work)
    begin_power(inputs, layout, work)
    begin_chips(inputs, layout, work)
    price_chips(0, inputs, layout, work)
    begin_rates(inputs, work)
    begin_servers(inputs, work)
    set_hazard_factor(inputs, work)
    _begin_sellers(inputs, layout, work)


@sequence
def step_market(seed, first_path, month, inputs, layout, work):
    """From month - 1 to month (int64, 1 or more); arguments as in `begin_market`."""
    if (month - 1) % _MONTHS_A_YEAR == 0:
        draw_mixing(seed, first_path, month, inputs, work)
        draw_frailty(seed, first_path, month, work)
    draw_shocks(seed, first_path, month, inputs, layout, work)
    regime_uniform, jump_uniform = work[m.DRAW_0], work[m.DRAW_1]
    monthly_uniforms(seed, first_path, month, 0, REGIME_AND_JUMP, regime_uniform, jump_uniform)
    step_regime(regime_uniform, inputs, work)
    step_tightness(inputs, work)
    step_entry_cost(month, layout, work)
    step_compute_price(inputs, work)
    price_chips(month, inputs, layout, work)
    step_inference(inputs, work)
    step_power(seed, first_path, month, inputs, layout, work)
    step_rate(inputs, work)
    step_servers(inputs, work)
    set_spread_factor(inputs, work)
    set_hazard_factor(inputs, work)
    _step_sellers(seed, first_path, month, inputs, layout, work)
