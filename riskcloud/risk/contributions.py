"""What each driver adds to the expected shortfall: parts that sum to it, and a remainder.

The outcome X is written as mean + f_1(D_1) + ... + f_n(D_n) + r, the f being the least-squares fit
of piecewise linear functions of the drivers, each with mean zero over all paths.  The expected
shortfall E[X | tail] is then mean + E[f_1 | tail] + ... + E[r | tail]: the Euler allocation of an
expected shortfall to the parts of a sum (Tasche, J. Banking & Finance 26 (2002) 1519-1533).

What the limits are: r holds interactions of drivers and whatever no driver knows.  Drivers that
move together share an effect that no data can split: least squares gives it to the one that
explains best what is left by the others, which is no proof of a cause.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from riskcloud.risk.conventions import Worse, exact, rank_of
from riskcloud.risk.tail_shift import standardised, tail_shift_of

_KNOTS = (0.1, 0.5, 0.9, 0.98)
"""Quantiles of a driver at which the slope of its effect may change."""

Values = NDArray[np.float64]


@dataclass(frozen=True)
class Contribution:
    """One driver's part.

    value: of the expected shortfall, in the outcome's unit; below zero it makes it lower.
    error: its standard error, of the paths and not of the fit.
    mean, tail_mean, spread: of the driver itself, in its own unit: over all paths, over the
        tail, and its standard deviation.
    """

    name: str
    value: float
    error: float
    mean: float
    tail_mean: float
    spread: float


@dataclass(frozen=True)
class Contributions:
    """``mean`` + all values + ``remainder`` = ``shortfall``.

    share: the worst share of paths.  paths: paths looked at.  mean: of the outcome.
    explained: share of the outcome's variance that the drivers explain, each on its own.
    parts: largest first.
    """

    share: float
    paths: int
    mean: float
    shortfall: float
    parts: tuple[Contribution, ...]
    remainder: float
    explained: float


def contributions(
    outcome: Values, drivers: Mapping[str, Values], share: float = 0.05
) -> Contributions:
    """The expected shortfall of the lowest share, taken apart.

    outcome: float64, 1-D, finite, one a path.  drivers: as long, finite, none of them constant.
    Raises ValueError for what is not finite.
    """
    if not all(np.isfinite(one).all() for one in (outcome, *drivers.values())):
        raise ValueError("outcome and drivers must be finite on every path")
    order = from_worst(outcome, Worse.LOW)
    weights = tail_weights(outcome.size, share)
    worst = order[: weights.size]
    mean = float(outcome.mean())
    effects = _effects(outcome - mean, drivers)
    parts = [_part(name, drivers[name], effect, order, weights) for name, effect in effects.items()]
    rest = outcome - mean - sum(effects.values(), np.zeros(outcome.size))
    spread = float(outcome.var())
    return Contributions(
        share=share,
        paths=outcome.size,
        mean=mean,
        shortfall=float(weights @ outcome[worst]),
        parts=tuple(sorted(parts, key=lambda part: (-abs(part.value), part.name))),
        remainder=float(weights @ rest[worst]),
        explained=1.0 - float(rest.var()) / spread if spread else 0.0,
    )


def from_worst(outcome: Values, worse: Worse) -> NDArray[np.int64]:
    """Paths, the worst first; equal ones in their order."""
    return np.argsort(outcome if worse is Worse.LOW else -outcome, kind="stable")


def tail_weights(paths: int, share: float) -> Values:
    """Weights of the worst paths, summing to one: the last counts in part (see conventions)."""
    size = rank_of(share, paths)
    whole = paths * exact(share)
    weights = np.full(size, 1.0 / float(whole))
    weights[-1] = float((whole - size + 1) / whole)
    return weights


def _part(
    name: str, driver: Values, effect: Values, order: NDArray[np.int64], weights: Values
) -> Contribution:
    worst = order[: weights.size]
    one = standardised(effect)
    error = one.spread * tail_shift_of(one, order, weights.size)[1] if one else 0.0
    return Contribution(
        name=name,
        value=float(weights @ effect[worst]),
        error=error,
        mean=float(driver.mean()),
        tail_mean=float(weights @ driver[worst]),
        spread=float(driver.std()),
    )


def _effects(centred: Values, drivers: Mapping[str, Values]) -> dict[str, Values]:
    """The fitted effect of each driver on each path, mean zero."""
    bases = {name: _basis(values) for name, values in drivers.items()}
    if not bases:
        return {}
    fitted = np.linalg.lstsq(np.hstack(list(bases.values())), centred, rcond=None)[0]
    effects, start = {}, 0
    for name, basis in bases.items():
        effects[name] = basis @ fitted[start : start + basis.shape[1]]
        start += basis.shape[1]
    return effects


def _basis(values: Values) -> Values:
    """Columns of mean zero and size one: the driver, and its excess over each inner knot."""
    knots = np.unique(np.quantile(values, _KNOTS))
    inner = knots[(knots > values.min()) & (knots < values.max())]
    columns = [values, *(np.maximum(values - knot, 0.0) for knot in inner)]
    basis = np.column_stack([column - column.mean() for column in columns])
    return basis / basis.std(axis=0)
