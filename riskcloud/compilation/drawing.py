"""Uncertain inputs as the kernel draws them."""

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincinv

from riskcloud.compilation.streams import streams_of
from riskcloud.compilation.values import Input
from riskcloud.kernels.layout import draws as d
from riskcloud.model.distributions import (
    Beta,
    Choice,
    Distribution,
    Lognormal,
    Normal,
    Triangular,
    Uniform,
)
from riskcloud.model.faults import fault
from riskcloud.model.market.correlation import cholesky, correlation_matrix
from riskcloud.model.market.dependence import InputCorrelation

_Table = NDArray[np.float64]


def _beta_table(law: Beta) -> list[_Table]:
    """Quantiles rounded to float32, which hides the last digits of any library."""
    shares = np.arange(d.TABLE_POINTS) / (d.TABLE_POINTS - 1)
    quantiles = betaincinv(law.alpha, law.beta, shares).astype(np.float32).astype(np.float64)
    return [law.low + (law.high - law.low) * quantiles]


def _choice_tables(law: Choice) -> list[_Table]:
    tables = np.zeros((2, d.TABLE_POINTS))
    whole = sum(law.weights)
    running = 0.0
    for place, (value, weight) in enumerate(zip(law.values, law.weights, strict=True)):
        running += weight
        tables[:, place] = running / whole, value
    return [tables[0], tables[1]]


def _kind(law: Distribution) -> tuple[int, tuple[float, float, float], list[_Table]]:
    """Kind, three parameters and tables of a distribution."""
    match law:
        case Uniform():
            return d.UNIFORM, (law.low, law.high, 0.0), []
        case Triangular():
            return d.TRIANGULAR, (law.low, law.mode, law.high), []
        case Normal():
            return d.NORMAL, (law.mean, law.sd, 0.0), []
        case Lognormal() if law.log_sd is not None:
            return d.LOGNORMAL, (law.median, law.log_sd, 0.0), []
        case Lognormal():
            assert law.p90 is not None
            return d.LOGNORMAL_P90, (law.median, law.p90, 0.0), []
        case Beta():
            return d.TABLE, (0.0, 0.0, 0.0), _beta_table(law)
        case Choice():
            return d.CHOICE, (float(len(law.values)), 0.0, 0.0), _choice_tables(law)
    raise TypeError(f"no kernel draws {type(law).__name__}")


def correlated(uncertain: list[Input], pairs: tuple[InputCorrelation, ...]) -> list[str]:
    """Paths of the uncertain inputs that a correlation names, in the order of drawing."""
    named = {f"market.{path}" for pair in pairs for path in pair.between}
    return [one.path for one in uncertain if one.path in named]


def _factor(
    names: list[str], uncertain: list[Input], pairs: tuple[InputCorrelation, ...]
) -> _Table:
    """Lower factor of the correlation of the named inputs; a constant correlates with nothing."""
    laws = {one.path: one.value for one in uncertain}
    for name in names:
        if not isinstance(laws[name], Normal | Lognormal):
            raise fault(f"a normal or lognormal {name}", ("market", "input_correlation"))
    whole = [
        (f"market.{a}", f"market.{b}", pair.correlation)
        for pair in pairs
        for a, b in [pair.between]
        if f"market.{a}" in names and f"market.{b}" in names
    ]
    factor = cholesky(correlation_matrix(names, whole))
    if factor is None:
        raise fault("correlations that fit together", ("market", "input_correlation"))
    return np.array(factor).reshape(len(names), len(names))


def draws_of(uncertain: list[Input], pairs: tuple[InputCorrelation, ...], scores: int) -> d.Draws:
    """All uncertain inputs; ``scores`` is the first work row of their normal scores."""
    names = correlated(uncertain, pairs)
    tables: list[_Table] = []
    first_tables, kinds, parameters, bounds = [], [], [], []
    for one in uncertain:
        law = one.value
        assert isinstance(law, Distribution)
        kind, three, own = _kind(law)
        kinds.append(kind)
        parameters.append(three)
        first_tables.append(len(tables) if own else -1)
        tables += own
        low = -np.inf if law.min is None else law.min
        bounds.append((low, np.inf if law.max is None else law.max))
    places = [names.index(one.path) if one.path in names else -1 for one in uncertain]
    return d.Draws(
        kind=np.array(kinds, dtype=np.int64),
        row=np.array([one.row for one in uncertain], dtype=np.int64),
        stream=np.array(streams_of([one.path for one in uncertain]), dtype=np.int64),
        parameters=np.array(parameters, dtype=np.float64).reshape(-1, 3),
        bounds=np.array(bounds, dtype=np.float64).reshape(-1, 2),
        table=np.array(first_tables, dtype=np.int64),
        score=np.array(places, dtype=np.int64),
        cholesky=_factor(names, uncertain, pairs),
        scores=scores,
        tables=np.array(tables or [np.zeros(d.TABLE_POINTS)], dtype=np.float64),
    )
