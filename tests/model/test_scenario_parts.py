"""Round trips, the walk over numbers, schema and explanations."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskcloud.model.base import Declared, numbers
from riskcloud.model.explain import UnknownFieldError, explain
from riskcloud.model.market import Market
from riskcloud.model.parsing import PARSERS
from riskcloud.model.reading import read_yaml
from riskcloud.model.schema import schema
from tests.model.small_scenario import MINIMAL, Customer, Scenario

positive = st.floats(1e-6, 1e6)


def rising(count: int) -> st.SearchStrategy[list[float]]:
    return st.lists(positive, min_size=count, max_size=count, unique=True).map(sorted)


def named(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(fields)


uncertain = st.one_of(
    positive,
    named(triangular=rising(3)),
    named(uniform=rising(2)),
    named(lognormal=named(median=positive, log_sd=st.floats(0.01, 3.0))),
    named(lognormal=rising(2).map(lambda pair: {"median": pair[0], "p90": pair[1]})),
    named(beta=named(alpha=positive, beta=positive, low=st.just(0.5), high=st.just(1.5))),
    named(choice=rising(3).map(lambda values: {"values": values, "weights": values})),
)
customers = st.lists(
    named(
        id=st.from_regex(r"[a-z][a-z0-9_-]{0,8}", fullmatch=True),
        price=uncertain,
        months=st.integers(1, 240),
        kind=st.sampled_from(["contract", "spot"]),
        is_group=st.booleans(),
        label=st.text(st.characters(codec="ascii", categories=("L", "N", "P", "Zs")), max_size=9),
    ),
    max_size=4,
    unique_by=lambda customer: customer["id"],
)
scenarios = named(operator=named(cost=uncertain, fee=st.none() | uncertain, customers=customers))


@given(scenarios)
def test_a_scenario_comes_back_from_its_text(described: dict[str, Any]) -> None:
    """JSON is YAML: what is written out is what was read, to the bit."""
    first = read_yaml(json.dumps(described), Scenario)
    written = json.dumps(first.model_dump(mode="json")).replace('"2026-11-01"', "2026-11-01")
    again = read_yaml(written, Scenario)
    assert again == first
    assert again.model_dump() == first.model_dump()


def test_numbers_stand_in_declared_order_under_ids() -> None:
    made = read_yaml(MINIMAL, Scenario)
    assert [found.path for found in numbers(made)] == [
        "market.tightness.volatility",
        "market.tightness.start",
        "market.tightness.share",
        "market.weights.0",
        "market.weights.1",
        "operator.cost",
        "operator.customers.anchor.price",
    ]
    assert numbers(made.market, "market") == numbers(made)[:5]
    first = numbers(made)[0]
    assert isinstance(first, Declared)
    assert (first.value, first.field.description) == (0.15, "its volatility")


def test_parts_are_frozen() -> None:
    with pytest.raises(ValueError, match="frozen"):
        Customer(id="a", price=1.0).price = 2.0  # type: ignore[misc]


def test_schema_is_closed_resolves_and_says_what_fields_are() -> None:
    made = schema(Scenario)
    assert all(one.removeprefix("#/$defs/") in made["$defs"] for one in references(made))
    volatility = made["$defs"]["Tightness"]["properties"]["volatility"]
    assert volatility == {
        "$ref": "#/$defs/Number",
        "default": 0.15,
        "exclusiveMinimum": 0,
        "description": "its volatility; unit: 1; default: 0.15; source: facts",
    }
    assert made["additionalProperties"] is False
    assert made["properties"]["market"]["anyOf"][1]["type"] == "string"
    assert "file" in made["$defs"]["Market"]["properties"]
    assert "file" not in made["$defs"]["Run"]["properties"]
    forms = made["$defs"]["Number"]["anyOf"]
    assert {next(iter(form["properties"])) for form in forms[1:]} == set(PARSERS)
    assert json.loads(json.dumps(made)) == made


def references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        for key, one in node.items():
            if key == "$ref":
                yield one
            else:
                yield from references(one)
    elif isinstance(node, list):
        for one in node:
            yield from references(one)


def test_explain_a_number() -> None:
    found = explain("market.tightness.volatility", Scenario)
    assert (found.facts.unit, found.default, found.facts.source) == ("1", 0.15, "facts")
    assert found.may_be_distribution
    assert found.facts.bounds.above == 0
    assert "triangular" in found.text()


def test_explain_a_structural_field_and_a_required_one() -> None:
    assert not explain("run.paths", Scenario).may_be_distribution
    assert explain("operator.cost", Scenario).is_required
    assert "none, it must be given" in explain("operator.cost", Scenario).text()


def test_explain_names_items_with_or_without_id() -> None:
    with_id = explain("operator.customers.anchor.price", Scenario)
    without = explain("operator.customers.price", Scenario)
    assert with_id.facts == without.facts
    assert explain("market.weights.1", Scenario).facts.meaning == "weights"


def test_explain_a_section_lists_its_fields() -> None:
    found = explain("market.tightness", Scenario)
    assert [name for name, _ in found.fields] == ["volatility", "start", "share"]
    assert "its volatility" in found.text()


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("market.tightnes.share", "did you mean tightness?"),
        ("operator.customers.anchor.pric", "did you mean price?"),
        ("operator.customers.pric", "did you mean price?"),
        ("market.tightness.share.x", "without parts"),
        ("", "one of market, operator, run"),
    ],
)
def test_explain_an_unknown_field(path: str, words: str) -> None:
    with pytest.raises(UnknownFieldError, match=".*" + words.replace("?", r"\?")):
        explain(path, Scenario)


def test_every_example_of_the_market_is_valid() -> None:
    single = [d for d in numbers(Market()) if "." in d.path and d.path.count(".") == 1]
    assert len(single) > 20
    for declared in single:
        section, _ = declared.path.split(".")
        for example in explain(declared.path, Market).examples:
            read_yaml(f"{section}: {{{example}}}", Market)
