"""Uncertain inputs as the kernel draws them."""

import math

import numpy as np
from numpy.typing import NDArray

from riskcloud.compilation.beta import beta_quantiles
from riskcloud.compilation.correlation import Correlation
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

_Table = NDArray[np.float64]


def _beta_table(law: Beta) -> list[_Table]:
    quantiles = beta_quantiles(law.alpha, law.beta, d.TABLE_POINTS - 1)
    return [law.low + (law.high - law.low) * quantiles]


def _choice_tables(law: Choice) -> list[_Table]:
    """Cumulative weights and values.

    math.fsum, since sum of floats is not the same in every version of Python.
    """
    count = len(law.values)
    whole = math.fsum(law.weights)
    tables = np.zeros((2, d.TABLE_POINTS))
    tables[0, :count] = [math.fsum(law.weights[: place + 1]) / whole for place in range(count)]
    tables[1, :count] = law.values
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


def draws_of(drawn: list[Input], correlation: Correlation, scores: int) -> d.Draws:
    """Inputs to draw; ``scores`` is the first work row of the scores of the correlated ones."""
    names = correlation.paths
    tables: list[_Table] = []
    first_tables, kinds, parameters, bounds = [], [], [], []
    for one in drawn:
        law = one.value
        assert isinstance(law, Distribution)
        kind, three, own = _kind(law)
        kinds.append(kind)
        parameters.append(three)
        first_tables.append(len(tables) if own else -1)
        tables += own
        low = -np.inf if law.min is None else law.min
        bounds.append((low, np.inf if law.max is None else law.max))
    places = [names.index(one.path) if one.path in names else -1 for one in drawn]
    return d.Draws(
        kind=np.array(kinds, dtype=np.int64),
        row=np.array([one.row for one in drawn], dtype=np.int64),
        stream=np.array(streams_of([one.path for one in drawn]), dtype=np.int64),
        parameters=np.array(parameters, dtype=np.float64).reshape(-1, 3),
        bounds=np.array(bounds, dtype=np.float64).reshape(-1, 2),
        table=np.array(first_tables, dtype=np.int64),
        score=np.array(places, dtype=np.int64),
        cholesky=correlation.factor,
        scores=scores,
        tables=np.array(tables or [np.zeros(d.TABLE_POINTS)], dtype=np.float64),
    )
