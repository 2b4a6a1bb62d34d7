"""Present value, peak funding, terminal value."""

import numpy as np
import pytest
from mpmath import mpf

from riskcloud.kernels import returns
from riskcloud.kernels.lanes import LANES
from tests.reference import returns as reference


@pytest.fixture
def flows():
    rng = np.random.default_rng(8)
    return rng.normal(size=(97, LANES)) * 10 ** rng.uniform(-3, 9, LANES)


def row():
    return np.full(LANES, 1e300)


def scratch():
    return np.full((2, LANES), 1e300)


def test_present_value_against_mpmath(flows):
    discount = np.random.default_rng(9).uniform(0.9, 1.01, LANES)
    out = row()
    returns.present_value(flows, discount, out)
    for lane in range(0, LANES, 5):
        q = mpf(discount[lane])
        right = sum(mpf(flow) * q**t for t, flow in enumerate(flows[:, lane]))
        size = sum(abs(flow) * discount[lane] ** t for t, flow in enumerate(flows[:, lane]))
        assert abs(out[lane] - right) <= 1e-14 * size


def test_present_value_is_zero_at_the_internal_rate(flows):
    flows = np.abs(flows)
    flows[0] = -flows.sum(axis=0) / 2
    found = np.empty((returns.FOUND_ROWS, LANES))
    returns.internal_rate(flows, np.empty((returns.SCRATCH_ROWS, LANES)), found)
    assert (found[returns.STATUS] == 0.0).all()
    out = row()
    returns.present_value(flows, (1 + found[returns.RATE]) ** (-1 / 12), out)
    assert (np.abs(out) <= 1e-10 * np.abs(flows[0])).all()


def test_peak_funding(flows):
    flows[:4, :3] = [[-3, 5, 0], [-4, -6, 0], [6, -2, 1], [-9, 9, 1]]
    flows[4:, :3] = 0
    out = row()
    returns.peak_funding(flows, scratch(), out)
    assert out[:3].tolist() == [10, 3, 0]
    np.testing.assert_allclose(out, reference.peak_funding(flows), rtol=1e-14)


def test_terminal_value_falls_in_its_month(flows):
    before = flows.copy()
    end = np.arange(LANES) % 100.0  # 97 to 99 lie outside the flows
    terminal = np.linspace(1, 2, LANES)
    returns.add_terminal(flows, terminal, end)
    for lane in range(LANES):
        if end[lane] < 97:
            before[int(end[lane]), lane] += terminal[lane]
    np.testing.assert_array_equal(flows, before)
