"""Tax losses of years before: how many a year takes up, and which are too old (model, 3.2)."""

from riskcloud.columns import operator as o
from riskcloud.kernels.flags import any_lane
from riskcloud.kernels.jit import inlined, kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.layout import operator as oi


@inlined
def losses_used(base, losses, limit, group):
    """Losses of years before that a year's base takes up; a group keeps none."""
    most = limit * base if base > 0.0 else 0.0
    used = losses if losses < most else most
    return 0.0 if group else used


@inlined
def taxed(base, used, group):
    """What is taxed of a base: of a group a loss, too."""
    profit = base if base > 0.0 else 0.0
    return base if group else profit - used


@kernel
def _take_oldest_first(first, assess, work, used):
    """Take what the year used up from the losses by age; used: 0 afterwards."""
    for age in range(o.LOSS_YEARS, 0, -1):
        left = work[first + age - 1]
        for lane in range(LANES):
            taken = left[lane] if left[lane] < used[lane] else used[lane]
            taken *= assess[lane]
            left[lane] -= taken
            used[lane] -= taken


@kernel
def _grow_older(first, base, inputs, assess, work, expired):
    """Every loss is a year older, and the year's own begins; expired: what is too old now."""
    for age in range(o.LOSS_YEARS, 0, -1):
        left = work[first + age - 1]
        for lane in range(LANES):
            years = inputs[oi.TAX_LOSS_YEARS, lane]
            grows = (assess[lane] > 0.0) & (inputs[oi.TAX_GROUP, lane] == 0.0)
            expired[lane] += left[lane] if grows & (age == years) else 0.0
            lost = -base[lane] if base[lane] < 0.0 else 0.0
            younger = work[first + age - 2, lane] if age > 1 else lost
            left[lane] = (younger if age <= years else 0.0) if grows else left[lane]


@kernel
def expire_losses(first, base, losses, inputs, assess, work, expired):
    """At the assessment of a year, before `losses` takes it in; first: row of the youngest losses.

    expired: losses that this year was the last to use, as far as it did not.
    """
    expired[:] = 0.0
    if not any_lane(inputs[oi.TAX_LOSS_YEARS]):
        return  # no ages are kept
    used = work[o.FINANCE_SCRATCH_5]
    for lane in range(LANES):
        group = inputs[oi.TAX_GROUP, lane] > 0.0
        limit = inputs[oi.TAX_LOSS_LIMIT, lane]
        used[lane] = losses_used(base[lane], losses[lane], limit, group)
    _take_oldest_first(first, assess, work, used)
    _grow_older(first, base, inputs, assess, work, expired)
