"""Quantile of the standard normal distribution.

M. J. Wichura, "Algorithm AS 241: The percentage points of the normal distribution",
Applied Statistics 37 (1988) 477-484, routine PPND16, about 1 part in 10^16.
"""

import math

from riskcloud.kernels.arithmetic.bits import multiply_add
from riskcloud.kernels.arithmetic.log import log
from riskcloud.kernels.jit import inlined


@inlined
def _centre(q):
    """Quantile of q + 1/2 for |q| <= 0.425."""
    r = 0.180625 - q * q
    above = multiply_add(2.5090809287301226727e3, r, 3.3430575583588128105e4)
    above = multiply_add(above, r, 6.7265770927008700853e4)
    above = multiply_add(above, r, 4.5921953931549871457e4)
    above = multiply_add(above, r, 1.3731693765509461125e4)
    above = multiply_add(above, r, 1.9715909503065514427e3)
    above = multiply_add(above, r, 1.3314166789178437745e2)
    above = multiply_add(above, r, 3.3871328727963666080e0)
    below = multiply_add(5.2264952788528545610e3, r, 2.8729085735721942674e4)
    below = multiply_add(below, r, 3.9307895800092710610e4)
    below = multiply_add(below, r, 2.1213794301586595867e4)
    below = multiply_add(below, r, 5.3941960214247511077e3)
    below = multiply_add(below, r, 6.8718700749205790830e2)
    below = multiply_add(below, r, 4.2313330701600911252e1)
    below = multiply_add(below, r, 1.0)
    return q * above, below


@inlined
def _near_tail(distance):
    """Numerator and denominator for tail probability e^-distance^2, distance <= 5."""
    r = distance - 1.6
    above = multiply_add(7.74545014278341407640e-4, r, 2.27238449892691845833e-2)
    above = multiply_add(above, r, 2.41780725177450611770e-1)
    above = multiply_add(above, r, 1.27045825245236838258e0)
    above = multiply_add(above, r, 3.64784832476320460504e0)
    above = multiply_add(above, r, 5.76949722146069140550e0)
    above = multiply_add(above, r, 4.63033784615654529590e0)
    above = multiply_add(above, r, 1.42343711074968357734e0)
    below = multiply_add(1.05075007164441684324e-9, r, 5.47593808499534494600e-4)
    below = multiply_add(below, r, 1.51986665636164571966e-2)
    below = multiply_add(below, r, 1.48103976427480074590e-1)
    below = multiply_add(below, r, 6.89767334985100004550e-1)
    below = multiply_add(below, r, 1.67638483018380384940e0)
    below = multiply_add(below, r, 2.05319162663775882187e0)
    below = multiply_add(below, r, 1.0)
    return above, below


@inlined
def _far_tail(distance):
    """Numerator and denominator for tail probability e^-distance^2, distance > 5."""
    r = distance - 5.0
    above = multiply_add(2.01033439929228813265e-7, r, 2.71155556874348757815e-5)
    above = multiply_add(above, r, 1.24266094738807843860e-3)
    above = multiply_add(above, r, 2.65321895265761230930e-2)
    above = multiply_add(above, r, 2.96560571828504891230e-1)
    above = multiply_add(above, r, 1.78482653991729133580e0)
    above = multiply_add(above, r, 5.46378491116411436990e0)
    above = multiply_add(above, r, 6.65790464350110377720e0)
    below = multiply_add(2.04426310338993978564e-15, r, 1.42151175831644588870e-7)
    below = multiply_add(below, r, 1.84631831751005468180e-5)
    below = multiply_add(below, r, 7.86869131145613259100e-4)
    below = multiply_add(below, r, 1.48753612908506148525e-2)
    below = multiply_add(below, r, 1.36929880922735805310e-1)
    below = multiply_add(below, r, 5.99832206555887937690e-1)
    below = multiply_add(below, r, 1.0)
    return above, below


@inlined
def inverse_normal(u):
    """z with P(Z <= z) = u; 0 gives -inf, 1 gives inf, outside [0, 1] gives NaN."""
    q = u - 0.5
    tail = u if q < 0.0 else 1.0 - u
    distance = math.sqrt(-log(tail))
    centre_above, centre_below = _centre(q)
    near_above, near_below = _near_tail(distance)
    far_above, far_below = _far_tail(distance)
    far = distance > 5.0
    above = far_above if far else near_above
    below = far_below if far else near_below
    above = -above if q < 0.0 else above
    centre = abs(q) <= 0.425
    z = (centre_above if centre else above) / (centre_below if centre else below)
    return math.copysign(math.inf, q) if tail == 0.0 else z
