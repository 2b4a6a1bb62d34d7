"""Cards priced in another currency than the market's."""

import math
from typing import Any

import numpy as np
import pytest

from riskcloud.model.reading import ScenarioError, read_yaml
from riskcloud.model.scenario import Scenario
from tests.operator.quiet import quiet
from tests.operator.record import recorded

MARKET = {"exchange": {"currency": "CNY", "start": 0.15, "drift": 0.12, "volatility": 0}}
CARD: dict[str, Any] = {"price": 200_000, "currency": "CNY", "deposit_share": 0.2}
SIZED = {"debt": {"loan_to_cost": 0.5}, "equity": {"contingency": 0, "opening_cash": 0}}


def test_a_card_is_paid_at_the_rate_of_its_order() -> None:
    """Ordered in month 4, delivered in month 9; the rate rises by 1 % a month from .15.

    200 million at .15 e^.04 = 31.2243232 million: a fifth at the order; the rest at delivery,
    at the same rate, with 5 % duty: 31.2243232 * 1.05 - 6.2448646 = 26.5406747.
    """
    later = CARD | {"order_month": 4, "delivery_months": 5, "duty_share": 0.05}
    rows = recorded(quiet(30, [later], market=MARKET), 1)
    assert rows["exchange_rate"][[0, 4], 0] == pytest.approx([0.15, 0.15 * math.exp(0.04)])
    paid = rows["capex"][:, 0] / 1e6
    assert np.flatnonzero(paid).tolist() == [4, 9]
    assert paid[[4, 9]] == pytest.approx([6.2448646, 26.5406747], rel=1e-7)


def test_a_loan_is_sized_at_the_rate_of_month_0() -> None:
    """200 million at .15 are 30 million: a loan of half, whatever the rate is when it is drawn."""
    later = CARD | {"id": "later", "order_month": 4, "delivery_months": 5}
    rows = recorded(quiet(40, [later | {"deposit_share": 0}], market=MARKET, **SIZED), 1)
    assert rows["commitment"][0, 0] == pytest.approx(15e6)


def test_a_foreign_price_at_one_is_the_price() -> None:
    """To the byte."""
    at_one = {"exchange": {"currency": "CNY", "start": 1, "drift": 0, "volatility": 0}}
    foreign = recorded(quiet(30, [CARD], market=at_one, **SIZED))
    own = recorded(quiet(30, [CARD | {"currency": ""}], **SIZED))
    for name, row in own.items():
        assert row.tobytes() == foreign[name].tobytes(), name


TEXT = "{market}operator:\n  name: x\n{operator}  cohorts:\n  - {{{cohort}}}\n"
COHORT = "id: a, chip: h100, gpus: 100, price: 3e4"


@pytest.mark.parametrize(
    ("market", "operator", "cohort", "line", "expected"),
    [
        ("", "", ", currency: CNY", 4, "expected USD, or market.exchange for another currency"),
        (
            *("market: {exchange: {currency: CNY}}\n", "", ", currency: EUR", 5),
            "expected USD, or market.exchange for another currency",
        ),
        (
            *("", "  currency: CNY\n", "", 3),
            "expected USD, the currency of market November 2026: nothing is added across currenc",
        ),
        (
            *("market: {currency: CNY}\n", "", "", 2),
            "expected CNY, the currency of market November 2026: nothing is added across currenc",
        ),
        ("", "  currency: usd\n", "", 3, "a currency of three capital letters, such as USD"),
    ],
    ids=["foreign cards", "another foreign currency", "operator", "market", "not a currency"],
)
def test_mixed_currencies_are_refused(
    market: str, operator: str, cohort: str, line: int, expected: str
) -> None:
    """In one line that says where."""
    text = TEXT.format(market=market, operator=operator, cohort=COHORT + cohort)
    with pytest.raises(ScenarioError) as refused:
        read_yaml(text, Scenario)
    said = str(refused.value)
    assert expected in said
    assert f"line {line}" in said or f":{line}:" in said, said


@pytest.mark.parametrize("currency", ["", "USD"])
def test_the_own_currency_is_not_foreign(currency: str) -> None:
    named = f', currency: "{currency}"'
    text = TEXT.format(market="market: {exchange: {currency: CNY}}\n", operator="", cohort="{}")
    scenario = read_yaml(text.replace("{{}}", "{" + COHORT + named + "}"), Scenario)
    assert scenario.operator.cohorts[0].currency == currency
