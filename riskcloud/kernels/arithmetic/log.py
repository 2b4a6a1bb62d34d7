"""Natural logarithm.

Reduction and polynomial of FDLIBM's `e_log.c` (Sun Microsystems, 1993), without branches.
"""

import math

import numpy as np

from riskcloud.kernels.arithmetic.bits import bits_of, float_of, multiply_add
from riskcloud.kernels.jit import inlined

_LN2_HIGH = 6.93147180369123816490e-01  # 21 trailing zero bits: an exponent times it is exact
_LN2_LOW = 1.90821492927058770002e-10

_SMALLEST_NORMAL = 2.0**-1022
_TWO_TO_54 = 2.0**54

_ONE_BITS = np.uint64(0x3FF0000000000000)
# Leading bits of sqrt(1/2): subtracting them first makes the significand sqrt(1/2)..sqrt(2).
_ROOT_HALF_BITS = np.uint64(0x3FE6A09E00000000)
_SIGNIFICAND_MASK = np.uint64(0x000FFFFFFFFFFFFF)
_SIGNIFICAND = np.uint64(52)

# An integer k in the low bits of 2^52's pattern reads as 2^52 + k: exact, and it vectorises
# where the machine has no conversion from 64-bit integers.
_TWO_TO_52_BITS = np.uint64(0x4330000000000000)
_TWO_TO_52_AND_BIAS = 2.0**52 + 1023.0


@inlined
def _log_scaled(x, exponent):
    """ln(x 2^exponent) for a positive, finite and normal x; anything else gives nonsense."""
    shifted = bits_of(x) + (_ONE_BITS - _ROOT_HALF_BITS)
    n = float_of(_TWO_TO_52_BITS | (shifted >> _SIGNIFICAND)) - _TWO_TO_52_AND_BIAS + exponent
    f = float_of((shifted & _SIGNIFICAND_MASK) + _ROOT_HALF_BITS) - 1.0
    # ln(1+f) = f - (f^2/2 - s (f^2/2 + R(s^2))), s = f / (2+f)
    s = f / (2.0 + f)
    z = s * s
    q = multiply_add(1.479819860511658591e-01, z, 1.531383769920937332e-01)
    q = multiply_add(q, z, 1.818357216161805012e-01)
    q = multiply_add(q, z, 2.222219843214978396e-01)
    q = multiply_add(q, z, 2.857142874366239149e-01)
    q = multiply_add(q, z, 3.999999999940941908e-01)
    q = multiply_add(q, z, 6.666666666666735130e-01)
    half_square = 0.5 * f * f
    correction = multiply_add(s, multiply_add(q, z, half_square), n * _LN2_LOW)
    return multiply_add(n, _LN2_HIGH, f - (half_square - correction))


@inlined
def log_of_normal(x):
    """ln x under 1 ulp for a positive, finite and normal x; anything else gives nonsense."""
    return _log_scaled(x, 0.0)


@inlined
def log(x):
    """ln x under 1 ulp, subnormal x included; 0 gives -inf, x < 0 gives NaN."""
    subnormal = x < _SMALLEST_NORMAL
    value = _log_scaled(x * _TWO_TO_54 if subnormal else x, -54.0 if subnormal else 0.0)
    value = value if x < math.inf else x
    value = value if x > 0.0 else math.nan
    return -math.inf if x == 0.0 else value
