"""Rent to come of a used card: the kernel's series against the plain sum over months."""

import numpy as np
import pytest
from numpy.typing import NDArray

from riskcloud.columns import market as m
from riskcloud.columns.totals import TOTALS
from riskcloud.kernels.jit import kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.layout import market as mi
from riskcloud.kernels.layout import operator as oi
from riskcloud.kernels.operator.growth import monthly, rent_rate
from riskcloud.kernels.operator.rent_to_come import begin_rent, rent_premium, rent_to_come
from riskcloud.kernels.rows import rows_of

Row = NDArray[np.float64]

DECLINE, AGEING, DISCOUNT = 0.12, 0.03, 0.15
LEVEL = 2.0


@kernel
def _rent(months, inputs, work, out):  # type: ignore[no-untyped-def]
    inputs, work = rows_of(inputs), rows_of(work)
    begin_rent(inputs, work)
    for lane in range(LANES):
        premium = rent_premium(work, lane)
        kept = np.exp(-monthly(inputs[oi.RESIDUAL_REVERSION, lane]) * months)
        past_life = np.exp(-monthly(rent_rate(inputs, lane)) * months)
        out[lane] = LEVEL * rent_to_come(premium, kept, past_life, inputs, work, lane)


def _by_kernel(premium: Row, months: float, reversion: float, variance: float) -> Row:
    inputs = np.zeros((oi.OPERATOR_INPUTS_END, LANES))
    inputs[mi.ENTRY_COST_RENT_DECLINE], inputs[mi.PRICES_AGEING] = DECLINE, AGEING
    inputs[oi.RESIDUAL_DISCOUNT_RATE] = DISCOUNT
    inputs[oi.RESIDUAL_REVERSION], inputs[oi.RESIDUAL_VARIANCE] = reversion, variance
    work, out = np.zeros((TOTALS.end, LANES)), np.empty(LANES)
    work[m.TIGHTNESS] = premium
    _rent(months, inputs, work, out)
    return out


def _by_sum(premium: Row, months: float, reversion: float, variance: float) -> Row:
    value = np.zeros(LANES)
    for j in range(1, 241):
        kept = np.exp(-reversion * j / 12)
        log = premium * kept + variance / 2 * (1 - kept**2) - (DECLINE + AGEING + DISCOUNT) * j / 12
        value += np.where(j <= months, LEVEL * np.exp(log), 0.0)
    return value


@pytest.mark.parametrize(("furthest", "error"), [(3.0, 1e-11), (6.0, 2e-5)], ids=["3", "6"])
@pytest.mark.parametrize("reversion", [0.05, 1.5, 12.0])
@pytest.mark.parametrize("variance", [0.0, 0.1, 1.0])
def test_series_is_the_sum_over_months(
    furthest: float, error: float, reversion: float, variance: float
) -> None:
    premium = np.linspace(-furthest, furthest, LANES)
    for months in (1.0, 7.0, 72.0, 240.0):
        kernel, plain, at_entry_cost = (
            make(row, months, reversion, variance)
            for make, row in ((_by_kernel, premium), (_by_sum, premium), (_by_sum, 0 * premium))
        )
        assert (np.abs(kernel - plain) <= error * np.maximum(plain, at_entry_cost)).all()


def test_no_month_left_is_worth_nothing() -> None:
    assert (_by_kernel(np.linspace(-2, 2, LANES), 0.0, 1.5, 0.1) == 0.0).all()


def test_a_collapse_is_worth_what_rents_revert_to() -> None:
    """At e^-40 of entry cost the first months bring nothing, whatever the series makes of it."""
    months = 72.0
    collapsed = _by_kernel(np.full(LANES, -40.0), months, 1.5, 0.1)
    np.testing.assert_array_equal(collapsed, _by_kernel(np.full(LANES, -6.0), months, 1.5, 0.1))
    assert (collapsed < 0.8 * _by_kernel(np.zeros(LANES), months, 1.5, 0.1)).all()
    assert (collapsed > 0.0).all()
