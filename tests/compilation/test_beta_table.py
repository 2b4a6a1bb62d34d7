"""Quantiles of beta laws against scipy and mpmath."""

import mpmath
import numpy as np
import pytest
from scipy.special import betaincinv

from riskcloud.compilation.beta import beta_quantiles

CELLS = 1024
SHAPES = [(1, 1), (2, 3), (0.5, 0.5), (0.05, 0.2), (0.2, 0.05), (5, 1), (30, 2), (1e3, 2e3)]


@pytest.mark.parametrize("shapes", SHAPES)
def test_quantiles_are_scipy_s_to_float32(shapes):
    a, b = map(float, shapes)
    ours = beta_quantiles(a, b, CELLS)
    theirs = betaincinv(a, b, np.arange(CELLS + 1) / CELLS)
    np.testing.assert_allclose(ours, theirs, rtol=2.0**-23, atol=2.0**-59)
    assert ours[0] == 0.0
    assert ours[-1] == 1.0
    assert np.all(np.diff(ours) >= 0.0)
    assert np.array_equal(ours, ours.astype(np.float32))


@pytest.mark.parametrize("shapes", [(2.5, 7.0), (0.3, 4.0), (300.0, 20.0)])
def test_quantiles_give_their_share_back(shapes):
    ours = beta_quantiles(*shapes, 16)
    for cell in range(1, 16):
        x = mpmath.mpf(float(ours[cell]))
        share = mpmath.betainc(*shapes, 0, x, regularized=True)
        slope = x ** (shapes[0] - 1) * (1 - x) ** (shapes[1] - 1) / mpmath.beta(*shapes)
        assert abs(share - cell / 16) < 1.2 * slope * x * mpmath.mpf(2) ** -24 + 1e-14
