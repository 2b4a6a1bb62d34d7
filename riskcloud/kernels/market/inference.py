"""Share of inference in compute (README 1.6): its log odds drift, with noise."""

import math

from riskcloud.columns import market as m
from riskcloud.kernels.arithmetic import logistic, logit
from riskcloud.kernels.jit import kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.layout import market as i
from riskcloud.kernels.units import MONTH

_ROOT_MONTH = math.sqrt(MONTH)


@kernel
def begin_inference(inputs, work):
    """Log odds of the starting share."""
    for lane in range(LANES):
        work[m.INFERENCE_LOGIT, lane] = logit(inputs[i.INFERENCE_START, lane])
    _set_share(inputs, work)


@kernel
def step_inference(inputs, work):
    """One month of drift and noise."""
    slope, volatility = inputs[i.INFERENCE_SLOPE], inputs[i.INFERENCE_VOLATILITY]
    log_odds, shock = work[m.INFERENCE_LOGIT], work[m.SHOCK_INFERENCE]
    for lane in range(LANES):
        noise = volatility[lane] * _ROOT_MONTH * shock[lane]
        log_odds[lane] = log_odds[lane] + slope[lane] * MONTH + noise
    _set_share(inputs, work)


@kernel
def _set_share(inputs, work):
    cap, log_odds, share = inputs[i.INFERENCE_CAP], work[m.INFERENCE_LOGIT], work[m.INFERENCE_SHARE]
    for lane in range(LANES):
        free = logistic(log_odds[lane])
        share[lane] = free if free < cap[lane] else cap[lane]
