"""A stream as a polynomial in Bernstein form, with a bound on the rounding of each
coefficient; and the number of its zeros, by Descartes' rule.

On an interval the coefficients' sign changes exceed the number of zeros by an even number:
none or one is exact.  All weights are positive, so the same sums over |flows| bound the
rounding.  Farouki and Rajan, On the numerical condition of polynomials in Bernstein form,
CAGD 4 (1987); isolation by halving as in Lane and Riesenfeld, BIT 21 (1981).
"""

from riskcloud.kernels.jit import inlined, kernel
from riskcloud.kernels.returns.bounds import ROUNDING

AMBIGUOUS = -1
HOPELESS = -2


@inlined
def coefficient_share(degree, depth):
    """Bound of a coefficient's rounding as a share of its bound, after `depth` splits.

    Roundings a step: power 1, binomial 2, pairwise sums 1, each split 4 (weights too);
    the bounds round as well, to second order.
    """
    return (12.0 + 5.0 * depth) * (degree + 4.0) * ROUNDING


@kernel
def to_bernstein(flows, degree, low, high, coefficients, bounds):
    """Coefficients on [low, high], first the one at `high`, and the same sums over |flows|.

    flows: (degree + 1,), lowest power first.  0 <= low < high.
    """
    power = 1.0
    binomial = 1.0
    for month in range(degree + 1):
        coefficients[degree - month] = flows[month] * power / binomial
        bounds[degree - month] = abs(coefficients[degree - month])
        power *= high
        binomial = binomial * (degree - month) / (month + 1.0)
    # On [0, high]: coefficient k is the sum of binomial(k, j) times the j-th scaled flow.
    for level in range(1, degree + 1):
        for k in range(degree + 1 - level):
            coefficients[k] += coefficients[k + 1]
        for k in range(degree + 1 - level):
            bounds[k] += bounds[k + 1]


@kernel
def split(coefficients, first, degree, share):
    """De Casteljau: cut at `share` of the way; `first` gets the part before the cut.

    coefficients: (degree + 1,), left holding the part after the cut.
    """
    rest = 1.0 - share
    first[0] = coefficients[0]
    for level in range(1, degree + 1):
        for k in range(degree + 1 - level):
            coefficients[k] = rest * coefficients[k] + share * coefficients[k + 1]
        first[level] = coefficients[0]


@kernel
def sign_changes(coefficients, bounds, degree, share):
    """Sign changes of the coefficients whatever their rounding; AMBIGUOUS if it matters.

    HOPELESS if no sign at all is certain: the polynomial is zero to rounding here.
    """
    changes = 0
    last = 0.0
    unsure = 0
    ambiguous = False
    for k in range(degree + 1):
        if bounds[k] == 0.0:  # exactly zero: no flow reaches it
            continue
        if abs(coefficients[k]) <= share * bounds[k]:
            unsure += 1
            continue
        sign = 1.0 if coefficients[k] > 0.0 else -1.0
        # One unsure coefficient between opposite signs cannot change the count.
        if unsure > (1 if sign * last < 0.0 else 0):
            ambiguous = True
        if sign * last < 0.0:
            changes += 1
        last = sign
        unsure = 0
    if last == 0.0:
        return HOPELESS
    return AMBIGUOUS if ambiguous or unsure > 0 else changes
