"""Kernel and reference are the same market: every row of every month, to 1e-9."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riskcloud.columns import market as columns
from riskcloud.kernels.lanes import LANES
from riskcloud.model.market import SHOCKS, Market
from tests.market.twin import Kernel, differences
from tests.reference.draws import Addressed
from tests.reference.market import Given
from tests.reference.market import Market as Reference
from tests.reference.sampling import sampled

SEED = 2026
MONTHS = 120


def twins(market: Given, seed: int, first_path: int) -> tuple[Kernel, Reference]:
    kernel = Kernel(market, seed, first_path)
    return kernel, Reference(market, Addressed(seed, first_path, LANES))


def default_market(layers: bool = True) -> Given:
    return sampled(Market(), np.random.default_rng(11), LANES, layers)


@pytest.mark.parametrize("layers", [False, True])
@pytest.mark.parametrize("first_path", [0, 812_288, 2**32 - 128])
def test_default_market(first_path: int, layers: bool) -> None:
    kernel, reference = twins(default_market(layers), SEED, first_path)
    found = differences(kernel, reference, MONTHS)
    assert not found, found[:5]
    assert len(np.unique(kernel.work[columns.CONTRACT_PRICE])) == LANES


@pytest.mark.parametrize(
    ("row", "factor"),
    [
        *(("TIGHTNESS_VOLATILITY", 1 + 1e-7), ("DEMAND_BOOM_GROWTH", 1.001)),
        *(("PRICES_AGEING", 1.0001), ("TOKENS_MARKUP_VOLATILITY", 1 + 1e-6)),
        *(("PRICE_EVENTS_COMPUTE_HALF_LIFE", 1.0001), ("PRICE_EVENTS_TOKEN_CUT", 1.0001)),
        ("EXCHANGE_VOLATILITY", 1.0001),
    ],
)
def test_one_wrong_number_is_seen(row: str, factor: float) -> None:
    market = default_market()
    other = replace(market, inputs={**market.inputs, row: market.inputs[row] * factor})
    reference = Reference(other, Addressed(SEED, 0, LANES))
    assert differences(Kernel(market, SEED, 0), reference, 24)


SHARE = (0.0, 1.0)
WIDE: dict[str, tuple[float, float]] = {
    "DEMAND_BOOM_GROWTH": (0.0, 0.5),
    "DEMAND_NORMAL_GROWTH": (-0.1, 0.1),
    "DEMAND_BUST_GROWTH": (-0.5, 0.0),
    "DEMAND_BOOM_TO_NORMAL": (0.01, 0.5),
    "DEMAND_BOOM_TO_BUST": (0.0, 0.5),
    "DEMAND_NORMAL_TO_BOOM": (0.01, 0.5),
    "DEMAND_NORMAL_TO_BUST": (0.01, 0.5),
    "DEMAND_BUST_TO_BOOM": (0.0, 0.5),
    "DEMAND_BUST_TO_NORMAL": (0.01, 0.5),
    "TIGHTNESS_START": (-0.5, 0.5),
    "TIGHTNESS_ORDERED": (-1.0, 1.0),
    "TIGHTNESS_BUILDING": (-1.0, 1.0),
    "TIGHTNESS_DELIVERING": (-1.0, 1.0),
    "TIGHTNESS_CAPACITY_RESPONSE": (0.0, 6.0),
    "TIGHTNESS_BUILD_TIME": (0.1, 2.0),
    "TIGHTNESS_DEMAND_REVERSION": (0.0, 3.0),
    "TIGHTNESS_VOLATILITY": (0.0, 0.4),
    "TIGHTNESS_JUMP_RATE": (0.0, 12.0),
    "TIGHTNESS_JUMP_VOLATILITY": (0.0, 0.3),
    "TIGHTNESS_EXPANSION_LIMIT": (0.1, 2.0),
    "TIGHTNESS_CONTRACTION_LIMIT": (0.1, 2.0),
    "ENTRY_COST_CAPEX": (1e4, 2e5),
    "ENTRY_COST_OPEX": (0.0, 3e4),
    "ENTRY_COST_PERFORMANCE": (0.5, 10.0),
    "ENTRY_COST_LIFE": (1.0, 8.0),
    "ENTRY_COST_RESIDUAL_SHARE": SHARE,
    "ENTRY_COST_DISCOUNT_RATE": (0.02, 0.4),
    "ENTRY_COST_RENT_DECLINE": (0.0, 0.4),
    "ENTRY_COST_UTILISATION": (0.2, 1.0),
    "ENTRY_COST_ELASTICITY": (0.0, 1.2),
    "ENTRY_COST_ADOPTION_SPEED": (0.5, 12.0),
    "ENTRY_COST_ADOPTION_LAG": (0.0, 2.0),
    "PRICES_CONTRACT_REVERSION": (0.1, 8.0),
    "PRICES_CONTRACT_VOLATILITY": (0.0, 0.5),
    "PRICES_SPOT_RATIO": (0.3, 1.5),
    "PRICES_SPOT_REVERSION": (0.1, 12.0),
    "PRICES_SPOT_STATIONARY_SD": (0.0, 0.5),
    "PRICES_LIST_START": (0.5, 10.0),
    "PRICES_LIST_RATIO": (0.8, 3.0),
    "PRICES_LIST_ADJUSTMENT": (0.1, 12.0),
    "PRICES_LIST_VOLATILITY": (0.0, 0.5),
    "PRICES_AGEING": (0.0, 0.3),
    "PRICES_REFERENCE_PUE": (1.0, 2.0),
    "INFERENCE_START": (0.05, 0.95),
    "INFERENCE_SLOPE": (-0.5, 0.8),
    "INFERENCE_VOLATILITY": (0.0, 0.5),
    "INFERENCE_CAP": (0.5, 1.0),
    "RATES_START": (-0.01, 0.1),
    "RATES_REVERSION": (0.05, 3.0),
    "RATES_MEAN": (-0.01, 0.1),
    "RATES_VOLATILITY": (0.0, 0.03),
    "RATES_SPREAD_TIGHTNESS": (-1.0, 5.0),
    "SERVERS_TIGHTNESS": (-0.5, 1.0),
    "SERVERS_REVERSION": (0.1, 5.0),
    "SERVERS_VOLATILITY": (0.0, 0.4),
    "MIXING_CALM": (0.0, 1.0),
    "MIXING_TURBULENT": (1.0, 3.0),
    "MIXING_TURBULENT_PROBABILITY": SHARE,
    "CREDIT_HAZARD_TIGHTNESS": (0.0, 8.0),
    "CREDIT_HAZARD_MEAN": (0.5, 3.0),
    "TOKENS_THROUGHPUT": (0.1, 20.0),
    "TOKENS_SOFTWARE_GROWTH": (-0.5, 1.0),
    "TOKENS_MARKUP": (-1.0, 2.0),
    "TOKENS_MARKUP_REVERSION": (0.01, 12.0),
    "TOKENS_MARKUP_VOLATILITY": (0.0, 1.0),
    "TOKENS_RELEASE_RATE": (0.0, 12.0),
    "TOKENS_RELEASE_CUT": (0.0, 1.0),
    "PRICE_EVENTS_COMPUTE_CUT_RATE": (0.0, 24.0),
    "PRICE_EVENTS_COMPUTE_HIKE_RATE": (0.0, 24.0),
    "PRICE_EVENTS_TOKEN_CUT_RATE": (0.0, 24.0),
    "PRICE_EVENTS_TOKEN_HIKE_RATE": (0.0, 24.0),
    "PRICE_EVENTS_COMPUTE_BRANCHING": (0.0, 0.95),
    "PRICE_EVENTS_TOKEN_BRANCHING": (0.0, 0.95),
    "PRICE_EVENTS_COMPUTE_SAME_MONTH": SHARE,
    "PRICE_EVENTS_TOKEN_SAME_MONTH": SHARE,
    "PRICE_EVENTS_COMPUTE_HALF_LIFE": (0.06, 24.0),
    "PRICE_EVENTS_TOKEN_HALF_LIFE": (0.06, 24.0),
    "PRICE_EVENTS_TIGHTNESS_SLOPE": (0.0, 10.0),
    "PRICE_EVENTS_COMPUTE_CUT": (0.0, 0.9),
    "PRICE_EVENTS_COMPUTE_HIKE": (0.0, 3.0),
    "PRICE_EVENTS_TOKEN_CUT": (0.0, 0.9),
    "PRICE_EVENTS_TOKEN_HIKE": (0.0, 5.0),
    "PRICE_EVENTS_PREMIUM_HALF_LIFE": (0.11, 120.0),
    "EXCHANGE_START": (0.01, 100.0),
    "EXCHANGE_DRIFT": (-0.5, 0.5),
    "EXCHANGE_VOLATILITY": (0.0, 0.5),
}
GENERATION = {
    "GENERATION_LAUNCH_MONTH": (-20.0, 60.0),
    "GENERATION_DELAY_MONTHS": (0.0, 20.0),
    "GENERATION_PERFORMANCE": (0.5, 5.0),
    "GENERATION_COST": (0.5, 4.0),
}
CHIP = {
    "CHIP_TRAINING_PERFORMANCE": (0.1, 10.0),
    "CHIP_INFERENCE_PERFORMANCE": (0.1, 10.0),
    "CHIP_LAUNCH_MONTH": (-60.0, 40.0),
    "CHIP_KW": (0.1, 30.0),
}
REGION = {
    "REGION_START": (5.0, 500.0),
    "REGION_REVERSION": (0.1, 12.0),
    "REGION_VOLATILITY": (0.0, 1.5),
    "REGION_LONG_DRIFT": (-0.1, 0.1),
    "REGION_LONG_VOLATILITY": (0.0, 0.3),
    "REGION_SEASON_AMPLITUDE": (0.0, 1.0),
    "REGION_SEASON_PEAK_MONTH": (1.0, 13.0),
    "REGION_SPIKE_RATE": (0.0, 24.0),
    "REGION_SPIKE_MULTIPLE": (0.5, 10.0),
}

VENDOR = {
    "VENDOR_WEIGHT": (0.0, 3.0),
    "VENDOR_LEADS": (0.0, 3.0),
    "VENDOR_FOLLOWS": (0.0, 3.0),
}
ONE_VENDOR = dict.fromkeys(VENDOR, 1.0)  # someone leads, someone follows


def rows_in(ranges: dict[str, tuple[float, float]]) -> st.SearchStrategy[dict[str, float]]:
    return st.fixed_dictionaries({name: st.floats(*ranges[name]) for name in ranges})


@st.composite
def correlations(draw: st.DrawFn) -> np.ndarray:
    """Two pairs that tightness does not link and that share no shock."""
    correlation = np.eye(len(SHOCKS))
    for one, other in (("contract", "list"), ("rate", "server")):
        i, j = SHOCKS.index(one), SHOCKS.index(other)
        correlation[i, j] = correlation[j, i] = draw(st.floats(-0.95, 0.95))
    correlation[0, 4] = correlation[4, 0] = draw(st.floats(-0.95, 0.95))
    return correlation


@st.composite
def markets(draw: st.DrawFn) -> Given:
    generations = draw(st.lists(rows_in(GENERATION), max_size=4))
    tokens, events = draw(st.booleans()), draw(st.booleans())
    chips = draw(st.lists(rows_in(CHIP), min_size=int(tokens), max_size=3))
    vendors = [*draw(st.lists(rows_in(VENDOR), max_size=4)), ONE_VENDOR]
    place = st.integers(-1, len(generations) - 1)
    start: dict[str, Any] = {"DEMAND_START": float(draw(st.integers(0, 2)))}
    return Given(
        inputs=start | draw(rows_in(WIDE)),
        generations=generations,
        chips=chips,
        regions=draw(st.lists(rows_in(REGION), min_size=1, max_size=3)),
        vendors=vendors if events else (),
        chip_generation=[draw(place) for _ in chips],
        calendar_month=draw(st.integers(1, 12)),
        correlation=draw(correlations()),
        tokens=tokens,
        exchange=draw(st.booleans()),
    )


@settings(max_examples=20, deadline=None)
@given(markets(), st.integers(0, 2**64 - 1), st.integers(0, 2**40))
def test_random_markets(market: Given, seed: int, first_path: int) -> None:
    found = differences(*twins(market, seed, first_path), months=40)
    assert not found, found[:5]
