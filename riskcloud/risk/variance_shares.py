"""Shares of an outcome's variance that single inputs explain, from a run's own paths.

The share of an input X is its first-order Sobol index, Var(E[Y | X]) / Var(Y): I. M. Sobol',
Mathematics and Computers in Simulation 55 (2001) 271-280.  It is estimated from given data as
the correlation ratio over classes of equal count of X (E. Plischke, E. Borgonovo, C. L. Smith,
European Journal of Operational Research 226 (2013) 536-550), less what as many classes would
explain by chance (T. L. Kelley, PNAS 21 (1935) 554-559).  So an input without influence has
an estimate on either side of zero: a share below zero is read with its interval.

Shares of independent inputs add up, to less than one: the remainder is interactions and
whatever is random beside the inputs.  Where inputs are correlated each share holds part of
the others' influence, and nothing is added up.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from riskcloud.risk.conventions import LEVEL
from riskcloud.risk.intervals import normal_half_width

CLASSES = 256
"""Variation of E[Y | X] within a class is missed: 0.1 % of the share for a normal's line."""

_PATHS_A_CLASS = 32

FEWEST_PATHS = 2000
"""Below this the intervals cover less than they say (`tests/risk/test_variance_shares.py`)."""


@dataclass(frozen=True)
class VarianceShare:
    """Share of the variance, with its interval; neither is cut off at zero."""

    name: str
    value: float
    low: float
    high: float


@dataclass(frozen=True)
class VarianceShares:
    """Shares of one outcome, largest first.

    remainder: what the inputs one by one do not explain; None where they are correlated.
    """

    shares: tuple[VarianceShare, ...]
    remainder: VarianceShare | None
    level: float


class Classes(NamedTuple):
    """Paths sorted into classes by an input.

    of_path: each path's class, 0 and up.  counts: paths of each class, none zero.
    """

    of_path: NDArray[np.int64]
    counts: NDArray[np.int64]


@dataclass(frozen=True)
class _Estimate:
    """Share, what each path adds to its error (zero on average), and the variance that chance
    adds beside."""

    value: float
    influence: NDArray[np.float64]
    chance: float


def variance_shares(
    outcome: NDArray[np.float64],
    classes: Mapping[str, Classes],
    are_independent: bool,
    level: float = LEVEL,
) -> VarianceShares | None:
    """Shares of the variance of ``outcome``, by input.

    outcome: float64, 1-D, one a path.  classes: `classes_of` each input on the same paths.
    None for too few paths, and for an outcome that is constant or not finite.
    """
    size = outcome.size
    if size < FEWEST_PATHS or not np.isfinite(outcome).all() or np.ptp(outcome) == 0.0:
        return None
    standard = (outcome - outcome.mean()) / outcome.std()
    squares = standard * standard
    z = normal_half_width(level)
    explained, chance = np.zeros(size), 0.0
    shares = []
    for name, own in classes.items():
        found = _share(standard, squares, own)
        shares.append(_named(name, found.value, _error(found.influence, found.chance), z))
        explained += found.influence
        chance += found.chance
    shares.sort(key=lambda share: (-share.value, share.name))
    left = 1.0 - sum(share.value for share in shares)
    remainder = _named("remainder", left, _error(explained, chance), z)
    return VarianceShares(tuple(shares), remainder if are_independent else None, level)


def classes_of(ranks: NDArray[np.float64]) -> Classes:
    """Classes of equal count, but equal values together.

    ranks: of an input, from 1, equal values sharing theirs.
    """
    wanted = min(CLASSES, ranks.size // _PATHS_A_CLASS)
    rough = ((ranks - 0.5) * wanted / ranks.size).astype(np.int64)
    counts = np.bincount(rough, minlength=wanted)
    is_filled = counts > 0
    return Classes((np.cumsum(is_filled) - 1)[rough], counts[is_filled])


def _share(
    standard: NDArray[np.float64], squares: NDArray[np.float64], classes: Classes
) -> _Estimate:
    """``standard``: the outcome with mean 0 and variance 1.  ``squares``: of it."""
    size, (of_path, counts) = standard.size, classes
    means = np.bincount(of_path, standard) / counts
    at = means[of_path]
    within = standard - at
    between = float((counts * means**2).sum()) / size
    free = counts.size - 1
    value = (between * (size - 1) - free) / (size - 1 - free) if free else 0.0
    # at^2 + 2 at within - between standard^2, in as few passes
    influence = standard + within
    influence *= at
    influence -= between * squares
    within *= within
    spread = np.bincount(of_path, within) / counts
    return _Estimate(value, influence, 2.0 * float((spread**2).sum()) / size**2)


def _error(influence: NDArray[np.float64], chance: float) -> float:
    """Standard error.

    The error of the classes' means enters the influence too, at twice its own variance, and
    is taken out.  At a share of zero nothing but it is left.
    """
    variance = float((influence * influence).mean())
    return sqrt(max(variance / influence.size - chance, chance))


def _named(name: str, value: float, error: float, z: float) -> VarianceShare:
    return VarianceShare(name, value, value - z * error, value + z * error)
