"""The contracted share: named customers' cards, scaled to a share of each cohort (2.2)."""

from riskcloud.columns import operator as o
from riskcloud.kernels.jit import kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.layout import operator as oi
from riskcloud.kernels.operator.cohorts import cohort_rows
from riskcloud.kernels.operator.customer_rows import customer_rows


@kernel
def _stated(k, layout, inputs, work, out):
    """out: cards that the customers of cohort k state."""
    out[:] = 0.0
    for j in range(layout.customers.count):
        if layout.customer_cohort[j] == k:
            _, customer = customer_rows(j, layout, inputs, work)
            gpus = customer[o.CUSTOMER_GPUS]
            for lane in range(LANES):
                out[lane] += gpus[lane]


@kernel
def _factor(inputs, terms, stated):
    """stated: in, cards; out, what to multiply them by; 1 where no share is given."""
    share, gpus = inputs[oi.CONTRACTED_SHARE], terms[oi.COHORT_GPUS]
    spares, downtime = inputs[oi.COSTS_SPARES_SHARE], inputs[oi.COSTS_DOWNTIME]
    for lane in range(LANES):
        wanted = share[lane] * gpus[lane] * (1.0 - spares[lane] - downtime[lane])
        some = stated[lane] if stated[lane] > 0.0 else 1.0
        stated[lane] = wanted / some if share[lane] >= 0.0 else 1.0


@kernel
def scale_contracts(inputs, layout, work):
    """Once a path, before anything is signed."""
    factor = work[o.OPERATIONS_SCRATCH]
    for k in range(layout.cohorts.count):
        terms, _ = cohort_rows(k, layout, inputs, work)
        _stated(k, layout, inputs, work, factor)
        _factor(inputs, terms, factor)
        for j in range(layout.customers.count):
            if layout.customer_cohort[j] == k:
                _, customer = customer_rows(j, layout, inputs, work)
                gpus = customer[o.CUSTOMER_GPUS]
                for lane in range(LANES):
                    gpus[lane] *= factor[lane]
