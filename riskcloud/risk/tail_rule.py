"""The tail in words: one or two conditions that most of the worst paths meet, and few others.

A small patient rule induction (Friedman and Fisher, Statistics and Computing 9 (1999) 123-143)
by exhaustion: every threshold of every driver, alone and in pairs.  The rule is found on paths of
even number and measured on those of odd number, so that its figures are not flattered.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from riskcloud.risk.conventions import FEWEST_TAIL_PATHS
from riskcloud.risk.intervals import probability
from riskcloud.risk.results import Estimate

LEAST_COVER = 0.5
"""Share of the tail that a rule must hold."""

_MOST_DRIVERS = 8
_WORTH = 1.1
"""A second condition must lift the share of worst paths by this factor, and a rule that holds
less of the tail must lift it by as much."""

_QUANTILES = np.arange(0.05, 0.96, 0.05)

Values = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Condition:
    """A driver at or above a threshold, or below it."""

    name: str
    is_above: bool
    threshold: float

    def holds(self, values: Values) -> Flags:
        return values >= self.threshold if self.is_above else values < self.threshold


@dataclass(frozen=True)
class TailRule:
    """Conditions that hold together.

    cover: share of the worst paths that meet them.  paths: share of all paths that do.
    bad: share of the paths that meet them which are among the worst.
    """

    conditions: tuple[Condition, ...]
    cover: Estimate
    paths: Estimate
    bad: Estimate


def tail_rule(is_worst: Flags, drivers: Mapping[str, Values]) -> TailRule | None:
    """The rule of greatest lift that holds `LEAST_COVER` of the worst paths.

    is_worst: one a path.  drivers: as long.  None with too few worst paths, or where no
    condition sets them apart.
    """
    if int(is_worst[::2].sum()) < FEWEST_TAIL_PATHS:
        return None
    seen = {name: values[::2] for name, values in drivers.items()}
    conditions = _candidates(is_worst[::2], seen)
    found = _best(conditions, is_worst[::2], seen) if conditions else ()
    return _measured(found, is_worst[1::2], drivers) if found else None


def _candidates(is_worst: Flags, drivers: Mapping[str, Values]) -> list[Condition]:
    """Thresholds, both ways, of the drivers whose mean in the tail differs most."""
    shifts = {
        name: abs(float(values[is_worst].mean() - values.mean())) / float(values.std())
        for name, values in drivers.items()
        if values.std() > 0.0
    }
    names = sorted(shifts, key=lambda name: (-shifts[name], name))[:_MOST_DRIVERS]
    return [
        Condition(name, is_above, float(threshold))
        for name in names
        for threshold in _thresholds(drivers[name])
        for is_above in (True, False)
    ]


def _thresholds(values: Values) -> Values:
    """Between neighbouring values where there are few, else at quantiles."""
    known = np.unique(values)
    if known.size <= _QUANTILES.size:
        return np.array([(low + high) / 2.0 for low, high in pairwise(known)])
    return np.unique(np.quantile(values, _QUANTILES))


def _best(
    conditions: Sequence[Condition], is_worst: Flags, drivers: Mapping[str, Values]
) -> tuple[Condition, ...]:
    """The pair of greatest lift, or one condition where a second adds little.

    Lift: the share of worst paths among those that meet the conditions, over that among all.
    """
    met = np.array([one.holds(drivers[one.name]) for one in conditions], dtype=np.float32)
    worst = met[:, is_worst]
    every = (met @ met.T).astype(np.float64)
    cover = (worst @ worst.T).astype(np.float64) / is_worst.sum()
    # A condition paired with itself is the condition alone.
    lift = np.where(cover >= LEAST_COVER, cover / np.maximum(every / is_worst.size, 1e-12), 0.0)
    singles = np.diag(np.diag(lift))
    if lift.max() <= _WORTH:
        return ()
    chosen = lift if lift.max() > _WORTH * singles.max() else singles
    first, second = _widest(chosen, cover)
    return (conditions[first],) if first == second else (conditions[first], conditions[second])


def _widest(lift: Values, cover: Values) -> tuple[int, int]:
    """Of the rules whose lift is near the greatest, the one that holds most of the tail."""
    near = np.where(lift >= lift.max() / _WORTH, cover, 0.0)
    first, second = np.unravel_index(np.argmax(near), near.shape)
    return int(first), int(second)


def _measured(
    found: tuple[Condition, ...], is_worst: Flags, drivers: Mapping[str, Values]
) -> TailRule | None:
    """The rule with its shares on the other half of the paths."""
    met = np.logical_and.reduce([one.holds(drivers[one.name][1::2]) for one in found])
    both, in_all, bad = int((met & is_worst).sum()), int(met.sum()), int(is_worst.sum())
    if not in_all or not bad:
        return None
    return TailRule(
        found,
        cover=probability("share of the worst paths", both, bad),
        paths=probability("share of all paths", in_all, met.size),
        bad=probability("share of these paths that are worst", both, in_all),
    )
