"""A path is the same in any order, on any thread, beside any neighbour, in a run of any length."""

import numpy as np
import pytest

from riskcloud.columns import INDEX, OUTCOMES
from riskcloud.compilation import new_work
from riskcloud.engine import Block, Serial, Threads
from riskcloud.kernels.lanes import BLOCK, LANES
from riskcloud.kernels.simulate import simulate_block
from tests.whole.frozen import Matrix, frozen, outcomes_of
from tests.whole.shipped import NAMES, compiled, first_paths, task_of

PATHS = BLOCK + LANES
LANE = 7
OTHER_OPERATOR = (
    "operator.wacc=0.3",
    "operator.costs.staff=9e7",
    "operator.closure.loss_months=1",
    "operator.debt.tenor_months=12",
    "market.credit.hazard_tightness=8",
    "market.tightness.jump_rate=6",
)


def same(one: Matrix, other: Matrix) -> bool:
    return one.tobytes() == other.tobytes()


@pytest.fixture(params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.mark.parametrize("paths", [1, LANES - 1, LANES, LANES + 1, 255, 257, BLOCK - 1, BLOCK + 1])
def test_a_shorter_run_is_the_start_of_a_longer_one(name: str, paths: int) -> None:
    assert same(first_paths(name, paths), first_paths(name, PATHS)[:, :paths])


def test_paths_differ(name: str) -> None:
    """Or the tests here could not fail."""
    values = first_paths(name, PATHS)[INDEX["equity_npv"]]
    assert len(np.unique(values)) > 0.9 * PATHS


@pytest.mark.parametrize("first_path", [1, LANE, 255, 4097])
def test_a_path_is_the_same_in_any_lane(name: str, first_path: int) -> None:
    moved = outcomes_of(compiled(name), first_path, LANES)
    assert same(moved, first_paths(name, PATHS)[:, first_path : first_path + LANES])


def test_other_inputs_of_255_neighbours_change_nothing(name: str) -> None:
    """One lane of one operator among those of another, whose paths end at other times."""
    own, other = compiled(name), compiled(name, *OTHER_OPERATOR)
    rest = np.arange(LANES) != LANE
    inputs, work = new_work(own)
    inputs[:, rest] = other.inputs[:, rest]
    outcomes = np.empty((len(OUTCOMES), LANES))
    simulate_block(np.int64(0), np.int64(LANES), inputs, own.layout, work, outcomes)
    own_paths, other_paths = (outcomes_of(each, 0, LANES) for each in (own, other))
    assert same(outcomes[:, LANE], own_paths[:, LANE])
    assert not np.any(outcomes[INDEX["project_npv"]][rest] == own_paths[INDEX["project_npv"]][rest])
    assert same(outcomes[INDEX["default_month"]][rest], other_paths[INDEX["default_month"]][rest])


@pytest.mark.parametrize("held", [np.nan, -1e300, np.inf])
def test_what_the_work_space_held_before_changes_nothing(name: str, held: float) -> None:
    inputs, work = new_work(compiled(name))
    work[:] = held
    outcomes = np.full((len(OUTCOMES), LANES), held)
    layout = compiled(name).layout
    simulate_block(np.int64(0), np.int64(LANES), inputs, layout, work, outcomes)
    assert same(outcomes, first_paths(name, PATHS)[:, :LANES])


def test_layers_see_neither_neighbours_nor_what_was_before() -> None:
    """Of the frozen scenario with every layer, in another lane of a work space of NaN."""
    made = frozen("layers")
    paths = outcomes_of(made, 0, 2 * LANES)
    inputs, work = new_work(made)
    work[:] = np.nan
    outcomes = np.empty((len(OUTCOMES), LANES))
    simulate_block(np.int64(LANE), np.int64(LANES), inputs, made.layout, work, outcomes)
    assert same(outcomes, paths[:, LANE : LANE + LANES])


def test_order_and_threads_change_nothing(name: str) -> None:
    jobs = [Block(number * BLOCK, count) for number, count in enumerate([257, 1, 512, 300, 256])]
    made = compiled(name)
    expected = {job: outcomes_of(made, job.first_path, job.count).tobytes() for job in jobs}
    shuffled = [jobs[place] for place in (3, 0, 4, 2, 1)]
    for executor in (Serial(), Threads(1), Threads(2), Threads(3)):
        for order in (jobs, jobs[::-1], shuffled):
            results = executor.map(lambda: task_of(made), order)
            assert dict(zip(order, results, strict=True)) == expected
