"""Revenue beyond compute: model calls and the enterprise platform, and their sums."""

from riskcloud.columns import operator as o
from riskcloud.kernels.jit import kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.operator.model_calls import settle_calls
from riskcloud.kernels.operator.platform import step_platform


@kernel
def step_layers(month, inputs, layout, work):
    """Month of the layers on offer, after the hours of all cohorts are sold; month: float64."""
    if layout.model_calls:
        settle_calls(month, inputs, work)
    if layout.platform:
        step_platform(inputs, work)
    if layout.model_calls or layout.platform:
        revenue, cost = work[o.REVENUE_LAYERS], work[o.COST_LAYERS]
        for lane in range(LANES):
            calls = work[o.REVENUE_OWN_MODELS, lane] + work[o.REVENUE_HOSTED_MODELS, lane]
            calls += work[o.REVENUE_RESALE, lane]
            revenue[lane] = calls + work[o.REVENUE_PLATFORM, lane]
            calls = work[o.COST_MODEL_OWNERS, lane] + work[o.COST_MODELS, lane]
            cost[lane] = calls + work[o.COST_PLATFORM, lane]
