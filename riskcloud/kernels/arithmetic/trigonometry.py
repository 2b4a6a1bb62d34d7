"""Cosine and sine of a fraction of a turn, which needs no reduction by pi."""

import numpy as np

from riskcloud.kernels.arithmetic.bits import bits_of, float_of, multiply_add
from riskcloud.kernels.arithmetic.rounding import ROUNDER, integer_bits
from riskcloud.kernels.jit import inlined

_TWO_PI = 6.283185307179586
_TWO_PI_REST = 2.4492935982947064e-16  # 2 pi less its float64

_ONE = np.uint64(1)
_TWO = np.uint64(2)
_TO_SIGN = np.uint64(62)


@inlined
def _sin_near(r, z):
    """sin(2 pi r) for |r| <= 1/8, z = r^2; interpolated at Chebyshev nodes in z."""
    q = multiply_add(3.78643334956545, z, -15.094054182079999)
    q = multiply_add(q, z, 42.05868918088512)
    q = multiply_add(q, z, -76.70585973562093)
    q = multiply_add(q, z, 81.6052492760517)
    q = multiply_add(q, z, -41.341702240399755)
    return multiply_add(r, _TWO_PI, r * multiply_add(q, z, _TWO_PI_REST))


@inlined
def _cos_near(z):
    """cos(2 pi r) for |r| <= 1/8, z = r^2; interpolated at Chebyshev nodes in z."""
    q = multiply_add(-1.6990343940660637, z, 7.903206911569678)
    q = multiply_add(q, z, -26.426253275854723)
    q = multiply_add(q, z, 60.24464135270201)
    q = multiply_add(q, z, -85.4568172066438)
    q = multiply_add(q, z, 64.93939402266824)
    q = multiply_add(q, z, -19.739208802178716)
    return multiply_add(q, z, 1.0)


@inlined
def cos_sin_turn(u):
    """(cos(2 pi u), sin(2 pi u)) within 2 ulp, for |u| < 2^49."""
    shifted = multiply_add(4.0, u, ROUNDER)
    quarter = integer_bits(shifted)
    r = multiply_add(shifted - ROUNDER, -0.25, u)  # exact
    z = r * r
    near_sin = _sin_near(r, z)
    near_cos = _cos_near(z)
    odd = (quarter & _ONE) == _ONE
    # Quarters 1 and 2 turn the sign of the cosine, 2 and 3 that of the sine.
    cos_sign = ((quarter + _ONE) & _TWO) << _TO_SIGN
    sin_sign = (quarter & _TWO) << _TO_SIGN
    cosine = float_of(bits_of(near_sin if odd else near_cos) ^ cos_sign)
    sine = float_of(bits_of(near_cos if odd else near_sin) ^ sin_sign)
    return cosine, sine
