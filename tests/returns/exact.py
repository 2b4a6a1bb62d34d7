"""The judge: zeros of a stream counted exactly, by Sturm's theorem in whole numbers.

A float64 is a whole number over a power of two, so a stream is an integer polynomial and
nothing here rounds.  Slow, and independent of everything the kernel does.
"""

from fractions import Fraction
from itertools import pairwise
from math import gcd

from mpmath import mp, mpf

mp.dps = 40

Polynomial = list[int]  # lowest power first, last coefficient not zero


def polynomial(flows) -> Polynomial:
    """Integer multiple of the stream, without leading and trailing zero flows."""
    values = [Fraction(float(flow)) for flow in flows]
    while values and values[0] == 0:
        values.pop(0)
    while values and values[-1] == 0:
        values.pop()
    scale = max((value.denominator for value in values), default=1)
    return primitive([int(value * scale) for value in values])


def primitive(coefficients: Polynomial) -> Polynomial:
    content = gcd(*coefficients) if coefficients else 1
    return [c // content for c in coefficients] if content > 1 else coefficients


def negated_remainder(dividend: Polynomial, divisor: Polynomial) -> Polynomial:
    """A positive multiple of -(dividend mod divisor)."""
    rest = list(dividend)
    lead = abs(divisor[-1])
    sign = 1 if divisor[-1] > 0 else -1
    while len(rest) >= len(divisor):
        top = rest[-1] * sign
        shift = len(rest) - len(divisor)
        rest = [lead * c for c in rest]
        for k, c in enumerate(divisor):
            rest[shift + k] -= top * c
        while rest and rest[-1] == 0:
            rest.pop()
    return primitive([-c for c in rest])


def sturm_chain(p: Polynomial) -> list[Polynomial]:
    chain = [p, primitive([k * c for k, c in enumerate(p)][1:])]
    while len(chain[-1]) > 1:
        following = negated_remainder(chain[-2], chain[-1])
        if not following:
            break
        chain.append(following)
    return chain


def sign_at(p: Polynomial, x: Fraction) -> int:
    value = 0
    power = 1
    for c in reversed(p):
        value = value * x.numerator + c * power
        power *= x.denominator
    return (value > 0) - (value < 0)


def changes(signs: list[int]) -> int:
    seen = [sign for sign in signs if sign]
    return sum(a != b for a, b in pairwise(seen))


class Stream:
    """Exact counts for one stream with at least two flows that are not zero."""

    def __init__(self, flows):
        self.p = polynomial(flows)
        self.chain = sturm_chain(self.p)

    def zeros_between(self, low: Fraction, high: Fraction) -> int:
        """Distinct zeros in (low, high]."""
        at_low = changes([sign_at(q, low) for q in self.chain])
        return at_low - changes([sign_at(q, high) for q in self.chain])

    def zeros_above(self, low: Fraction) -> int:
        at_low = changes([sign_at(q, low) for q in self.chain])
        return at_low - changes([1 if q[-1] > 0 else -1 for q in self.chain])

    def isolate(self, low: Fraction, high: Fraction) -> list[tuple[Fraction, Fraction]]:
        """Intervals, in ascending order, that hold one zero each."""
        count = self.zeros_between(low, high)
        if count == 0:
            return []
        if count == 1:
            return [(low, high)]
        middle = (low + high) / 2
        return self.isolate(low, middle) + self.isolate(middle, high)

    def refine(self, low: Fraction, high: Fraction) -> mpf:
        """The one zero in (low, high], a single one, to 30 digits: halving on the sign."""
        at_high = sign_at(self.p, high)
        for _ in range(100 if at_high else 0):
            middle = (low + high) / 2
            if sign_at(self.p, middle) == at_high:
                high = middle
            else:
                low = middle
        return mpf(high.numerator) / mpf(high.denominator)

    def condition(self, q: mpf) -> mpf:
        """Relative change of the zero q for a relative change of the flows."""
        size = mp.polyval([abs(c) for c in self.p], q, asc=True)
        slope = mp.polyval([k * c for k, c in enumerate(self.p)][1:], q, asc=True)
        return size / abs(q * slope)


def rate_of(q: mpf) -> mpf:
    """Yearly rate of a monthly discount factor."""
    return q**-12 - 1
