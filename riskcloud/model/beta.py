"""Regularised incomplete beta function, for checking bounds; not part of any result."""

import math

_TURNS = 10_000
_TINY = 1e-300


def incomplete_beta(a: float, b: float, x: float) -> float:
    """I_x(a, b) for a, b > 0 and 0 <= x <= 1.

    Continued fraction of DLMF 8.17.22 by Lentz's method, on the side where it converges fast.
    """
    if x in (0.0, 1.0):
        return x
    if x > (a + 1.0) / (a + b + 2.0):
        return 1.0 - _fraction(b, a, 1.0 - x)
    return _fraction(a, b, x)


def _fraction(a: float, b: float, x: float) -> float:
    """I_x(a, b) for x up to about the mean, where the fraction converges fast."""
    log_front = a * math.log(x) + b * math.log1p(-x)
    log_front += math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
    c = 1.0
    d = 1.0 / (1.0 + _coefficient(1, a, b, x) or _TINY)
    value = d
    for turn in range(2, _TURNS):
        coefficient = _coefficient(turn, a, b, x)
        d = 1.0 / (1.0 + coefficient * d or _TINY)
        c = 1.0 + coefficient / c or _TINY
        value *= c * d
        if abs(c * d - 1.0) < 1e-15:
            break
    return math.exp(log_front) * value / a


def _coefficient(turn: int, a: float, b: float, x: float) -> float:
    """The partial numerator of DLMF 8.17.23 with index ``turn``."""
    m = turn // 2
    if turn % 2 == 0:
        return m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
    return -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
