"""Correlation of uncertain inputs: which are correlated, and the factor that mixes their scores."""

import numpy as np
from numpy.typing import NDArray

from riskcloud.compilation.values import Input
from riskcloud.model.distributions import Lognormal, Normal
from riskcloud.model.market import InputCorrelation, cholesky, correlation_matrix
from riskcloud.model.reading.errors import refuse

_FIELD = "market.input_correlation"


def _effective(
    uncertain: list[Input], pairs: tuple[InputCorrelation, ...]
) -> list[tuple[str, str, float]]:
    """Pairs of which both are drawn: a correlation with a constant is void."""
    drawn = {one.path for one in uncertain}
    whole = [tuple(f"market.{path}" for path in pair.between) for pair in pairs]
    return [
        (one, other, pair.correlation)
        for (one, other), pair in zip(whole, pairs, strict=True)
        if one in drawn and other in drawn
    ]


def correlated(uncertain: list[Input], pairs: tuple[InputCorrelation, ...]) -> list[str]:
    """Paths of the uncertain inputs that are correlated, in the order of drawing.

    Raises ScenarioError for one that is not drawn from a normal score.
    """
    named = {path for one, other, _ in _effective(uncertain, pairs) for path in (one, other)}
    for one in uncertain:
        if one.path in named and not isinstance(one.value, Normal | Lognormal):
            kind = getattr(one.value, "kind", "constant")
            raise refuse(
                f"{one.path}, which {_FIELD} names",
                kind,
                "normal or lognormal (or leave its pairs out of input_correlation)",
            )
    return [one.path for one in uncertain if one.path in named]


def input_factor(
    names: list[str], uncertain: list[Input], pairs: tuple[InputCorrelation, ...]
) -> NDArray[np.float64]:
    """Lower Cholesky factor (m, m) of the correlation of ``names``.

    Raises ScenarioError if it is not positive definite.
    """
    factor = cholesky(correlation_matrix(names, _effective(uncertain, pairs)))
    if factor is None:
        expected = "correlations that fit together (positive definite)"
        raise refuse(_FIELD, "a matrix that is not", expected)
    return np.array(factor, dtype=np.float64).reshape(len(names), len(names))
