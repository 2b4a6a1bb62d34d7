"""Tax depreciation of a tax year: of cards by their schedule, of an own shell (model, 3.2)."""

from riskcloud.columns import operator as o
from riskcloud.kernels.jit import kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.layout import operator as oi

_SHELL_SHARE = 0.1  # of a shell's cost a year


@kernel
def share_of_year(month, inputs, cohort, amount):
    """amount: the tax year's share of a cohort's cost, if in service by `month`."""
    commissioned = cohort[o.COHORT_COMMISSIONED]
    basis = cohort[o.COHORT_BASIS]
    amount[:] = 0.0
    year_end = 12 * ((month + 11) // 12)
    for year in range(oi.DEPRECIATION_YEARS):
        # The year-th year of service ends now for cards commissioned in these months.
        last = year_end - 12 * year
        if last <= 0:
            break
        first = last - 11 if last > 12 else 0
        share = inputs[oi.TAX_DEPRECIATION_1 + year]
        for lane in range(LANES):
            in_year = (commissioned[lane] >= first) & (commissioned[lane] <= last)
            in_year = in_year & (commissioned[lane] <= month)
            wanted = share[lane] * cohort[o.COHORT_COST, lane]
            wanted = wanted if wanted < basis[lane] else basis[lane]
            amount[lane] = wanted if in_year else amount[lane]


@kernel
def shell_share_of_year(inputs, work, amount):
    """amount: a tenth of an own shell's cost, not above its basis."""
    basis = work[o.SHELL_BASIS]
    for lane in range(LANES):
        wanted = _SHELL_SHARE * inputs[oi.SPACE_SHELL_CAPEX, lane]
        amount[lane] = wanted if wanted < basis[lane] else basis[lane]
