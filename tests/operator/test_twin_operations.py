"""Kernel and reference are the same operator: every row of every month, to 1e-9."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

import riskcloud
from riskcloud.model.scenario import Scenario
from tests.operator.compare import Both
from tests.operator.random_scenarios import Words, scenarios

SHIPPED = sorted(Path("configs/scenarios").glob("*.yaml"))


@pytest.mark.parametrize("scenario", SHIPPED, ids=lambda file: file.stem)
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
