"""Units of fields, levers and assumptions in a market of another currency."""

import pytest

from riskcloud.memos.assumptions import assumptions_of
from riskcloud.model.scenario import Scenario
from riskcloud.study import lever_on, levers_of
from riskcloud.study.entrants import entrants
from riskcloud.study.field_units import unit_in


@pytest.fixture(scope="module")
def chinese() -> Scenario:
    return entrants(["tencent-cloud"], "configs/markets/china-2026-11.yaml", [])[0].scenario


def test_amounts_are_in_the_currency_of_the_market(chinese: Scenario) -> None:
    assert unit_in(chinese, "operator.costs.network", "USD/GPU/month") == "CNY/GPU/month"
    assert unit_in(chinese, "operator.power.pue", "1") == "1"
    assert lever_on(chinese, "operator.power.contract_price", None).unit == "CNY/MWh"
    assert levers_of(chinese, "wacc")["power-price"].unit == "CNY/MWh"


def test_cards_may_be_priced_in_another(chinese: Scenario) -> None:
    """Imported cards are in USD, domestic ones in CNY."""
    units = {path: one.unit for path, one in assumptions_of(chinese).items() if "USD" in one.unit}
    assert units == {"operator.cohorts.imported.price": "USD/GPU"}
