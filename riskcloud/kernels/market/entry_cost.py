"""Entry cost (README 1.3): the rent per H100-equivalent GPU-hour at which a new buyer enters."""

from riskcloud.columns import market as m
from riskcloud.kernels.arithmetic import exp, log
from riskcloud.kernels.jit import inlined, kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.layout import market as i
from riskcloud.kernels.market.generations import adopt
from riskcloud.kernels.market.mean_decay import mean_decay

_HOURS_A_YEAR = 8760.0


@inlined
def _annuity(rate, life):
    """Present value of 1 a year, paid without a break over `life` years."""
    return life * mean_decay(rate * life)


@kernel
def begin_entry_cost(inputs, layout, work):
    """c_0 and the share of hardware in it; then the entry cost of month 0."""
    capex, opex = inputs[i.ENTRY_COST_CAPEX], inputs[i.ENTRY_COST_OPEX]
    residual_share, life = inputs[i.ENTRY_COST_RESIDUAL_SHARE], inputs[i.ENTRY_COST_LIFE]
    discount, decline = inputs[i.ENTRY_COST_DISCOUNT_RATE], inputs[i.ENTRY_COST_RENT_DECLINE]
    utilisation, elasticity = inputs[i.ENTRY_COST_UTILISATION], inputs[i.ENTRY_COST_ELASTICITY]
    performance = inputs[i.ENTRY_COST_PERFORMANCE]
    ln_start, weight = work[m.LN_ENTRY_COST_START], work[m.SERVER_WEIGHT]
    for lane in range(LANES):
        kept = residual_share[lane] * exp(-discount[lane] * life[lane])
        hardware = capex[lane] * (1.0 - kept)
        cost = hardware + opex[lane] * _annuity(discount[lane], life[lane])
        hours = _HOURS_A_YEAR * utilisation[lane]
        sold = hours * _annuity(discount[lane] + decline[lane], life[lane])
        ln_start[lane] = log(cost / sold) - elasticity[lane] * log(performance[lane])
        weight[lane] = hardware / cost
    work[m.SERVER_NOISE] = 0.0
    step_entry_cost(0, layout, work)


@kernel
def step_entry_cost(month, layout, work):
    """ln c of the month: start, adopted generations, last month's noise of server prices."""
    start, ln_cost = work[m.LN_ENTRY_COST_START], work[m.LN_ENTRY_COST]
    weight, noise = work[m.SERVER_WEIGHT], work[m.SERVER_NOISE]
    for lane in range(LANES):
        ln_cost[lane] = start[lane] + weight[lane] * noise[lane]
    now = float(month)
    for k in range(layout.generations.count):
        state = layout.generations.work + k * m.GENERATION_FIELDS
        launch, fall = work[state + m.GENERATION_LAUNCH], work[state + m.GENERATION_LN_BEST]
        odds = work[state + m.GENERATION_ODDS]
        adopt(now, launch, fall, odds, work[m.ADOPTION_KEEP], ln_cost)
