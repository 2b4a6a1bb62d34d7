"""Income tax by tax year, for the unlevered and the levered ledger (model, 3.2)."""

from riskcloud.columns import operator as o
from riskcloud.kernels.flags import any_lane
from riskcloud.kernels.jit import kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.layout import operator as oi
from riskcloud.kernels.operator.cohorts import cohort_rows
from riskcloud.kernels.operator.depreciation import share_of_year, shell_share_of_year
from riskcloud.kernels.operator.losses import expire_losses, losses_used, taxed
from riskcloud.kernels.operator.tax_owed import step_tax_owed

_PAYMENT_LAG = 3  # months after the end of the tax year


@kernel
def _gains(month, layout, inputs, work):
    """Sales of the month against tax basis."""
    gain = work[o.YEAR_GAIN]
    for k in range(layout.cohorts.count):
        _, cohort = cohort_rows(k, layout, inputs, work)
        sold = cohort[o.COHORT_SOLD]
        sale = cohort[o.COHORT_SALE]
        basis = cohort[o.COHORT_BASIS]
        for lane in range(LANES):
            gain[lane] += (sale[lane] - basis[lane]) * sold[lane]
            basis[lane] *= 1.0 - sold[lane]
    shell = work[o.SHELL_BASIS]
    for lane in range(LANES):
        cost = inputs[oi.SPACE_SHELL_CAPEX, lane]
        shell[lane] += cost if month == inputs[oi.SPACE_SHELL_MONTH, lane] else 0.0
        proceeds = cost * inputs[oi.SPACE_SHELL_RESIDUAL_SHARE, lane]
        proceeds = proceeds if inputs[oi.SPACE_SHELL_MONTH, lane] <= month else 0.0
        gain[lane] += (proceeds - shell[lane]) * work[o.ENDING, lane]
        shell[lane] *= 1.0 - work[o.ENDING, lane]


@kernel
def _year_to_date(work):
    """Add the month to the tax year."""
    for lane in range(LANES):
        work[o.YEAR_EARNED, lane] += work[o.EARNED, lane]
        work[o.YEAR_EXPENSED, lane] += work[o.EXPENSED, lane]


@kernel
def _depreciate(amount, assess, basis, depreciation):
    """Take the year's share off the tax basis, in the lanes that assess."""
    for lane in range(LANES):
        taken = amount[lane] * assess[lane]
        depreciation[lane] += taken
        basis[lane] -= taken


@kernel
def _interest_allowed(inputs, assess, work, allowed):
    """allowed: interest deducted, up to a share of tax EBITDA; the rest is carried."""
    carried = work[o.INTEREST_CARRIED]
    for lane in range(LANES):
        ebitda = work[o.YEAR_EARNED, lane] - work[o.YEAR_EXPENSED, lane]
        ebitda = ebitda + work[o.YEAR_GAIN, lane]
        cap = inputs[oi.TAX_INTEREST_CAP, lane] * (ebitda if ebitda > 0.0 else 0.0)
        claim = work[o.YEAR_INTEREST, lane] + carried[lane]
        allowed[lane] = claim if claim < cap else cap
        carried[lane] = claim - allowed[lane] if assess[lane] > 0.0 else carried[lane]


@kernel
def _assess(base, inputs, assess, losses, expired, due, assessed):
    """Add the tax of the year to what is due; losses are kept, or used by the group."""
    for lane in range(LANES):
        group = inputs[oi.TAX_GROUP, lane] > 0.0
        used = losses_used(base[lane], losses[lane], inputs[oi.TAX_LOSS_LIMIT, lane], group)
        lost = -base[lane] if base[lane] < 0.0 else 0.0
        kept = losses[lane] if group else losses[lane] - used + lost - expired[lane]
        tax = inputs[oi.TAX_RATE, lane] * taxed(base[lane], used, group)
        losses[lane] = kept if assess[lane] > 0.0 else losses[lane]
        assessed[lane] = tax if assess[lane] > 0.0 else 0.0
        due[lane] += assessed[lane]


@kernel
def _assess_gains(base, inputs, assess, work, losses, due):
    """Add to due what gains add to the tax of the year: covenants leave it out, as they leave
    out what the sales bring.  Of a year that the end cuts off nothing is paid as of the year."""
    for lane in range(LANES):
        group = inputs[oi.TAX_GROUP, lane] > 0.0
        limit = inputs[oi.TAX_LOSS_LIMIT, lane]
        without = base[lane] - work[o.YEAR_GAIN, lane]
        used = losses_used(base[lane], losses[lane], limit, group)
        used_without = losses_used(without, losses[lane], limit, group)
        more = taxed(base[lane], used, group) - taxed(without, used_without, group)
        runs = (assess[lane] > 0.0) & (work[o.ENDING, lane] == 0.0)
        due[lane] += inputs[oi.TAX_RATE, lane] * more if runs else 0.0


@kernel
def _assess_year(month, inputs, layout, work, assess):
    """Depreciation of the year, then tax on both ledgers, in the lanes that assess."""
    depreciation = work[o.YEAR_DEPRECIATION]
    base = work[o.FINANCE_SCRATCH_2]
    depreciation[:] = 0.0
    for k in range(layout.cohorts.count):
        _, cohort = cohort_rows(k, layout, inputs, work)
        share_of_year(month, inputs, cohort, base)
        _depreciate(base, assess, cohort[o.COHORT_BASIS], depreciation)
    shell_share_of_year(inputs, work, base)
    _depreciate(base, assess, work[o.SHELL_BASIS], depreciation)
    allowed = work[o.FINANCE_SCRATCH_3]
    expired = work[o.FINANCE_SCRATCH_4]
    for lane in range(LANES):
        margin = work[o.YEAR_EARNED, lane] - work[o.YEAR_EXPENSED, lane]
        base[lane] = margin - depreciation[lane] + work[o.YEAR_GAIN, lane]
    losses, ages = work[o.LOSSES_UNLEVERED], o.LOSS_AGES_UNLEVERED
    _assess_gains(base, inputs, assess, work, losses, work[o.GAIN_TAX_DUE_UNLEVERED])
    expire_losses(ages, base, losses, inputs, assess, work, expired)
    due, final = work[o.TAX_DUE_UNLEVERED], work[o.FINAL_TAX_UNLEVERED]
    _assess(base, inputs, assess, losses, expired, due, final)
    _interest_allowed(inputs, assess, work, allowed)
    for lane in range(LANES):
        base[lane] -= allowed[lane]
    losses, ages = work[o.LOSSES_LEVERED], o.LOSS_AGES_LEVERED
    _assess_gains(base, inputs, assess, work, losses, work[o.GAIN_TAX_DUE_LEVERED])
    expire_losses(ages, base, losses, inputs, assess, work, expired)
    due, final = work[o.TAX_DUE_LEVERED], work[o.FINAL_TAX_LEVERED]
    _assess(base, inputs, assess, losses, expired, due, final)
    for row in (o.YEAR_EARNED, o.YEAR_EXPENSED, o.YEAR_GAIN, o.YEAR_INTEREST):
        for lane in range(LANES):
            work[row, lane] *= 1.0 - assess[lane]


@kernel
def _pay(pays, due, paid):
    """Pay what is due in the lanes that pay."""
    for lane in range(LANES):
        paid[lane] = due[lane] * pays[lane]
        due[lane] *= 1.0 - pays[lane]


@kernel
def _pay_operating(pays, due_on_gains, paid, final, operating):
    """operating: of the tax paid, what is neither on gains nor assessed at the end."""
    _pay(pays, due_on_gains, operating)
    for lane in range(LANES):
        operating[lane] = paid[lane] - final[lane] - operating[lane]


@kernel
def step_tax(month, inputs, layout, work):
    """Tax of a month: year to date, assessment at the year's end or at the end, payment."""
    _gains(month, layout, inputs, work)
    _year_to_date(work)
    flag = work[o.FINANCE_SCRATCH]
    ending = work[o.ENDING]
    closed = work[o.CLOSED]
    year_end = month % 12 == 0 and month > 0
    work[o.FINAL_TAX_UNLEVERED, :] = 0.0
    work[o.FINAL_TAX_LEVERED, :] = 0.0
    work[o.YEAR_DEPRECIATION, :] = 0.0
    for lane in range(LANES):
        flag[lane] = 1.0 if year_end & (closed[lane] == 0.0) else ending[lane]
    if any_lane(flag):
        _assess_year(month, inputs, layout, work, flag)
    for lane in range(LANES):
        work[o.FINAL_TAX_UNLEVERED, lane] *= ending[lane]
        work[o.FINAL_TAX_LEVERED, lane] *= ending[lane]
    pay_month = month % 12 == _PAYMENT_LAG and month > 12
    for lane in range(LANES):
        flag[lane] = 1.0 if pay_month | (ending[lane] > 0.0) else 0.0
    _pay(flag, work[o.TAX_DUE_UNLEVERED], work[o.TAX_UNLEVERED])
    _pay(flag, work[o.TAX_DUE_LEVERED], work[o.TAX_LEVERED])
    due, final = work[o.GAIN_TAX_DUE_UNLEVERED], work[o.FINAL_TAX_UNLEVERED]
    _pay_operating(flag, due, work[o.TAX_UNLEVERED], final, work[o.OPERATING_TAX_UNLEVERED])
    due, final = work[o.GAIN_TAX_DUE_LEVERED], work[o.FINAL_TAX_LEVERED]
    _pay_operating(flag, due, work[o.TAX_LEVERED], final, work[o.OPERATING_TAX_LEVERED])
    step_tax_owed(month, inputs, layout, work)
