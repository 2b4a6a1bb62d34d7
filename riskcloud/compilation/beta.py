"""Quantiles of beta distributions, the same on every machine.

Only +, -, *, / and the kernels' own exp and log are used, no math library.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from riskcloud.kernels.arithmetic import exp, log

_TINY = 1e-300
_TURNS = 10_000
_STEPS = 200
_WIDTH = 2.0**-60  # of the unit interval; no difference below it reaches any figure


def _fraction(a: float, b: float, x: float) -> float:
    """Continued fraction of I_x(a, b), DLMF 8.17.22, by Lentz's method.

    Converges fast for x up to (a + 1) / (a + b + 2).
    """
    c, d = 1.0, 1.0 / (1.0 + _coefficient(1, a, b, x) or _TINY)
    value = d
    for turn in range(2, _TURNS):
        coefficient = _coefficient(turn, a, b, x)
        d = 1.0 / (1.0 + coefficient * d or _TINY)
        c = 1.0 + coefficient / c or _TINY
        value *= c * d
        if abs(c * d - 1.0) < 1e-15:
            break
    return value


def _coefficient(turn: int, a: float, b: float, x: float) -> float:
    """The partial numerator of DLMF 8.17.23 with index ``turn``."""
    m = turn // 2
    if turn % 2 == 0:
        return m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
    return -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))


class _Beta:
    """Distribution function and density of a beta law on 0..1.

    The two fractions at one point, for x from below and from above, add up to one: that
    gives the beta function without a gamma function.
    """

    def __init__(self, a: float, b: float) -> None:
        self.a, self.b = a, b
        self.middle = (a + 1.0) / (a + b + 2.0)
        below = _fraction(a, b, self.middle) / a
        above = _fraction(b, a, 1.0 - self.middle) / b
        self.whole = below + above
        self.top = self._log_front(self.middle)

    def _log_front(self, x: float) -> float:
        return self.a * float(log(x)) + self.b * float(log(1.0 - x))

    def at(self, x: float) -> tuple[float, float]:
        """P(X <= x) and the density at x, for 0 < x < 1."""
        front = float(exp(self._log_front(x) - self.top)) / self.whole
        if x <= self.middle:
            share = front * _fraction(self.a, self.b, x) / self.a
        else:
            share = 1.0 - front * _fraction(self.b, self.a, 1.0 - x) / self.b
        return share, front / (x * (1.0 - x))

    def quantile(self, share: float, low: float) -> float:
        """x > low with P(X <= x) = share: Newton, halving where it leaves the bracket."""
        high = 1.0
        x = low if low > 0.0 else self.middle
        for _ in range(_STEPS):
            value, density = self.at(x)
            low, high = (x, high) if value < share else (low, x)
            if high - low <= _WIDTH:
                break
            move = (share - value) / density if density > 0.0 else 1.0
            if not low < x + move < high:
                move = 0.5 * (low + high) - x
            if abs(move) <= 1e-15 * x:
                break
            x += move
        return x


@lru_cache  # scenarios of a comparison or a batch share most of their distributions
def beta_quantiles(a: float, b: float, cells: int) -> NDArray[np.float64]:
    """Quantiles 0, 1/cells, ..., 1 of the beta law with shapes a and b, rounded to float32.

    Read only.
    """
    law = _Beta(a, b)
    quantiles = [0.0]
    for cell in range(1, cells):
        quantiles.append(law.quantile(cell / cells, quantiles[-1]))
    table = np.array([*quantiles, 1.0], dtype=np.float32).astype(np.float64)
    table.flags.writeable = False
    return table
