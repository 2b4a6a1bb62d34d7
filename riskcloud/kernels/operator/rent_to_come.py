"""Expected rent of a used card's remaining life: the sum over its months, in closed form.

j months ahead a card rents for its level * q^j * exp(a w^j + b (1 - w^2j)): w = exp(-reversion
/12), q = exp(-(decline + discount)/12), a the premium over entry cost today, b half its variance.
The series exp(a v - b v^2) = sum of g_k v^k / k!, with g_(k+1) = a g_k - 2 b k g_(k-1) (Hermite
polynomials), turns the sum over months 1 to n into one of geometric series:

    level * exp(b) * sum over k of g_k s_k (1 - q^n w^kn),  s_k = q w^k / (1 - q w^k) / k!

24 terms give it to 1e-11 for premiums of up to e^3 either way and to 2e-5 at e^6, of the larger
of itself and its value without a premium.
"""

from riskcloud.columns import market as m
from riskcloud.columns import operator as o
from riskcloud.kernels.arithmetic import exp
from riskcloud.kernels.arithmetic.bits import multiply_add
from riskcloud.kernels.jit import inlined, kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.layout import operator as oi
from riskcloud.kernels.operator.growth import monthly, rent_rate

_LEAST_PREMIUM = -6.0  # lower ones count as this: rents of a few months, next to nothing


@inlined
def perpetuity(rate):
    """Sum of exp(-rate j) over j = 1, 2, ...; rate a month, above 0."""
    kept = exp(-rate)
    return kept / (1.0 - kept)


@kernel
def begin_rent(inputs, work):
    """The sums s_k, and exp(b) in the first."""
    factorial = 1.0
    for k in range(o.RENT_TERMS):
        factorial *= max(k, 1)
        row = work[o.RENT_SUMS + k]
        for lane in range(LANES):
            rate = rent_rate(inputs, lane) + k * inputs[oi.RESIDUAL_REVERSION, lane]
            spread = exp(0.5 * inputs[oi.RESIDUAL_VARIANCE, lane])
            row[lane] = spread * perpetuity(monthly(rate)) / factorial


@inlined
def rent_premium(work, lane):
    """Log of a rent over entry cost, today."""
    premium = work[m.TIGHTNESS, lane] + work[m.CONTRACT_RESIDUAL, lane]
    return premium if premium > _LEAST_PREMIUM else _LEAST_PREMIUM


@inlined
def rent_to_come(premium, kept, past_life, inputs, work, lane):
    """Discounted expected rent of the months left, of a GPU-hour a month that rents at 1.

    kept: w^n, what is left of a premium at the end of life; past_life: q^n.
    """
    variance = inputs[oi.RESIDUAL_VARIANCE, lane]
    before, now, total = 0.0, 1.0, 0.0
    for k in range(o.RENT_TERMS):
        total = multiply_add(now * work[o.RENT_SUMS + k, lane], 1.0 - past_life, total)
        past_life *= kept
        before, now = now, multiply_add(premium, now, -(variance * k) * before)
    return total
