"""Named customers: the state before month 0, and their month in order (model, 2.2)."""

import numpy as np

from riskcloud.columns import operator as o
from riskcloud.kernels.arithmetic import log
from riskcloud.kernels.flags import any_lane
from riskcloud.kernels.jit import kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.layout import operator as oi
from riskcloud.kernels.operator.billing import bill, remain
from riskcloud.kernels.operator.cohorts import NEVER, chip_row, cohort_rows
from riskcloud.kernels.operator.customer_rows import customer_rows
from riskcloud.kernels.operator.renegotiation import price_ratio, renegotiate
from riskcloud.kernels.operator.signing import receive_prepayment, relet, sign_contracts
from riskcloud.kernels.operator.tenancy import default_tenant, find_live, occupy, stop_late
from riskcloud.kernels.random import once_uniforms
from riskcloud.kernels.random import streams as s


@kernel
def _to_exponential(row):
    """Uniforms become exponentials of mean one."""
    for lane in range(LANES):
        row[lane] = -log(row[lane])


@kernel
def begin_customer(seed, first_path, j, terms, customer):
    """Thresholds of both tenancies; nothing is signed yet."""
    for field in range(o.CUSTOMER_FIELDS):
        customer[field, :] = 0.0
    customer[o.CUSTOMER_GPUS] = terms[oi.CUSTOMER_GPUS]
    customer[o.CUSTOMER_SIGNED, :] = NEVER
    customer[o.CUSTOMER_BEGIN, :] = NEVER
    first = customer[o.CUSTOMER_LIMIT_0]
    second = customer[o.CUSTOMER_LIMIT_1]
    once_uniforms(seed, first_path, j, s.CUSTOMER_DEFAULT, first, second)
    _to_exponential(first)
    _to_exponential(second)
    first = customer[o.CUSTOMER_PATIENCE_0]
    second = customer[o.CUSTOMER_PATIENCE_1]
    once_uniforms(seed, first_path, j, s.CUSTOMER_RENEGOTIATION, first, second)
    _to_exponential(first)
    _to_exponential(second)


@kernel
def step_customers(month, inputs, layout, market_layout, work):
    """All named customers in a month; month 0 signs."""
    now = np.float64(month)
    event = work[o.OPERATIONS_SCRATCH]
    closed = work[o.CLOSED]
    for j in range(layout.customers.count):
        k = layout.customer_cohort[j]
        _, cohort = cohort_rows(k, layout, inputs, work)
        chip = chip_row(k, layout, market_layout)
        terms, customer = customer_rows(j, layout, inputs, work)
        sign_contracts(now, inputs, work, chip, terms, cohort, customer, event)
        receive_prepayment(now, cohort, closed, customer, work[o.PREPAYMENT_RECEIVED])
        relet(now, inputs, work, chip, customer, event)
        live = customer[o.CUSTOMER_LIVE]
        find_live(now, customer, closed, live)
        if any_lane(live):
            default_tenant(now, inputs, terms, work, customer, event)
            price_ratio(now, inputs, work, chip, customer, customer[o.CUSTOMER_RATIO])
            renegotiate(now, terms, customer)
        else:
            customer[o.CUSTOMER_RATIO, :] = 0.0
        bill(now, terms, work, customer)
        stop_late(now, terms, cohort, closed, customer, work[o.PREPAYMENT_REFUNDED], event)
        occupy(now, terms, customer, closed, cohort)
        remain(
            now,
            np.float64(layout.horizon),
            terms,
            customer,
            closed,
            work[o.PREPAYMENT_HELD],
            work[o.REMAINING_CONTRACT],
        )
