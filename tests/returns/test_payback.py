"""Payback: worked cases, then the readable twin."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riskcloud.kernels import returns
from riskcloud.kernels.lanes import LANES
from tests.reference import returns as reference
from tests.returns.run import lanes_of


def payback(stream, monthly_discount=None):
    """(first outlay, month of payback) of one stream."""
    flows = lanes_of([stream])
    first, out = np.full((2, LANES), 1e300)
    scratch = np.full((2, LANES), 1e300)
    returns.first_outlay_month(flows, first)
    if monthly_discount is None:
        returns.payback_month(flows, first, scratch, out)
    else:
        discount = np.full(LANES, monthly_discount)
        returns.discounted_payback_month(flows, discount, first, scratch, out)
    return first[0], out[0]


@pytest.mark.parametrize(
    ("stream", "first", "month"),
    [
        ([-10, 4, 4, 4], 0, 3),
        ([0, 0, -10, 5, 5, 1], 2, 4),  # exactly zero counts as paid back
        ([-10, 5, 5], 0, 2),  # exactly at the horizon
        ([-10, 5, 4.999], 0, np.nan),  # not within horizon
        ([-10, 12, -5, 1, 3], 0, 4),  # pays, un-pays, pays again
        ([-10, 12, -5, 1, 1], 0, np.nan),  # pays and un-pays
        ([-10, 10, 0, -1, 1], 0, 4),
        ([5, -3, -1, 0], 1, 1),  # a prepayment covers it: never in the red
        ([5, -3, -4, 1, 1], 1, 4),
        ([-10], 0, np.nan),
        ([0, 1, 2], np.nan, np.nan),  # nothing was ever paid out
        ([0, 0], np.nan, np.nan),
    ],
)
def test_worked_cases(stream, first, month):
    assert payback(stream) == pytest.approx((first, month), nan_ok=True)


def test_terminal_value_may_pay_back():
    flows = lanes_of([[-10.0, 1, 1, 1, 0]])
    first, out = np.zeros((2, LANES))
    scratch = np.zeros((1, LANES))
    returns.first_outlay_month(flows, first)
    returns.payback_month(flows, first, scratch, out)
    assert np.isnan(out[0])
    returns.add_terminal(flows, np.full(LANES, 7.0), np.full(LANES, 3.0))
    returns.payback_month(flows, first, scratch, out)
    assert out[0] == 3


def test_discounting_delays_payback():
    # At q = 1/2: -8, 4, 2, 1, ... never sums to zero in 5 months; with 20 in month 3 it does.
    assert payback([-8, 8, 8, 8, 8], 0.5) == pytest.approx((0, np.nan), nan_ok=True)
    assert payback([-8, 8, 8, 16, 8], 0.5) == (0, 3)  # -8 + 4 + 2 + 2 = 0 exactly
    assert payback([-8, 8, 8, 16, 8]) == (0, 1)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 40), st.floats(0.8, 1.02))
def test_agrees_with_the_readable_twin(seed, months, discount):
    rng = np.random.default_rng(seed)
    flows = rng.integers(-4, 6, (months + 1, LANES)).astype(float)
    flows[0] -= rng.choice([0, 20], LANES)
    first, out = np.zeros((2, LANES))
    scratch = np.zeros((2, LANES))
    row = np.full(LANES, discount)
    returns.first_outlay_month(flows, first)
    np.testing.assert_array_equal(first, reference.first_outlay_month(flows))
    returns.payback_month(flows, first, scratch, out)
    np.testing.assert_array_equal(out, reference.payback_month(flows))
    returns.discounted_payback_month(flows, row, first, scratch, out)
    differs = out != reference.discounted_payback_month(flows, row)
    differs &= ~(np.isnan(out) & np.isnan(reference.discounted_payback_month(flows, row)))
    # Powers round differently; only a balance of zero to rounding may tell them apart.
    balance = np.cumsum(flows * reference.powers(row, months), axis=0)
    assert (np.abs(balance[:, differs]).min(axis=0) < 1e-12).all()
