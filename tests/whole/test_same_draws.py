"""What is added or left off changes no other number; a replay is what was simulated."""

import numpy as np
import pytest

from riskcloud.columns import INDEX
from riskcloud.compilation import compile_scenario, new_work
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.random import streams
from riskcloud.kernels.simulate import OUTCOME_ROWS
from riskcloud.kernels.totals.outcomes import write_outcomes
from riskcloud.model.reading import read
from riskcloud.model.scenario import Scenario
from riskcloud.run.lanes import traced
from tests.reference.addresses import readings_of
from tests.whole.frozen import FOLDER, Matrix, outcomes_of
from tests.whole.frozen import NAMES as FROZEN
from tests.whole.shipped import NAMES, compiled, shipped

MARKET = [name for name in INDEX if name.startswith("h100_price")]
MARKET += ["tightness_mean", "tightness_min", "bust_months", "power_price", "short_rate"]
MARKET += ["entry_cost_fall", "inference_share"]
SCENARIOS = {name: shipped(name) for name in NAMES} | {
    name: read(FOLDER / f"{name}.yaml", Scenario) for name in FROZEN
}


def columns(outcomes: Matrix, names: list[str]) -> bytes:
    return outcomes[[INDEX[name] for name in names]].tobytes()


@pytest.mark.parametrize("scenario", SCENARIOS.values(), ids=SCENARIOS)
def test_no_word_is_read_twice(scenario: Scenario) -> None:
    """Counters of one path; another path has another counter, as its number is in it."""
    readings = readings_of(scenario)
    counters = [reading.counter for reading in readings]
    assert len(counters) == len(set(counters))
    assert all(0 < reading.words <= 4 for reading in readings)
    assert all(0 <= reading.month <= scenario.horizon for reading in readings)
    assert all(reading.month < 65536 and reading.stream < 2**32 for reading in readings)
    assert len(counters) > 6 * scenario.horizon  # six monthly streams


LAYERS = {
    streams.TOKEN_SHOCKS: {(0, 2)},
    streams.MODEL_RELEASE: {(0, 1)},
    streams.PRICE_EVENTS: {(vendor, 4) for vendor in range(5)},
    streams.EXCHANGE: {(0, 2)},
    streams.PRICE_FOLLOWING: {(0, 2)},
}
"""Item and words of each address that the layers read every month."""
LAYERS_ON = {
    "operator.rental.vendor=google": {streams.PRICE_EVENTS, streams.PRICE_FOLLOWING},
    "operator.model_calls.offered=true": {
        *(streams.PRICE_EVENTS, streams.TOKEN_SHOCKS, streams.MODEL_RELEASE)
    },
    "market.exchange.currency=CNY": {streams.EXCHANGE},
    "operator.platform.offered=true": set(),
}


@pytest.mark.parametrize("switch", ["", *LAYERS_ON])
def test_a_layer_reads_its_streams_every_month_and_no_other(switch: str) -> None:
    scenario = shipped("neocloud", *([switch] if switch else []))
    read_there: dict[int, set[tuple[int, int, int]]] = {}
    for one in readings_of(scenario):
        if one.stream in LAYERS:
            read_there.setdefault(one.stream, set()).add((one.month, one.item, one.words))
    months = range(1, scenario.horizon + 1)
    assert read_there == {
        stream: {(month, *each) for month in months for each in LAYERS[stream]}
        for stream in LAYERS_ON.get(switch, set())
    }


NO_EFFECT = {
    "a gate to refinancing where there is no balloon": (
        "operator.debt.balloon_share=0",
        "operator.debt.refinancing_gate={uniform: [-0.9, 0.9]}",
    ),
    "the value of a shell that is not built": (
        "operator.space.shell_capex=0",
        "operator.space.shell_residual_share={beta: {alpha: 2, beta: 3}}",
    ),
    "a limit to losses that a group uses at once": (
        "operator.tax.loss_use=group",
        "operator.tax.loss_limit={normal: {mean: 0.6, sd: 0.1}, min: 0, max: 1}",
    ),
}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("plain", "added"), NO_EFFECT.values(), ids=NO_EFFECT)
def test_a_stream_more_changes_nothing(name: str, plain: str, added: str) -> None:
    without, with_it = compiled(name, plain), compiled(name, plain, added)
    assert len(with_it.uncertain) == len(without.uncertain) + 1
    one, other = (outcomes_of(each, 0, LANES) for each in (without, with_it))
    assert one.tobytes() == other.tobytes()


@pytest.mark.parametrize("name", NAMES)
def test_what_is_off_changes_nothing(name: str) -> None:
    """Correlation of zero; a region and a chip that nobody uses."""
    scenario = shipped(name)
    market = scenario.market
    off = market.model_copy(
        update={
            "shock_correlation": type(market)
            .model_validate(
                {"shock_correlation": [{"between": ["rate", "server"], "correlation": 0.0}]}
            )
            .shock_correlation,
            "regions": (*market.regions, market.regions[-1].model_copy(update={"id": "unused"})),
            "chips": (*market.chips, market.chips[-1].model_copy(update={"id": "unused"})),
        }
    )
    one = outcomes_of(compile_scenario(scenario), 0, LANES)
    other = outcomes_of(compile_scenario(scenario.model_copy(update={"market": off})), 0, LANES)
    assert one.tobytes() == other.tobytes()


def test_every_operator_lives_in_the_same_market() -> None:
    """Path by path, whatever cards, customers and loan it has."""
    one, other = (
        outcomes_of(compiled(name, "run.horizon_months=72"), 0, 2 * LANES) for name in NAMES
    )
    assert columns(one, MARKET) == columns(other, MARKET)
    assert columns(one, ["project_npv"]) != columns(other, ["project_npv"])


def test_an_uncertain_operator_moves_no_market() -> None:
    added = ("operator.costs.network={uniform: [10, 30]}", "operator.wacc={uniform: [0.08, 0.12]}")
    one, other = (outcomes_of(compiled("neocloud", *words), 0, LANES) for words in ((), added))
    assert columns(one, MARKET) == columns(other, MARKET)
    assert columns(one, ["revenue_contracts"]) == columns(other, ["revenue_contracts"])
    assert columns(one, ["operating_costs"]) != columns(other, ["operating_costs"])


@pytest.mark.parametrize("name", NAMES)
def test_replayed_months_end_in_the_kernel_s_outcomes(name: str) -> None:
    made, first_path = compiled(name), 3 * LANES
    room = new_work(made)
    traced(made, first_path, [], room)
    work = room[1]
    found = work[made.layout.outcome : made.layout.outcome + OUTCOME_ROWS]
    write_outcomes(made.layout, work, found)
    assert np.array_equal(found, outcomes_of(made, first_path, LANES), equal_nan=True)
