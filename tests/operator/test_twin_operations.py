"""Kernel and reference are the same operator: every row of every month, to 1e-9."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

import riskcloud
from riskcloud.model.scenario import Scenario
from tests.operator.compare import Both
from tests.operator.random_scenarios import Words, scenarios
from tests.whole.frozen import FOLDER

SHIPPED = sorted(Path("configs/scenarios").glob("*.yaml"))
ALL_LAYERS = FOLDER / "layers.yaml"


@pytest.mark.parametrize("scenario", [*SHIPPED, ALL_LAYERS], ids=lambda file: file.stem)
@pytest.mark.parametrize("first_path", [0, 812_288])
def test_shipped_scenarios(scenario: Path, first_path: int) -> None:
    found = Both(riskcloud.load(scenario), first_path).differences()
    assert not found, found[:5]


@pytest.mark.parametrize(
    ("owner", "name", "factor"),
    [
        *(("terms", "tax_rate", 1 + 1e-7), ("terms", "costs_receivable_days", 1 + 1e-7)),
        *(("terms", "residual_discount_rate", 1 + 1e-6), ("terms", "costs_failure_rate", 1.00001)),
        ("terms", "space_reletting_share", 1.01),
        *(("customer", "sla_credit", 1.0001), ("cohort", "decommissioning", 1.0001)),
    ],
)
def test_one_wrong_number_is_seen(owner: str, name: str, factor: float) -> None:
    # A lease that outlives the cards, so that re-letting it counts.
    both = Both(riskcloud.load(SHIPPED[0], ["operator.space.lease_months=90"]))
    state = both.operations.state
    items = {"customer": state.customers[0], "cohort": state.cohorts[0], "terms": state}
    terms = items[owner].terms
    setattr(terms, name, getattr(terms, name) * factor)
    assert both.differences()


LAYERS = [
    *("operator.rental.vendor=aws", "operator.rental.follow_probability=0.7"),
    *("operator.model_calls.offered=true", "operator.model_calls.serving_share=0.4"),
    *("operator.model_calls.resold=1e5", "operator.model_calls.model_cost=1e6"),
    *("operator.platform.offered=true", "operator.platform.new_accounts=20"),
    *("operator.platform.revenue=1e6", "operator.platform.cost=1e6"),
    *("market.exchange.currency=CNY", "market.exchange.start=0.9"),
]


@pytest.mark.parametrize(
    "name",
    [
        *("rental_follow_probability", "model_calls_serving_shift", "model_calls_utilisation"),
        *("model_calls_efficiency", "model_calls_positioning", "model_calls_take_rate"),
        *("model_calls_resale_growth", "model_calls_resale_take_rate", "model_calls_model_cost"),
        *("model_calls_service_cost", "model_calls_physical_use", "platform_new_accounts"),
        *("platform_churn", "platform_ramp_months", "platform_gross_margin", "platform_escalator"),
    ],
)
def test_one_wrong_number_of_the_layers_is_seen(name: str) -> None:
    both = Both(riskcloud.load(SHIPPED[0], LAYERS))
    terms = both.operations.state.terms
    setattr(terms, name, getattr(terms, name) * 0.99)
    assert both.differences()


def test_a_price_in_the_wrong_currency_is_seen() -> None:
    scenario = riskcloud.load(SHIPPED[0], [*LAYERS, "operator.cohorts.first.currency=CNY"])
    assert not Both(scenario).differences()
    both = Both(scenario)
    both.operations.state.cohorts[0].terms.foreign = 0.0
    assert both.differences()


@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(scenarios())
def test_random_scenarios(words: Words) -> None:
    found = Both(Scenario.model_validate(words)).differences()
    assert not found, found[:5]
