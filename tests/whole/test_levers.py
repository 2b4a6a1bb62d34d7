"""Levers work one way on every path, where nothing reacts: unlevered, before tax.

Abandonment, renegotiation and orders by rule are off, as they answer to what happens, and no
power is contracted, since its surplus gains from a higher price.
"""

from functools import cache

import numpy as np
import pytest

import riskcloud
from riskcloud.columns import INDEX
from riskcloud.compilation import compile_scenario
from tests.whole.frozen import FOLDER, outcomes_of

PATHS = 4096
QUIET = (
    "operator.tax.rate=0",
    "operator.closure.loss_months=400",
    "operator.power.contracted_mw=0",
)
NO_HAGGLING = tuple(
    f"operator.customers.{name}.renegotiation_rate=0"
    for name in ("hyperscaler", "ai-lab", "enterprise")
)
SCENARIOS = {
    "neocloud": ("configs/scenarios/neocloud.yaml", (*QUIET, *NO_HAGGLING)),
    "small-entrant": ("configs/scenarios/small-entrant.yaml", QUIET),
    "layers": (
        str(FOLDER / "layers.yaml"),
        (*QUIET, "operator.customers.anchor.renegotiation_rate=0"),
    ),
}


@cache
def npv(scenario: str, *overrides: str) -> np.ndarray:
    file, quiet = SCENARIOS[scenario]
    compiled = compile_scenario(riskcloud.load(file, (*quiet, *overrides)))
    return outcomes_of(compiled, 0, PATHS)[INDEX["project_npv"]]


@pytest.mark.parametrize("scenario", SCENARIOS)
@pytest.mark.parametrize(
    ("field", "better", "worse"),
    [
        ("operator.power.delivery_charge", 20, 40),
        ("market.regions.us.start", 45, 70),
        ("operator.space.rent", 120, 180),
        ("operator.costs.staff", 1e6, 3e6),
        ("operator.costs.downtime", 0.01, 0.018),
        ("operator.rental.utilisation", 0.85, 0.6),
        ("operator.rental.discount", 0.0, 0.2),
    ],
)
def test_a_lever_never_works_the_other_way(
    scenario: str, field: str, better: float, worse: float
) -> None:
    high, low = (npv(scenario, f"{field}={value}") for value in (better, worse))
    assert np.all(high >= low - 1e-9 * np.abs(high))
    assert np.any(high > low)


@pytest.mark.parametrize(
    ("scenario", "cohorts"), [("neocloud", ("first", "second")), ("small-entrant", ("only",))]
)
def test_dearer_cards_never_help(scenario: str, cohorts: tuple[str, ...]) -> None:
    """Scrap and the cap of the residual follow the card's price, never by more than it."""
    cheap, dear = (
        npv(scenario, *(f"operator.cohorts.{name}.price={price}" for name in cohorts))
        for price in (60e3, 70e3)
    )
    assert np.all(cheap > dear)


def test_a_token_that_brings_more_never_hurts() -> None:
    low, high = (npv("layers", f"operator.model_calls.positioning={p}") for p in (0.9, 1.1))
    assert np.all(high >= low - 1e-9 * np.abs(low))
    assert np.any(high > low)
    few, many = (npv("layers", f"operator.platform.new_accounts={n}") for n in (10, 60))
    assert np.all(many > few)


def test_a_reversal_is_there_where_something_reacts() -> None:
    """Abandonment by rule comes late: a dearer rent brings it forward, and may so save money."""
    cheap, dear = (
        outcomes_of(
            compile_scenario(
                riskcloud.load("configs/scenarios/small-entrant.yaml", [f"operator.space.rent={r}"])
            ),
            0,
            PATHS,
        )[INDEX["project_npv"]]
        for r in (195, 205)
    )
    reversed_share = float(np.mean(dear > cheap))
    assert 0.02 < reversed_share < 0.2, "part 4.3 of the model document says one path in ten"
