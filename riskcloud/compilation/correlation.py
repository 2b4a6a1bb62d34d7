"""Correlation of uncertain inputs: a property of the market, whoever lives in it.

The factor is that of all correlated inputs of the market file.  Were it only that of the
items in use, an operator's choice of chips would change the market's draws.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from riskcloud.model.base import Declared
from riskcloud.model.market import Market


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
    """What ``input_correlation`` says of the inputs that are drawn; with a constant it is void."""
    inputs, factor = market.correlated_inputs()
    named = tuple(one._replace(path=f"market.{one.path}") for one in inputs)
    return Correlation(named, np.array(factor, dtype=np.float64).reshape(len(named), len(named)))
