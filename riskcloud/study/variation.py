"""A scenario with some fields set anew, and shares of its paths, in memory."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from riskcloud.columns import INDEX
from riskcloud.compilation import compile_scenario
from riskcloud.engine import blocks
from riskcloud.model.reading import read_yaml
from riskcloud.model.scenario import Scenario
from riskcloud.risk.intervals import probability
from riskcloud.risk.results import Estimate
from riskcloud.run.block_outcomes import BlockOutcomes
from riskcloud.run.errors import RunRefusedError
from riskcloud.run.events import BY_KEY
from riskcloud.run.identity import scenario_document
from riskcloud.run.metrics import Columns

_MOST_PATHS = 10_000_000  # at each value, in memory: intervals then have no width to speak of


@dataclass(frozen=True)
class Measure:
    """A probability that a verdict rests on: that an event does not come.

    key: for the command line.  label: in words.  event: key of the event that it excludes.
    hurdle: the rate that it is measured at; empty if none.
    """

    key: str
    label: str
    event: str
    hurdle: str = ""


MEASURES = {
    one.key: one
    for one in (
        Measure(
            "project-irr-above-wacc",
            "P(project IRR above wacc)",
            "project_irr_below_wacc",
            "wacc",
        ),
        Measure(
            "equity-irr-above-cost-of-equity",
            "P(equity IRR above cost of equity)",
            "equity_irr_below_cost_of_equity",
            "cost_of_equity",
        ),
        Measure("project-paid-back", "P(project paid back)", "project_not_paid_back"),
        Measure("equity-paid-back", "P(equity paid back)", "equity_not_paid_back"),
        Measure("no-covenant-breach", "P(no covenant breach)", "covenant_breach"),
        Measure("no-operator-default", "P(no operator default)", "operator_default"),
    )
}


def varied(scenario: Scenario, overrides: Sequence[str]) -> Scenario:
    """The scenario with fields set as by ``--set``.  Raises ScenarioError."""
    return read_yaml(json.dumps(scenario_document(scenario)), Scenario, overrides)


def seeded(scenario: Scenario, seed: int) -> Scenario:
    """The scenario with the seed of its random numbers."""
    return scenario.model_copy(update={"run": scenario.run.model_copy(update={"seed": seed})})


def simulated(scenario: Scenario, paths: int) -> Iterator[Columns]:
    """The first ``paths`` paths, block by block, simulated on this thread, nothing stored.

    A block's columns are good until the next one is asked for.
    """
    outcomes = BlockOutcomes(compile_scenario(scenario))
    for block in blocks(0, paths):
        yield _reader(outcomes.of(block))


def check_paths(paths: int) -> None:
    """Raises RunRefusedError for paths that a study cannot simulate at each of its values."""
    if not 1 <= paths <= _MOST_PATHS:
        raise RunRefusedError(f"paths: found {paths}, expected 1 to {_MOST_PATHS:,}")


def share_of_paths(scenario: Scenario, measure: Measure, paths: int) -> Estimate:
    """The measure over the first ``paths`` paths."""
    event = BY_KEY[measure.event]
    hits = sum(int(event.hits(columns).sum()) for columns in simulated(scenario, paths))
    return probability(measure.label, paths - hits, paths)


def _reader(rows: NDArray[np.float64]) -> Columns:
    return lambda name: rows[INDEX[name]]
