"""What contracts that end take away from the cash of a year, for a new loan (model, 3.6)."""

from riskcloud.columns import market as m
from riskcloud.columns import operator as o
from riskcloud.kernels.flags import any_lane
from riskcloud.kernels.jit import kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.layout import operator as oi
from riskcloud.kernels.operator.cohorts import chip_row, cohort_rows
from riskcloud.kernels.operator.customer_rows import customer_rows
from riskcloud.kernels.units import HOURS

_YEAR = 12.0
_OVER = 2.0  # the tenancy after the second tenant


@kernel
def _rent_by_hour(chip, inputs, work, rent):
    """rent: what an hour without contract earns in the mean, unsold hours counted."""
    share = inputs[oi.RENTAL_ON_DEMAND_SHARE]
    discount = inputs[oi.RENTAL_DISCOUNT]
    for lane in range(LANES):
        listed = work[m.LIST_PRICE, lane] * work[o.POSITIONING, lane] * (1.0 - discount[lane])
        spot = work[m.SPOT_PRICE, lane]
        price = share[lane] * listed + (1.0 - share[lane]) * spot
        price *= work[chip + m.CHIP_QUALITY, lane]
        rent[lane] = price * work[o.RENTAL_UTILISATION, lane]


@kernel
def _months_lost(month, cohort, terms, customer, lost, replaced):
    """lost: months billed in the last year beyond those of the next; replaced: of them, months
    in which the cards are then let by the hour and were not before.

    A tenant in default is not billed, from that month until the cards are let again.
    """
    for lane in range(LANES):
        begin, end = customer[o.CUSTOMER_BEGIN, lane], customer[o.CUSTOMER_END, lane]
        first = begin if begin > month - _YEAR else month - _YEAR
        billed = (end if end < month else month) - first
        until = customer[o.CUSTOMER_IDLE_UNTIL, lane]
        before = until - terms[oi.CUSTOMER_RELETTING_MONTHS, lane] - 1.0
        idle = (until if until < end else end) - (before if before > first else first)
        billed -= idle if idle > 0.0 else 0.0
        billed = billed if billed > 0.0 else 0.0
        ahead = (end if end < month + _YEAR else month + _YEAR) - month
        fewer = billed - (ahead if ahead > 0.0 else 0.0)
        let = (customer[o.CUSTOMER_TENANCY, lane] < _OVER) & (begin < month)
        let = let & (month > customer[o.CUSTOMER_IDLE_UNTIL, lane])
        lost[lane] = fewer if let & (fewer > 0.0) else 0.0
    for lane in range(LANES):
        end, retired = customer[o.CUSTOMER_END, lane], cohort[o.COHORT_RETIRED, lane]
        last = retired if retired < month + _YEAR else month + _YEAR
        free = last - (end if end > month else month)
        free = free if free > 0.0 else 0.0
        free -= month - end if end < month else 0.0
        free = free if free > 0.0 else 0.0
        replaced[lane] = free if free < lost[lane] else lost[lane]


@kernel
def step_contract_cliff(month, inputs, layout, market_layout, work):
    """In the lanes whose loan matures; as each is known that month, without look-ahead."""
    cliff = work[o.CONTRACT_CLIFF]
    matures = work[o.OPERATIONS_SCRATCH]
    for lane in range(LANES):
        cliff[lane] = 0.0
        due = (work[o.MATURITY, lane] == month) & (work[o.BALANCE, lane] > 0.0)
        matures[lane] = 1.0 if due & (work[o.ENDING, lane] == 0.0) else 0.0
    if not any_lane(matures):
        return
    lost = work[o.OPERATIONS_SCRATCH_2]
    replaced = work[m.DRAW_0]
    rent = work[m.DRAW_1]
    for j in range(layout.customers.count):
        k = layout.customer_cohort[j]
        _, cohort = cohort_rows(k, layout, inputs, work)
        terms, customer = customer_rows(j, layout, inputs, work)
        _rent_by_hour(chip_row(k, layout, market_layout), inputs, work, rent)
        _months_lost(month, cohort, terms, customer, lost, replaced)
        for lane in range(LANES):
            bill = customer[o.CUSTOMER_PRICE, lane] * (1.0 - terms[oi.CUSTOMER_SLA_CREDIT, lane])
            gone = lost[lane] * bill - replaced[lane] * rent[lane]
            cliff[lane] += gone * customer[o.CUSTOMER_GPUS, lane] * HOURS * matures[lane]
