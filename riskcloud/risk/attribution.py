"""Which drawn inputs go with a bad outcome: what sensitivity and "why?" are answered with.

Associations between the inputs that were drawn and one outcome, over a subset of the paths:
no cause is proven, and inputs that move together share their effect.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from riskcloud.risk.conventions import Worse, rank_of
from riskcloud.risk.ranks import ranks_of
from riskcloud.risk.tail_shift import Standardised, reach_of, standardised, tail_shift_of
from riskcloud.risk.variance_shares import Classes, VarianceShares, classes_of, variance_shares

MOST_PATHS = 200_000
"""Paths looked at, at most: the first ones, held in memory."""


@dataclass(frozen=True)
class InputEffect:
    """How one drawn input goes with the outcome.

    tail_shift: (mean over the worst paths - mean over all) / standard deviation over all.
    tail_shift_error: its standard error.
    rank_correlation: Spearman's, in -1..1, by the column's own sign; None for an input or an
        outcome that never varies.
    rank_correlation_error: its standard error by Fisher's transformation.
    """

    name: str
    tail_shift: float
    tail_shift_error: float
    rank_correlation: float | None
    rank_correlation_error: float | None


@dataclass(frozen=True)
class Attribution:
    """Effects of all inputs on one outcome, strongest shift of the tail first.

    share: the worst share of paths that "tail" means.
    paths: paths looked at; `available` paths had been handed in.
    variance: shares of the variance; None where they cannot be told.
    """

    share: float
    paths: int
    available: int
    effects: tuple[InputEffect, ...]
    variance: VarianceShares | None = None


@dataclass(frozen=True)
class DrawnInput:
    """One input on the paths looked at: what every outcome is set against.

    classes: of equal count, for shares of the variance.  centred: ranks less their mean.
    squares: their sum of squares.  standard: the values; None if they never vary.
    """

    classes: Classes
    centred: NDArray[np.float64]
    squares: float
    standard: Standardised | None


def drawn(inputs: Mapping[str, NDArray[np.float64]]) -> dict[str, DrawnInput]:
    """Inputs, float64 and one value a path, over the first `MOST_PATHS` paths at most."""
    return {name: _drawn(values[:MOST_PATHS]) for name, values in inputs.items()}


def _drawn(values: NDArray[np.float64]) -> DrawnInput:
    ranks = ranks_of(values)
    centred = ranks - (ranks.size + 1) / 2
    return DrawnInput(classes_of(ranks), centred, _squares(centred), standardised(values))


def attribute(
    outcome: NDArray[np.float64],
    inputs: Mapping[str, DrawnInput],
    worse: Worse,
    share: float = 0.05,
    are_independent: bool = True,
) -> Attribution:
    """Effects of drawn inputs on an outcome, over the first `MOST_PATHS` paths at most.

    outcome: float64, 1-D, one a path, no NaN: the caller gives paths without a value their
    rank (-inf and inf are fine) or leaves them out.  inputs: of the same paths.
    are_independent: whether they are drawn independently of each other.
    Raises ValueError when the outcome holds NaN.
    """
    if np.isnan(outcome).any():
        raise ValueError("paths without an outcome need a rank, or must be left out")
    paths = min(outcome.size, MOST_PATHS)
    ranks = ranks_of(outcome[:paths])
    size = rank_of(share, paths)
    from_worst = _first(ranks if worse is Worse.LOW else -ranks, reach_of(size))
    centred = ranks - (ranks.size + 1) / 2
    ranked = _Ranked(centred, _squares(centred), from_worst)
    effects = [_effect(name, one, ranked, size) for name, one in inputs.items()]
    effects.sort(key=lambda effect: (-abs(effect.tail_shift), effect.name))
    own = {name: one.classes for name, one in inputs.items()}
    variance = variance_shares(outcome[:paths], own, are_independent)
    return Attribution(share, paths, outcome.size, tuple(effects), variance)


class _Ranked(NamedTuple):
    """An outcome: its ranks less their mean, their sum of squares, its worst paths in order."""

    centred: NDArray[np.float64]
    squares: float
    from_worst: NDArray[np.int64]


def _effect(name: str, one: DrawnInput, outcome: _Ranked, tail_size: int) -> InputEffect:
    if one.standard is None:
        return InputEffect(name, 0.0, 0.0, None, None)
    shift, shift_error = tail_shift_of(one.standard, outcome.from_worst, tail_size)
    scale = sqrt(one.squares * outcome.squares)
    correlation = float((one.centred * outcome.centred).sum()) / scale if scale else None
    if correlation is None:
        return InputEffect(name, shift, shift_error, None, None)
    # Bonett and Wright, Psychometrika 65 (2000) 23-28, on Fisher's scale.
    fisher_error = sqrt((1 + correlation**2 / 2) / max(outcome.centred.size - 3, 1))
    return InputEffect(name, shift, shift_error, correlation, (1 - correlation**2) * fisher_error)


def _first(ranks: NDArray[np.float64], count: int) -> NDArray[np.int64]:
    """Paths in order of their ranks, equal ones in their own: at least the first `count`."""
    last = min(count, ranks.size) - 1
    near = np.flatnonzero(ranks <= np.partition(ranks, last)[last])
    return near[np.argsort(ranks[near], kind="stable")]


def _squares(values: NDArray[np.float64]) -> float:
    return float((values * values).sum())
