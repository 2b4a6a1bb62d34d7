"""Operators of `configs/operators`: valid in their market, and in its money."""

from collections.abc import Iterator

import pytest

from riskcloud.model.base import Part, numbers
from riskcloud.model.numbers import facts
from riskcloud.model.scenario import Scenario
from riskcloud.model.shape import item_of, part_of
from riskcloud.model.shipped import default_of
from tests.model.shipped_operators import CHINESE, OPERATORS, shipped_operator


def left_in_dollars(part: Part, path: str = "") -> Iterator[str]:
    """Fields of money that hold the program's default, which is in USD; zero is zero anywhere."""
    for name, declared in type(part).model_fields.items():
        value, where = getattr(part, name), f"{path}.{name}".lstrip(".")
        if part_of(declared) is not None:
            yield from left_in_dollars(value, where)
        elif item_of(declared) is not None:
            for item in value:
                yield from left_in_dollars(item, f"{where}.{item.id}")
        elif "USD" in facts(declared).unit and value and value == default_of(declared):
            yield f"{where}: {value}"


@pytest.mark.parametrize("name", OPERATORS)
def test_each_is_valid_in_its_market_and_stays_within_it(name: str) -> None:
    made = shipped_operator(name)
    assert made.operator.currency == made.market.currency
    assert made.warnings() == []
    assert Scenario.model_validate(made.model_dump(mode="json")) == made


@pytest.mark.parametrize("name", CHINESE)
def test_chinese_operators_and_their_market_leave_no_amount_in_dollars(name: str) -> None:
    made = shipped_operator(name)
    assert made.market.currency == "CNY"
    assert list(left_in_dollars(made)) == []
    foreign = {c.id for c in made.operator.cohorts if c.currency}
    assert foreign <= {"imported"}


def test_the_test_finds_an_amount_left_in_dollars() -> None:
    """The small entrant, which is in dollars, leaves some at their default."""
    found = {line.partition(":")[0] for line in left_in_dollars(shipped_operator("small-entrant"))}
    assert {"operator.costs.network", "operator.power.delivery_charge"} <= found
    assert {"market.entry_cost.capex", "market.prices.list_start"} <= found
    assert "operator.cohorts.only.decommissioning" in found


def changed(one: str, other: str) -> set[str]:
    values = [{n.path: n.value for n in numbers(shipped_operator(name))} for name in (one, other)]
    return {path for path in values[0] if values[0][path] != values[1][path]}


def test_cheap_power_is_the_small_entrant_but_for_power() -> None:
    paths = changed("small-entrant", "cheap-power")
    assert {path.split(".")[1] for path in paths} == {"power"}


def test_the_neocloud_to_compare_is_the_neocloud_until_its_contracts_end() -> None:
    assert changed("neocloud", "contracted-neocloud") == set()
    one, other = (shipped_operator(name).operator for name in ("neocloud", "contracted-neocloud"))
    assert [c.life_months for c in one.cohorts] == [72, 72]
    assert [c.life_months for c in other.cohorts] == [60, 60]
    assert one.customers == other.customers
