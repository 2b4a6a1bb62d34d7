"""The figures of a scenario that sensitivity and stress follow, measured on paths in memory."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from riskcloud.kernels.returns import status
from riskcloud.model.scenario import Scenario
from riskcloud.risk.contrast import Measured, measured_mean, measured_quantile, measured_share
from riskcloud.risk.conventions import TOTAL_LOSS_IRR
from riskcloud.risk.tornado import Asked
from riskcloud.run.errors import RunRefusedError
from riskcloud.run.events import BY_KEY
from riskcloud.run.identity import identity_of
from riskcloud.run.metrics import Columns
from riskcloud.study.variation import MEASURES, Measure, check_paths, seeded, simulated

Rows = NDArray[np.float64]


@dataclass(frozen=True)
class Statistic:
    """A figure of a scenario.

    key: for the command line.  unit: empty for the market's currency.  hurdle: field of the
    rate that it is measured at; empty if none.  read: one value a path.  measure: the figure.
    read_highest: the values with the paths that can be given no rank ranked highest, which
    ``read`` ranks lowest; None if every path has one.
    """

    key: str
    label: str
    unit: str
    hurdle: str
    read: Callable[[Columns], Rows]
    measure: Callable[[Rows], Measured]
    read_highest: Callable[[Columns], Rows] | None = None


@dataclass(frozen=True)
class Trial:
    """What is measured, on which common random numbers."""

    statistic: Statistic
    paths: int = 20_000
    seed: int = 1

    def of(self, scenario: Scenario) -> Measured:
        """The figure of a scenario, simulated on this thread."""
        at = seeded(scenario, self.seed)
        asked = self.statistic
        readers = [asked.read, *([asked.read_highest] if asked.read_highest else [])]
        parts = [[read(columns) for read in readers] for columns in simulated(at, self.paths)]
        lowest, *others = (np.concatenate(rows) for rows in zip(*parts, strict=True))
        found = asked.measure(lowest)
        for highest in others:
            if not np.array_equal(lowest, highest):
                found = replace(found, highest=asked.measure(highest))
        return found

    def asked_of(self, scenario: Scenario) -> Asked:
        """The same in words."""
        unit = self.statistic.unit or scenario.market.currency
        key, label = self.statistic.key, self.statistic.label
        digest = identity_of(scenario, self.seed).digest
        return Asked(scenario.name, digest, key, label, unit, self.paths, self.seed)


def trial_of(key: str, paths: int = 20_000, seed: int = 1) -> Trial:
    """A trial by the key of its figure.  Raises RunRefusedError for what makes none."""
    if key not in STATISTICS:
        raise RunRefusedError(f'metric: found "{key}", expected one of {", ".join(STATISTICS)}')
    check_paths(paths)
    return Trial(STATISTICS[key], paths, seed)


def _irr(columns: Columns, owner: str, unrankable: float = -np.inf) -> Rows:
    """IRRs as they rank: a total loss at -100 %, no outlay above all, the unrankable as told."""
    values = columns(f"{owner}_irr").copy()
    codes = columns(f"{owner}_irr_status")
    gaps = np.isnan(values)
    values[gaps] = unrankable
    values[gaps & (codes == status.TOTAL_LOSS)] = TOTAL_LOSS_IRR
    values[gaps & (codes == status.NO_OUTLAY)] = np.inf
    return values


def _npv(columns: Columns, owner: str) -> Rows:
    return columns(f"{owner}_npv").copy()


def _spared(columns: Columns, measure: Measure) -> Rows:
    return (~BY_KEY[measure.event].hits(columns)).astype(np.float64)


def _of_owner(owner: str, hurdle: str) -> list[Statistic]:
    irr, npv = partial(_irr, owner=owner), partial(_npv, owner=owner)
    high = partial(_irr, owner=owner, unrankable=np.inf)
    median, worst = partial(measured_quantile, p=0.5), partial(measured_quantile, p=0.05)
    rate, name = f"{owner} IRR", f"{owner} NPV at {hurdle.replace('_', ' ')}"
    return [
        Statistic(f"{owner}-irr-median", f"median {rate}", "1/year", hurdle, irr, median, high),
        Statistic(f"{owner}-irr-5", f"{rate}, 5 % quantile", "1/year", hurdle, irr, worst, high),
        Statistic(f"{owner}-npv-median", f"median {name}", "", hurdle, npv, median),
        Statistic(f"{owner}-npv-mean", f"mean {name}", "", hurdle, npv, measured_mean),
        Statistic(f"{owner}-npv-5", f"{name}, 5 % quantile", "", hurdle, npv, worst),
    ]


STATISTICS = {
    one.key: one
    for one in (
        *_of_owner("project", "wacc"),
        *_of_owner("equity", "cost_of_equity"),
        *(
            Statistic(
                measure.key,
                measure.label,
                "share",
                measure.hurdle,
                partial(_spared, measure=measure),
                partial(measured_share, measure.label),
            )
            for measure in MEASURES.values()
        ),
    )
}
"""No mean of IRRs is here: it would leave out the paths that have none."""
