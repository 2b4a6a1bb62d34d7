"""Scenario -> arrays that the kernel reads."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from riskcloud.compilation.correlation import Correlation, correlation_of
from riskcloud.compilation.drawing import draws_of
from riskcloud.compilation.places import KINDS, SHOCK_PAIRS, Places, find_places
from riskcloud.compilation.selection import Selection, select
from riskcloud.compilation.values import Input, inputs_of
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.layout.draws import Draws
from riskcloud.kernels.layout.layout import Layout, MarketLayout, OperatorLayout
from riskcloud.model.base import numbers
from riskcloud.model.distributions import Distribution
from riskcloud.model.numbers import facts
from riskcloud.model.scenario import Scenario

_PAGE = 4096  # bytes; unaligned work rows cost a third of the time of some kernels


@dataclass(frozen=True)
class Uncertain:
    """An input that is drawn: its field path, its row in the inputs, its unit."""

    path: str
    row: int
    unit: str


@dataclass(frozen=True)
class Compiled:
    """What the kernel reads.

    inputs: (rows, LANES) float64, read-only: constants; rows of uncertain inputs are zero.
    currency: that every amount is in; columns and fields call it USD.
    ids: names of the items of each kind (generation, chip, region, vendor, cohort, customer).
    """

    layout: Layout
    inputs: NDArray[np.float64]
    work_rows: int
    horizon: int
    currency: str
    uncertain: tuple[Uncertain, ...]
    ids: dict[str, tuple[str, ...]]


def aligned(rows: int) -> NDArray[np.float64]:
    """A zeroed (rows, LANES) float64 matrix that starts on a page."""
    room = np.zeros(rows * LANES * 8 + _PAGE, dtype=np.uint8)
    start = -room.ctypes.data % _PAGE
    return room[start : start + rows * LANES * 8].view(np.float64).reshape(rows, LANES)


def new_work(compiled: Compiled) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Inputs and work matrices of one worker."""
    inputs = aligned(compiled.inputs.shape[0])
    inputs[:] = compiled.inputs
    return inputs, aligned(compiled.work_rows)


def _layout(scenario: Scenario, chosen: Selection, places: Places, draws: Draws) -> Layout:
    items = places.items
    correlations = scenario.market.shock_correlation
    market = MarketLayout(
        calendar_month=scenario.market.calendar_month,
        generations=items["generation"],
        chips=items["chip"],
        regions=items["region"],
        chip_generation=np.array(chosen.chip_generation, dtype=np.int64),
        cholesky=places.cholesky if correlations else -1,
        vendors=items["vendor"],
        compute_events=int(chosen.vendor >= 0),
        token_events=int(scenario.operator.model_calls.offered and bool(items["vendor"].count)),
        tokens=int(scenario.operator.model_calls.offered),
        exchange=int(bool(scenario.market.exchange.currency)),
    )
    operator = OperatorLayout(
        cohorts=items["cohort"],
        customers=items["customer"],
        cohort_chip=np.array(chosen.cohort_chip, dtype=np.int64),
        customer_cohort=np.array(chosen.customer_cohort, dtype=np.int64),
        region=chosen.region,
        horizon=scenario.horizon,
        vendor=chosen.vendor,
        model_calls=int(scenario.operator.model_calls.offered),
        platform=int(scenario.operator.platform.offered),
    )
    return Layout(
        seed=np.uint64(scenario.run.seed),
        draws=draws,
        market=market,
        operator=operator,
        flows=places.flows,
        scratch=places.scratch,
        outcome=places.outcome,
    )


def _constants(scenario: Scenario, inputs: list[Input], places: Places) -> NDArray[np.float64]:
    """Constant rows; a row that nothing fills but a draw stays zero."""
    rows = aligned(places.input_rows)
    for one in inputs:
        if not isinstance(one.value, Distribution):
            rows[one.row] = one.value
    factor = scenario.market.shock_factor()
    lower = [weight for row, line in enumerate(factor) for weight in line[: row + 1]]
    rows[places.cholesky : places.cholesky + SHOCK_PAIRS] = np.array(lower)[:, None]
    rows.flags.writeable = False
    return rows


def _uncertain(scenario: Scenario, inputs: list[Input]) -> list[Input]:
    """Inputs that are drawn, in the order in which the model declares their fields."""
    declared = {one.path: place for place, one in enumerate(numbers(scenario))}
    drawn = [one for one in inputs if isinstance(one.value, Distribution)]
    return sorted(drawn, key=lambda one: declared[one.path])


def _spares(correlation: Correlation, uncertain: list[Input], first: int) -> list[Input]:
    """Inputs of items not in use, drawn because those in use are correlated with them."""
    own = {one.path for one in uncertain}
    missing = [one for one in correlation.inputs if one.path not in own]
    return [
        Input(one.path, facts(one.field).unit, row, one.value)
        for row, one in enumerate(missing, start=first)
    ]


def compile_scenario(scenario: Scenario) -> Compiled:
    """Everything that the kernel reads of a scenario, the same on every machine.

    Raises ScenarioError for what only shows here: two inputs with one random stream.
    """
    chosen = select(scenario)
    counts = {kind: len(chosen.items[kind]) for kind in KINDS}
    places = find_places(counts, scenario.horizon)
    inputs = inputs_of(scenario.market, scenario.operator, chosen, places)
    uncertain = _uncertain(scenario, inputs)
    correlation = correlation_of(scenario.market).needed({one.path for one in uncertain})
    spares = _spares(correlation, uncertain, places.spares)
    places = find_places(counts, scenario.horizon, len(correlation.inputs), len(spares))
    drawn = _uncertain(scenario, uncertain + spares)
    draws = draws_of(drawn, correlation, places.scores)
    return Compiled(
        layout=_layout(scenario, chosen, places, draws),
        inputs=_constants(scenario, inputs, places),
        work_rows=places.work_rows,
        horizon=scenario.horizon,
        currency=scenario.market.currency,
        uncertain=tuple(Uncertain(one.path, one.row, one.unit) for one in uncertain),
        ids={kind: tuple(item.id for item in chosen.items[kind]) for kind in KINDS},
    )
