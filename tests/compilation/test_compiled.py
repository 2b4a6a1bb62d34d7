"""What the kernel is given: places that do not meet, exact types, aligned matrices."""

from dataclasses import FrozenInstanceError
from pathlib import Path

import numpy as np
import pytest
from numba import typeof

from riskcloud.columns import market as m
from riskcloud.columns import operator as o
from riskcloud.columns.outcomes import OUTCOME
from riskcloud.columns.totals import TOTALS
from riskcloud.compilation import aligned, compile_scenario, new_work
from riskcloud.kernels.draw_inputs import draw_inputs
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.layout.draws import TABLE_POINTS
from riskcloud.kernels.returns import FOUND_ROWS, MAX_MONTHS, SCRATCH_ROWS
from riskcloud.model.base import numbers
from riskcloud.model.reading import read
from riskcloud.model.scenario import Scenario
from tests.compilation.scenarios import COHORT, compiled, drawn, scenario

CONFIGS = Path(__file__).parents[2] / "configs"
SHIPPED = sorted((CONFIGS / "scenarios").glob("*.yaml"))
CHIPS = [{"id": "b200", "training_performance": 1.0, "inference_performance": 1.0, "kw": 1.0}]
CERTAIN = {
    "generations": [],
    "chips": CHIPS,
    "tightness": {
        "start": 0.2,
        "capacity_response": 2.4,
        "build_time": 0.7,
        "demand_reversion": 0.9,
    },
    "inference": {"slope": 0.4},
    "tokens": {"software_growth": 0.5},
}
PROMPT = {"cohorts": [COHORT | {"commissioning_delay": 2.0}]}


def work_blocks(made):
    """First row and length of every block of work rows."""
    layout = made.layout
    for items, fields in (
        (layout.market.generations, m.GENERATION_FIELDS),
        (layout.market.chips, m.CHIP_FIELDS),
        (layout.market.regions, m.REGION_FIELDS),
        (layout.market.vendors, m.VENDOR_FIELDS),
        (layout.operator.cohorts, o.COHORT_FIELDS),
        (layout.operator.customers, o.CUSTOMER_FIELDS),
    ):
        yield items.work, items.count * fields
    yield layout.draws.scores, len(layout.draws.cholesky)
    yield layout.flows, 3 * (made.horizon + 1)
    yield layout.scratch, SCRATCH_ROWS + FOUND_ROWS
    yield layout.outcome, OUTCOME.end


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_scenarios_compile(path):
    described = read(path, Scenario)
    made = compile_scenario(described)
    assert np.all(np.isfinite(made.inputs))
    values = drawn(made)
    declared = [one.path for one in numbers(described)]
    assert list(values) == sorted(values, key=declared.index)
    for name, row in values.items():
        assert np.all(np.isfinite(row)), name
        assert len(np.unique(row)) > LANES / 4, name


def test_there_are_shipped_scenarios():
    assert len(SHIPPED) >= 2


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_work_rows_are_each_used_once(path):
    made = compile_scenario(read(path, Scenario))
    rows = list(range(TOTALS.end))
    for first, count in work_blocks(made):
        rows += range(first, first + count)
    assert sorted(rows) == list(range(made.work_rows))


def test_matrices_start_on_a_page_and_the_template_is_read_only():
    made = compiled()
    inputs, work = new_work(made)
    for matrix, rows in ((inputs, len(made.inputs)), (work, made.work_rows)):
        assert matrix.shape == (rows, LANES)
        assert matrix.dtype == np.float64
        assert matrix.flags.c_contiguous
        assert matrix.flags.writeable
        assert matrix.ctypes.data % 4096 == 0
    assert made.inputs.flags.c_contiguous
    with pytest.raises(ValueError, match="read-only"):
        made.inputs[0] = 1.0
    with pytest.raises(FrozenInstanceError):
        made.horizon = 1


def test_each_worker_has_its_own():
    made = compiled()
    one, other = new_work(made), new_work(made)
    for mine, theirs in zip(one, other, strict=True):
        assert not np.shares_memory(mine, theirs)
    assert not np.shares_memory(one[0], made.inputs)
    assert all(aligned(rows).shape == (rows, LANES) for rows in (0, 1, 7))


def test_one_signature_for_every_scenario():
    """None uncertain, no generation, no customer; and many of each."""
    bare = compiled(CERTAIN, PROMPT)
    assert bare.uncertain == ()
    assert bare.layout.draws.parameters.shape == (0, 3)
    assert bare.layout.draws.bounds.shape == (0, 2)
    assert bare.layout.draws.tables.shape == (1, TABLE_POINTS)
    full = compile_scenario(read(SHIPPED[0], Scenario))
    assert typeof(bare.layout) == typeof(full.layout)
    drawn(full)
    signatures = len(draw_inputs.signatures)
    drawn(bare)
    assert len(draw_inputs.signatures) == signatures


def test_links_are_places_among_what_is_compiled():
    cohorts = [COHORT | {"id": chip, "chip": chip} for chip in ("vr200", "b200")]
    customers = [{"id": "c", "cohort": "b200", "gpus": 10, "price": 2.0}]
    made = compiled(None, {"cohorts": cohorts, "customers": customers}, horizon_months=8)
    market, operator = made.layout.market, made.layout.operator
    assert made.ids["chip"] == ("h100", "b200", "vr200")
    assert operator.cohort_chip.tolist() == [2, 1]
    assert operator.customer_cohort.tolist() == [1]
    assert market.chip_generation.tolist() == [-1, -1, 0]
    assert made.ids["generation"] == ("rubin",)


@pytest.mark.parametrize(("region", "count"), [("us", 1), ("nordic", 2), ("china", 3)])
def test_regions_keep_their_declared_places(region, count):
    """The place is part of the address of a region's draws."""
    made = compiled(None, {"power": {"region": region}})
    assert made.ids["region"] == ("us", "nordic", "china")[:count]
    assert made.layout.operator.region == count - 1


def test_generations_that_cannot_come_before_the_end_are_left_out():
    made = compiled(None, None, horizon_months=27)
    assert made.ids["generation"] == ("rubin", "rubin-ultra", "feynman")  # months 3, 15, 27
    late = {"uniform": [20.0, 200.0]}
    generations = [
        {"id": "a", "launch_month": 100.0},
        {"id": "b", "launch_month": late},
        {"id": "c", "launch_month": 100.0},
    ]
    made = compiled(
        {"generations": generations, "input_correlation": [], "chips": CHIPS},
        None,
        horizon_months=27,
    )
    assert made.ids["generation"] == ("a", "b")


def test_the_longest_horizon_is_the_kernel_s():
    assert compiled(horizon_months=MAX_MONTHS).horizon == MAX_MONTHS
    with pytest.raises(ValueError, match="at most 480"):
        scenario(horizon_months=MAX_MONTHS + 1)


def test_what_is_off_is_not_drawn():
    """But for the fall of token cost, which every summary states."""
    sections = ("market.tokens", "market.price_events", "operator.model_calls", "operator.platform")
    off = compiled()
    found = [one.path for one in off.uncertain if one.path.startswith(sections)]
    assert found == ["market.tokens.software_growth"]
    on = compiled(None, {"model_calls": {"offered": True}, "platform": {"offered": True}})
    found = [one.path for one in on.uncertain if one.path.startswith(sections)]
    assert {path.rpartition(".")[0] for path in found} == set(sections) - {"operator.model_calls"}
