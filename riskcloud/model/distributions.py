"""Distributions that a scenario may give in place of a number.

Each is drawn once a path.  Here they are described and checked, not sampled: ``share_below``
uses ``math`` and serves validation only, never a result.
"""

import math
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar

from riskcloud.model.beta import incomplete_beta
from riskcloud.model.faults import fault

CLIPPED_LIMIT = 0.01
MOST_VALUES = 1025
"""Of a choice: what one table of the kernel holds."""
NORMAL_P90 = 1.2815515655446004
"""Quantile .9 of the standard normal: what turns a median and a p90 into a log sd."""
_FARTHEST = 8.0
"""Standard deviations that no path goes beyond: one in 1e15 would."""
_LARGEST_DRAWN = 1e100
"""Of a lognormal: sums and products of what lies below stay finite."""


@dataclass(frozen=True, kw_only=True)
class Distribution(ABC):
    """A distribution, bounded by ``min`` and ``max`` where given: values beyond are moved to them.

    Every parameter is a finite float.  A fault is raised for parameters out of order and for
    bounds that move more than 1 % of the probability.
    """

    kind: ClassVar[str]
    min: float | None = None
    max: float | None = None

    def __post_init__(self) -> None:
        self.check()
        if self.min is not None and self.max is not None and self.min >= self.max:
            raise fault("min below max", ("max",))
        share = self.share_clipped()
        if share > CLIPPED_LIMIT:
            side = "min" if self.share_clipped_below() >= share / 2 else "max"
            raise fault(f"bounds that clip at most 1 % (these clip {100 * share:.3g} %)", (side,))

    @abstractmethod
    def check(self) -> None:
        """Raise a fault if the parameters are out of order."""

    @abstractmethod
    def support(self) -> tuple[float, float]:
        """Least and greatest value before ``min`` and ``max``; may be infinite."""

    @abstractmethod
    def share_below(self, value: float) -> float:
        """P(X < value), before ``min`` and ``max``."""

    @abstractmethod
    def parameters(self) -> object:
        """The parameters as a scenario file gives them: a list or a mapping."""

    def share_above(self, value: float) -> float:
        """P(X > value), before ``min`` and ``max``."""
        return 1.0 - self.share_below(value)

    def share_clipped_below(self) -> float:
        """Share of the probability that ``min`` moves."""
        return 0.0 if self.min is None else self.share_below(self.min)

    def share_clipped(self) -> float:
        """Share of the probability that ``min`` and ``max`` move."""
        above = 0.0 if self.max is None else self.share_above(self.max)
        return self.share_clipped_below() + above

    def reach(self) -> tuple[float, float, bool]:
        """Least and greatest value after bounds, and whether the least is never taken itself."""
        low, high = self.support()
        least = low if self.min is None else max(low, self.min)
        greatest = high if self.max is None else min(high, self.max)
        return least, greatest, isinstance(self, Lognormal) and least == low

    def in_file(self) -> dict[str, object]:
        """As a scenario file gives it, for instance ``{"uniform": [0.0, 1.0], "max": 0.999}``."""
        bounds = {"min": self.min, "max": self.max}
        given: dict[str, object] = {k: v for k, v in bounds.items() if v is not None}
        return {self.kind: self.parameters()} | given


@dataclass(frozen=True, kw_only=True)
class Triangular(Distribution):
    """Density rising from ``low`` to ``mode`` and falling to ``high``."""

    kind = "triangular"
    low: float
    mode: float
    high: float

    def check(self) -> None:
        if not (self.low <= self.mode <= self.high and self.low < self.high):
            raise fault("[low, mode, high] in rising order", (self.kind,))

    def support(self) -> tuple[float, float]:
        return self.low, self.high

    def share_below(self, value: float) -> float:
        width = self.high - self.low
        if value <= self.low:
            return 0.0
        if value <= self.mode:
            return (value - self.low) / width * ((value - self.low) / (self.mode - self.low))
        if value < self.high:
            gap = self.high - value
            return 1.0 - gap / width * (gap / (self.high - self.mode))
        return 1.0

    def parameters(self) -> list[float]:
        return [self.low, self.mode, self.high]


@dataclass(frozen=True, kw_only=True)
class Uniform(Distribution):
    """Equal density from ``low`` to ``high``."""

    kind = "uniform"
    low: float
    high: float

    def check(self) -> None:
        if self.low >= self.high:
            raise fault("[low, high] in rising order", (self.kind,))

    def support(self) -> tuple[float, float]:
        return self.low, self.high

    def share_below(self, value: float) -> float:
        return min(1.0, max(0.0, (value - self.low) / (self.high - self.low)))

    def parameters(self) -> list[float]:
        return [self.low, self.high]


@dataclass(frozen=True, kw_only=True)
class Normal(Distribution):
    """Normal with ``mean`` and ``sd``."""

    kind = "normal"
    mean: float
    sd: float

    def check(self) -> None:
        if self.sd <= 0.0:
            raise fault("an sd above 0", (self.kind, "sd"))

    def support(self) -> tuple[float, float]:
        return -math.inf, math.inf

    def share_below(self, value: float) -> float:
        return _normal_below((value - self.mean) / self.sd)

    def parameters(self) -> dict[str, float]:
        return {"mean": self.mean, "sd": self.sd}


@dataclass(frozen=True, kw_only=True)
class Lognormal(Distribution):
    """Lognormal with a ``median`` and either its quantile .9, ``p90``, or the sd of its log."""

    kind = "lognormal"
    median: float
    p90: float | None = None
    log_sd: float | None = None

    def check(self) -> None:
        if self.median <= 0.0:
            raise fault("a median above 0", (self.kind, "median"))
        if (self.p90 is None) == (self.log_sd is None):
            raise fault("a median with either p90 or log_sd", (self.kind,))
        if self.p90 is not None and self.p90 <= self.median:
            raise fault("a p90 above the median", (self.kind, "p90"))
        if self.log_sd is not None and self.log_sd <= 0.0:
            raise fault("a log_sd above 0", (self.kind, "log_sd"))
        if math.log(self.median) + _FARTHEST * self._log_sd() > math.log(_LARGEST_DRAWN):
            name = "log_sd" if self.p90 is None else "p90"
            raise fault(
                f"a {name} that keeps all paths below {_LARGEST_DRAWN:g}", (self.kind, name)
            )

    def support(self) -> tuple[float, float]:
        return 0.0, math.inf

    def share_below(self, value: float) -> float:
        if value <= 0.0:
            return 0.0
        return _normal_below((math.log(value) - math.log(self.median)) / self._log_sd())

    def _log_sd(self) -> float:
        if self.log_sd is not None:
            return self.log_sd
        assert self.p90 is not None
        return (math.log(self.p90) - math.log(self.median)) / NORMAL_P90

    def parameters(self) -> dict[str, float]:
        named = {"median": self.median, "p90": self.p90, "log_sd": self.log_sd}
        return {name: value for name, value in named.items() if value is not None}


@dataclass(frozen=True, kw_only=True)
class Beta(Distribution):
    """Beta with shapes ``alpha`` and ``beta``, stretched from 0..1 to ``low``..``high``."""

    kind = "beta"
    alpha: float
    beta: float
    low: float = 0.0
    high: float = 1.0

    def check(self) -> None:
        for name in ("alpha", "beta"):
            if getattr(self, name) <= 0.0:
                raise fault(f"{name} above 0", (self.kind, name))
        if self.low >= self.high:
            raise fault("low below high", (self.kind,))

    def support(self) -> tuple[float, float]:
        return self.low, self.high

    def share_below(self, value: float) -> float:
        z = (value - self.low) / (self.high - self.low)
        return incomplete_beta(self.alpha, self.beta, min(1.0, max(0.0, z)))

    def parameters(self) -> dict[str, float]:
        return {"alpha": self.alpha, "beta": self.beta, "low": self.low, "high": self.high}


@dataclass(frozen=True, kw_only=True)
class Choice(Distribution):
    """One of ``values``, with probabilities proportional to ``weights``."""

    kind = "choice"
    values: tuple[float, ...]
    weights: tuple[float, ...]

    def check(self) -> None:
        if not self.values:
            raise fault("at least one value", (self.kind, "values"))
        if len(self.values) > MOST_VALUES:
            raise fault(f"at most {MOST_VALUES} values", (self.kind, "values"))
        if len(self.values) != len(self.weights):
            raise fault(f"{len(self.values)} weights, one a value", (self.kind, "weights"))
        for i, weight in enumerate(self.weights):
            if weight < 0.0:
                raise fault("a weight of 0 or more", (self.kind, "weights", i))
        if not 0.0 < sum(self.weights) < math.inf:
            raise fault("weights with a finite sum above 0", (self.kind, "weights"))

    def support(self) -> tuple[float, float]:
        return min(self.values), max(self.values)

    def share_below(self, value: float) -> float:
        return self._share([v < value for v in self.values])

    def share_above(self, value: float) -> float:
        return self._share([v > value for v in self.values])

    def _share(self, counted: list[bool]) -> float:
        wanted = math.fsum(w for w, c in zip(self.weights, counted, strict=True) if c)
        return wanted / math.fsum(self.weights)

    def parameters(self) -> dict[str, list[float]]:
        return {"values": list(self.values), "weights": list(self.weights)}


def _normal_below(z: float) -> float:
    return 0.5 * math.erfc(-z / math.sqrt(2.0))
