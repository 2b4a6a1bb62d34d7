"""Price of a chip (README 1.5): its quality by the mix of work and age, and its floor."""

from riskcloud.columns import market as m
from riskcloud.kernels.arithmetic import exp, log
from riskcloud.kernels.jit import kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.layout import market as i
from riskcloud.kernels.units import KILO, MONTH


@kernel
def begin_chips(inputs, layout, work):
    """Performance and birth of each chip; a chip of a generation builds on it."""
    for chip in range(layout.chips.count):
        given = layout.chips.inputs + chip * i.CHIP_INPUTS
        state = layout.chips.work + chip * m.CHIP_FIELDS
        _performance(inputs[given + i.CHIP_TRAINING_PERFORMANCE], work[state + m.CHIP_LN_TRAINING])
        _performance(
            inputs[given + i.CHIP_INFERENCE_PERFORMANCE], work[state + m.CHIP_LN_INFERENCE]
        )
        generation = layout.chip_generation[chip]
        if generation < 0:
            _birth(inputs[given + i.CHIP_LAUNCH_MONTH], work[state + m.CHIP_BIRTH])
        else:
            launched = layout.generations.work + generation * m.GENERATION_FIELDS
            _birth(work[launched + m.GENERATION_LAUNCH], work[state + m.CHIP_BIRTH])
        for k in range(generation + 1):
            gain = inputs[
                layout.generations.inputs + k * i.GENERATION_INPUTS + i.GENERATION_PERFORMANCE
            ]
            _multiply_performance(gain, work[state + m.CHIP_LN_TRAINING])
            _multiply_performance(gain, work[state + m.CHIP_LN_INFERENCE])


@kernel
def _performance(given, ln_performance):
    for lane in range(LANES):
        ln_performance[lane] = log(given[lane])


@kernel
def _multiply_performance(gain, ln_performance):
    for lane in range(LANES):
        ln_performance[lane] += log(gain[lane])


@kernel
def _birth(launch, birth):
    for lane in range(LANES):
        birth[lane] = launch[lane] if launch[lane] > 0.0 else 0.0


@kernel
def price_chips(month, inputs, layout, work):
    """Price every chip with last month's inference share and power price of region 0."""
    running_cost = work[m.DRAW_3]
    power_price = work[layout.regions.work + m.REGION_PRICE]
    pue = inputs[i.PRICES_REFERENCE_PUE]
    for lane in range(LANES):
        running_cost[lane] = pue[lane] * power_price[lane] * KILO
    now = float(month)
    for chip in range(layout.chips.count):
        kw = inputs[layout.chips.inputs + chip * i.CHIP_INPUTS + i.CHIP_KW]
        _price(now, layout.chips.work + chip * m.CHIP_FIELDS, kw, running_cost, inputs, work)


@kernel
def _price(month, state, kw, running_cost, inputs, work):
    """Nobody lets a chip below what it costs a reference site to run it.  month: float64."""
    elasticity, ageing = inputs[i.ENTRY_COST_ELASTICITY], inputs[i.PRICES_AGEING]
    share, contract_price = work[m.INFERENCE_SHARE], work[m.CONTRACT_PRICE]
    training, inference = work[state + m.CHIP_LN_TRAINING], work[state + m.CHIP_LN_INFERENCE]
    birth = work[state + m.CHIP_BIRTH]
    quality, price = work[state + m.CHIP_QUALITY], work[state + m.CHIP_PRICE]
    for lane in range(LANES):
        ln_performance = (1.0 - share[lane]) * training[lane] + share[lane] * inference[lane]
        age = month - birth[lane]
        age = age if age > 0.0 else 0.0
        relative = exp(elasticity[lane] * ln_performance - ageing[lane] * age * MONTH)
        quality[lane] = relative
        value = contract_price[lane] * relative
        floor = kw[lane] * running_cost[lane]
        price[lane] = value if value > floor else floor
