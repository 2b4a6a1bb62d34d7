"""Model calls: hours that serve tokens, tokens resold, and what their owners get (2.10)."""

from riskcloud.columns import market as m
from riskcloud.columns import operator as o
from riskcloud.kernels.arithmetic import exp, logistic, logit
from riskcloud.kernels.jit import kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.layout import market as mi
from riskcloud.kernels.layout import operator as oi
from riskcloud.kernels.operator.rental import avoidable_cost, free_hours
from riskcloud.kernels.units import HOUR, MONTH


@kernel
def step_serving(month, inputs, work):
    """Share of the free hours kept for serving, and what of them is sold."""
    share = work[o.SERVING_SHARE]
    sold = work[o.SERVING_UTILISATION]
    for lane in range(LANES):
        start, cap = inputs[mi.INFERENCE_START, lane], inputs[mi.INFERENCE_CAP, lane]
        first = start if start < cap else cap
        grown = work[m.INFERENCE_SHARE, lane] / first - 1.0
        kept = 1.0 + inputs[oi.MODEL_CALLS_SERVING_SHIFT, lane] * grown
        kept *= inputs[oi.MODEL_CALLS_SERVING_SHARE, lane]
        kept = kept if kept < 1.0 else 1.0
        share[lane] = kept if kept > 0.0 else 0.0
        moved = inputs[oi.RENTAL_UTILISATION_TIGHTNESS, lane] * work[m.TIGHTNESS, lane]
        moved += work[o.UTILISATION_NOISE, lane]
        lost = inputs[mi.DEMAND_PRIVATE_DRIFT, lane] * month * MONTH
        sold[lane] = logistic(logit(inputs[oi.MODEL_CALLS_UTILISATION, lane]) + moved - lost)


@kernel
def _hour(chip, first_chip, inputs, work):
    """Of an hour on this chip: Mtokens served, and what they bring."""
    served, gross = work[m.DRAW_0], work[m.DRAW_1]
    own, first = work[chip + m.CHIP_LN_INFERENCE], work[first_chip + m.CHIP_LN_INFERENCE]
    throughput = work[m.TOKEN_THROUGHPUT]
    efficiency = inputs[oi.MODEL_CALLS_EFFICIENCY]
    price, positioning = work[m.TOKEN_PRICE], inputs[oi.MODEL_CALLS_POSITIONING]
    premium = work[o.TOKEN_PREMIUM]
    for lane in range(LANES):
        served[lane] = throughput[lane] * efficiency[lane] * exp(own[lane] - first[lane])
        gross[lane] = served[lane] * price[lane] * positioning[lane] * exp(premium[lane])


@kernel
def _sold_hours(hours, gross, floor, inputs, work):
    """hours: in, free; out, sold, none where running the card costs more than is kept."""
    share, sold = work[o.SERVING_SHARE], work[o.SERVING_UTILISATION]
    hosted, take = inputs[oi.MODEL_CALLS_HOSTED_SHARE], inputs[oi.MODEL_CALLS_TAKE_RATE]
    service = inputs[oi.MODEL_CALLS_SERVICE_COST]
    commission = inputs[oi.COSTS_SALES_COMMISSION]
    for lane in range(LANES):
        own = 1.0 - hosted[lane] * (1.0 - take[lane])
        kept = gross[lane] * (own * (1.0 - commission[lane]) - service[lane])
        served = hours[lane] * share[lane] * sold[lane]
        hours[lane] = served if kept >= floor[lane] else 0.0


@kernel
def serve_tokens(chip, first_chip, kw, inputs, work, terms, cohort):
    """Hours of one cohort that serve tokens, and what they bring."""
    hours = work[o.OPERATIONS_SCRATCH]
    floor = work[o.OPERATIONS_SCRATCH_2]
    served, gross = work[m.DRAW_0], work[m.DRAW_1]
    free_hours(inputs, terms, cohort, hours)
    avoidable_cost(kw, inputs[oi.MODEL_CALLS_PHYSICAL_USE], inputs, work, floor)
    _hour(chip, first_chip, inputs, work)
    _sold_hours(hours, gross, floor, inputs, work)
    hosted, use = inputs[oi.MODEL_CALLS_HOSTED_SHARE], inputs[oi.MODEL_CALLS_PHYSICAL_USE]
    own_models, hosted_models = work[o.REVENUE_OWN_MODELS], work[o.REVENUE_HOSTED_MODELS]
    token_hours, billed = work[o.TOKEN_HOURS], work[o.BILLED_HOURS]
    tokens, physical = work[o.TOKENS_SERVED], cohort[o.COHORT_PHYSICAL]
    for lane in range(LANES):
        revenue = hours[lane] * gross[lane]
        hosted_models[lane] += revenue * hosted[lane]
        own_models[lane] += revenue * (1.0 - hosted[lane])
        token_hours[lane] += hours[lane]
        billed[lane] += hours[lane]
        tokens[lane] += hours[lane] * served[lane]
        physical[lane] += hours[lane] * HOUR * use[lane]


@kernel
def _resell(month, inputs, work):
    """Calls that run on nobody's cards here."""
    resold, revenue = work[o.TOKENS_RESOLD], work[o.REVENUE_RESALE]
    volume, growth = inputs[oi.MODEL_CALLS_RESOLD], inputs[oi.MODEL_CALLS_RESALE_GROWTH]
    closed = work[o.CLOSED]
    price, positioning = work[m.TOKEN_PRICE], inputs[oi.MODEL_CALLS_POSITIONING]
    premium = work[o.TOKEN_PREMIUM]
    for lane in range(LANES):
        grown = volume[lane] * exp(growth[lane] * month * MONTH)
        resold[lane] = grown * (1.0 - closed[lane])
        revenue[lane] = resold[lane] * price[lane] * positioning[lane] * exp(premium[lane])


@kernel
def settle_calls(month, inputs, work):
    """Resale, what owners of models get, and the cost of serving and of own models."""
    _resell(month, inputs, work)
    owners, models = work[o.COST_MODEL_OWNERS], work[o.COST_MODELS]
    for lane in range(LANES):
        hosted = work[o.REVENUE_HOSTED_MODELS, lane]
        resale = work[o.REVENUE_RESALE, lane] * (
            1.0 - inputs[oi.MODEL_CALLS_RESALE_TAKE_RATE, lane]
        )
        owners[lane] = hosted * (1.0 - inputs[oi.MODEL_CALLS_TAKE_RATE, lane]) + resale
        calls = work[o.REVENUE_OWN_MODELS, lane] + work[o.REVENUE_HOSTED_MODELS, lane]
        fixed = inputs[oi.MODEL_CALLS_MODEL_COST, lane] * MONTH * work[o.ESCALATION, lane]
        fixed *= 1.0 - work[o.CLOSED, lane]
        models[lane] = inputs[oi.MODEL_CALLS_SERVICE_COST, lane] * calls + fixed
