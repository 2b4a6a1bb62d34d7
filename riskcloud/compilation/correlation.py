"""Correlation of uncertain inputs: a property of the market, whoever lives in it.

The factor is that of all correlated inputs of the market file.  Were it only that of the
items in use, an operator's choice of chips would change the market's draws.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from riskcloud.model.base import Declared, numbers
from riskcloud.model.distributions import Distribution, Lognormal, Normal
from riskcloud.model.market import Market, cholesky, correlation_matrix
from riskcloud.model.reading.errors import refuse

_FIELD = "market.input_correlation"


@dataclass(frozen=True)
class Correlation:
    """Correlated inputs, in declared order, and the lower Cholesky factor (m, m)."""

    inputs: tuple[Declared, ...]
    factor: NDArray[np.float64]

    @property
    def paths(self) -> list[str]:
        """Field paths of the inputs."""
        return [one.path for one in self.inputs]

    def needed(self, drawn: set[str]) -> "Correlation":
        """Those of ``drawn``, and those before them whose scores enter theirs."""
        rows = [place for place, path in enumerate(self.paths) if path in drawn]
        kept = np.flatnonzero(np.any(self.factor[rows] != 0.0, axis=0))
        inputs = tuple(self.inputs[place] for place in kept)
        return Correlation(inputs, np.ascontiguousarray(self.factor[np.ix_(kept, kept)]))


def correlation_of(market: Market) -> Correlation:
    """What ``input_correlation`` says of the inputs that are drawn; with a constant it is void.

    Raises ScenarioError for an input without a normal score, or a matrix that is not
    positive definite.
    """
    drawn = {
        one.path: one for one in numbers(market, "market") if isinstance(one.value, Distribution)
    }
    pairs = []
    for pair in market.input_correlation:
        one, other = (f"market.{path}" for path in pair.between)
        if one in drawn and other in drawn:
            pairs.append((one, other, pair.correlation))
    named = {path for one, other, _ in pairs for path in (one, other)}
    inputs = tuple(one for path, one in drawn.items() if path in named)
    for one_input in inputs:
        _check(one_input)
    factor = cholesky(correlation_matrix([one.path for one in inputs], pairs))
    if factor is None:
        raise refuse(_FIELD, "a matrix that is not positive definite", "one that is")
    return Correlation(inputs, np.array(factor, dtype=np.float64).reshape(len(inputs), len(inputs)))


def _check(one: Declared) -> None:
    """Scores are correlated, and only these distributions are drawn from a normal score."""
    if isinstance(one.value, Normal | Lognormal):
        return
    assert isinstance(one.value, Distribution)
    expected = f"normal or lognormal, since {_FIELD} names it ([] there correlates nothing)"
    raise refuse(one.path, one.value.kind, expected)
