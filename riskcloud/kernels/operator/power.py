"""Energy drawn, and what it costs: a contracted minimum, the market, delivery."""

from riskcloud.columns import market as m
from riskcloud.columns import operator as o
from riskcloud.kernels.jit import kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.layout import operator as oi
from riskcloud.kernels.units import HOURS, KILO


@kernel
def draw_energy(kw, inputs, terms, cohort, energy):
    """Add the MWh of one cohort: idle cards draw a share of full power."""
    pue = inputs[oi.POWER_PUE]
    idle = inputs[oi.POWER_IDLE_SHARE]
    gpus = terms[oi.COHORT_GPUS]
    physical = cohort[o.COHORT_PHYSICAL]
    active = cohort[o.COHORT_ACTIVE]
    for lane in range(LANES):
        full = gpus[lane] * idle[lane] + (1.0 - idle[lane]) * physical[lane]
        energy[lane] += kw[lane] * pue[lane] * full * active[lane] * HOURS * KILO


@kernel
def _contracted(month, inputs, closed, out):
    """out: the contracted minimum of the month, MWh."""
    megawatts = inputs[oi.POWER_CONTRACTED_MW]
    start = inputs[oi.POWER_CONTRACT_START]
    length = inputs[oi.POWER_CONTRACT_MONTHS]
    for lane in range(LANES):
        runs = (start[lane] < month) & (month <= start[lane] + length[lane])
        out[lane] = megawatts[lane] * HOURS if runs & (closed[lane] == 0.0) else 0.0


@kernel
def price_power(month, inputs, work, region):
    """The contracted minimum, and what a MWh less would save.

    A minimum that binds at full use is paid in any case: less use saves what its surplus sells
    for.  Otherwise it saves power at market.
    """
    contracted = work[o.ENERGY_CONTRACTED]
    _contracted(month, inputs, work[o.CLOSED], contracted)
    market = work[region + m.REGION_PRICE]
    spike = work[region + m.REGION_SPIKE]
    for lane in range(LANES):
        full = work[o.IT_KW, lane] * inputs[oi.POWER_PUE, lane] * HOURS * KILO
        sold = inputs[oi.POWER_SURPLUS_SALE, lane] * (1.0 - inputs[oi.POWER_SURPLUS_DISCOUNT, lane])
        saved = market[lane] * (sold if contracted[lane] >= full else spike[lane])
        saved += inputs[oi.POWER_DELIVERY_CHARGE, lane]
        work[o.POWER_AVOIDED, lane] = saved if work[o.CLOSED, lane] == 0.0 else 0.0


@kernel
def step_power(inputs, work, region):
    """Cost of power: energy paid is the larger of drawn and contracted, less surplus sold."""
    contracted = work[o.ENERGY_CONTRACTED]
    drawn = work[o.ENERGY_DRAWN]
    market = work[region + m.REGION_PRICE]
    spike = work[region + m.REGION_SPIKE]
    escalation = work[o.POWER_ESCALATION]
    cost = work[o.COST_POWER]
    for lane in range(LANES):
        price = inputs[oi.POWER_CONTRACT_PRICE, lane] * escalation[lane]
        more = drawn[lane] - contracted[lane]
        more = more if more > 0.0 else 0.0
        cost[lane] = contracted[lane] * price + more * market[lane] * spike[lane]
        cost[lane] += drawn[lane] * inputs[oi.POWER_DELIVERY_CHARGE, lane]
        surplus = contracted[lane] - drawn[lane]
        surplus = surplus if surplus > 0.0 else 0.0
        sold = surplus * market[lane] * (1.0 - inputs[oi.POWER_SURPLUS_DISCOUNT, lane])
        cost[lane] -= inputs[oi.POWER_SURPLUS_SALE, lane] * sold
