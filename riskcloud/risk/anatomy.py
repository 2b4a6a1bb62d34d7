"""The anatomy of a tail: what made it, in words what it looks like, and paths to replay."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from riskcloud.risk.contributions import Contributions, contributions, from_worst
from riskcloud.risk.conventions import Worse, rank_of
from riskcloud.risk.tail_rule import TailRule, tail_rule

FEWEST_PATHS = 5_000
"""Below this the fit of some forty drivers, with five numbers each, follows chance."""

GOOD = 0.95
"""Quantile of the outcome that a good path has."""


@dataclass(frozen=True)
class TypicalPath:
    """A path to replay.  kind: "bad", "median" or "good".  value: of the outcome."""

    kind: str
    path: int
    value: float


@dataclass(frozen=True)
class Anatomy:
    """The tail of one outcome column over the first paths.

    rule: None where no condition sets the worst paths apart.
    typical: the path nearest to the expected shortfall, the median, a good one.
    """

    column: str
    contributions: Contributions
    rule: TailRule | None
    typical: tuple[TypicalPath, ...]


def anatomy(
    column: str,
    outcome: NDArray[np.float64],
    drivers: Mapping[str, NDArray[np.float64]],
    share: float = 0.05,
) -> Anatomy | None:
    """The anatomy of the lowest share of an outcome of which more is better.

    outcome: float64, 1-D, finite; its index is the path.  drivers: as long; those that never
    vary are left out.  None with fewer than `FEWEST_PATHS`, or where the outcome never varies.
    """
    if outcome.size < FEWEST_PATHS or np.ptp(outcome) == 0.0:
        return None
    varying = {name: values for name, values in drivers.items() if np.ptp(values) > 0.0}
    found = contributions(outcome, varying, share)
    order = from_worst(outcome, Worse.LOW)
    is_worst = np.zeros(outcome.size, dtype=bool)
    is_worst[order[: rank_of(share, outcome.size)]] = True
    return Anatomy(
        column, found, tail_rule(is_worst, varying), _typical(outcome, order, found.shortfall)
    )


def _typical(
    outcome: NDArray[np.float64], order: NDArray[np.int64], shortfall: float
) -> tuple[TypicalPath, ...]:
    bad = int(np.argmin(np.abs(outcome - shortfall)))
    chosen = {
        "bad": bad,
        "median": int(order[rank_of(0.5, outcome.size) - 1]),
        "good": int(order[rank_of(GOOD, outcome.size) - 1]),
    }
    return tuple(TypicalPath(kind, path, float(outcome[path])) for kind, path in chosen.items())
