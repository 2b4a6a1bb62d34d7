"""Bad input gives one line a fault: file, line, field, found, expected, a near name."""

import re

import pytest

from riskcloud.model.market import Market
from riskcloud.model.reading import ScenarioError, read_yaml
from tests.model.malformed import Bad, bad_names, bad_numbers, out_of_bounds
from tests.model.small_scenario import MINIMAL, Scenario

LINE = re.compile(r"bad\.yaml:(\d+):( \S+:)? found .+, expected .+")

BY_HAND = [
    Bad("operator missing", "market: {}\n", 1, "operator: found nothing"),
    Bad("cost missing", "market: {}\noperator:\n  fee: 1\n", 2, "operator.cost: found nothing"),
    Bad(
        "price missing",
        "operator:\n  cost: 1\n  customers:\n    - id: a\n      price: 1\n    - id: b\n",
        6,
        "operator.customers.b.price: found nothing",
    ),
    Bad(
        "nothing after a name", "operator:\n  cost:\n  fee: 1\n", 2, "operator.cost: found nothing"
    ),
    Bad("id missing", "operator: {cost: 1, customers: [\n  {price: 1}]}\n", 2, "customers.0.id"),
    Bad(
        "id twice",
        "operator:\n  cost: 1\n  customers:\n  - {id: a, price: 1}\n  - {price: 1,\n     id: a}\n",
        6,
        "an id that no other item",
    ),
    Bad("id with capitals", "operator: {cost: 1, customers: [{id: A, price: 1}]}", 1, "lower-case"),
    Bad("id is a number", "operator: {cost: 1, customers: [{id: 7, price: 1}]}", 1, "text"),
    Bad("customers no list", "operator:\n  cost: 1\n  customers: 3\n", 3, "a list"),
    Bad("customer no mapping", "operator:\n  cost: 1\n  customers:\n  - a\n", 4, "a mapping"),
    Bad("choice", "operator: {cost: 1, customers: [{id: a, price: 1, kind: x}]}", 1, "one of"),
    Bad("whole", "operator: {cost: 1, customers: [{id: a, price: 1, months: 1.5}]}", 1, "whole"),
    Bad("count low", "operator: {cost: 1, customers: [{id: a, price: 1, months: 0}]}", 1, "at le"),
    Bad("flag", "operator: {cost: 1, customers: [{id: a, price: 1, is_group: 1}]}", 1, "true or"),
    Bad("yes", "operator: {cost: 1, customers: [{id: a, price: 1, is_group: yes}]}", 1, "true or"),
    Bad("label", "operator: {cost: 1, customers: [{id: a, price: 1, label: 3}]}", 1, "text, such"),
    Bad("date", MINIMAL + "market:\n  as_of: 2026-13-01\n", 3, "a date such as 2026-11-01"),
    Bad("date text", MINIMAL + "market:\n  as_of: soon\n", 3, "a date such as 2026-11-01"),
    Bad("date quoted", MINIMAL + 'market:\n  as_of: "2026-11-01"\n', 3, "a date such as"),
    Bad("section no mapping", MINIMAL + "run: 3\n", 2, "a mapping of fields"),
    Bad("paths 1e15", MINIMAL + "run:\n  paths: 1e15\n", 3, "these need 640000 TB"),
    Bad("paths half", MINIMAL + "run:\n  paths: 0.5\n", 3, "a whole number"),
    Bad("paths spread", MINIMAL + "run:\n  paths: {uniform: [1, 2]}\n", 3, "cannot be a distrib"),
    Bad("weights", MINIMAL + "market:\n  weights:\n  - 0.1\n  - -1\n", 5, "weights.1: found -1"),
    Bad("normal below 0", "operator:\n  cost: {normal: {mean: 1, sd: 1}}\n", 2, "at least 0"),
    Bad("unknown section", MINIMAL + "maket: {}\n", 2, "did you mean market?"),
    Bad("unknown far", MINIMAL + "zzz: {}\n", 2, "one of market, operator, run"),
    Bad("key number", MINIMAL + "3: {}\n", 2, 'unknown field "3"'),
    Bad("key list", MINIMAL + "? [a]\n: 3\n", 2, "as a name"),
    Bad("merge key", MINIMAL + "<<: {}\n", 2, "unknown field"),
    Bad("twice", MINIMAL + "operator: {cost: 3}\n", 2, "each name once"),
    Bad("tab", MINIMAL + "run:\n\tpaths: 3\n", 3, "YAML 1.2"),
    Bad("two documents", MINIMAL + "---\nrun: {}\n", 2, "one document"),
    Bad("list at top", "- 1\n", 1, "a mapping of market, operator, run"),
    Bad("text at top", "market", 1, "a mapping of market, operator, run"),
    Bad("empty", "", 1, "operator: found nothing"),
    Bad("control character", MINIMAL + "run: \x01\n", 2, "YAML 1.2"),
    Bad("long line of text", MINIMAL + "run: " + "x" * 5000 + "\n", 2, "a mapping of fields"),
    Bad("newline in text", MINIMAL + 'run: "a\\nb"\n', 2, "a mapping of fields"),
    Bad("deep", "operator: " + "[" * 3000, 1, "at most 40 levels"),
    Bad("undefined alias", MINIMAL + "run: *a\n", 2, "the value written out"),
]

SMALL = [
    *bad_numbers("market.tightness.volatility"),
    *bad_names("market.tightness.volatility"),
    *bad_numbers("operator.cost"),
    *out_of_bounds(Scenario.model_validate({"operator": {"cost": 3}})),
    *BY_HAND,
]
REAL = [
    *bad_numbers("tightness.volatility"),
    *bad_names("prices.spot_ratio"),
    *out_of_bounds(Market()),
]


def test_there_are_enough_bad_files() -> None:
    assert len(SMALL) >= 100
    assert len(REAL) >= 60


@pytest.mark.parametrize("bad", SMALL, ids=lambda bad: bad.name)
def test_small_model_refuses(bad: Bad) -> None:
    with pytest.raises(ScenarioError) as caught:
        read_yaml(bad.text, Scenario, name="bad.yaml")
    _check(caught.value, bad)


@pytest.mark.parametrize("bad", REAL, ids=lambda bad: bad.name)
def test_market_refuses(bad: Bad) -> None:
    with pytest.raises(ScenarioError) as caught:
        read_yaml(bad.text, Market, name="bad.yaml")
    _check(caught.value, bad)


def _check(error: ScenarioError, bad: Bad) -> None:
    """Each fault is a line of the known form; one of them is the fault that was put in."""
    for line in error.lines:
        assert LINE.fullmatch(line), line
        assert "\n" not in line
        assert "nput should" not in line
    hits = [line for line in error.lines if bad.word in line]
    assert hits, error.lines
    assert [int(LINE.fullmatch(line)[1]) for line in hits] == [bad.line], error.lines  # type: ignore[index]
