"""The page of parameters is that of the schema, and every default has a source."""

import re
from pathlib import Path

import pytest

import riskcloud.model
from riskcloud.cli.app import run_app
from riskcloud.model.numbers import facts
from riskcloud.model.parameters import parameters
from riskcloud.model.scenario import Scenario
from tests.model.whole_schema import leaves

PAGE = Path(riskcloud.model.__file__).parent / "PARAMETERS.md"
ROW = re.compile(r"\| `([^`]+)` \| ([^|]*) \| ([^|]+) \| `([^`]+)` \| ([^|]*) \| ([^|]*) \|")
LABELS = {"name", "market.name", "operator.name"}


def rows() -> dict[str, tuple[str, ...]]:
    """The page's rows by field: unit, meaning, default, bounds, source."""
    found = [ROW.fullmatch(line) for line in PAGE.read_text().splitlines() if "| `" in line]
    assert all(found)
    return {match[1]: match.groups()[1:] for match in found if match}


def test_the_page_is_current() -> None:
    """If not: riskcloud explain --all > riskcloud/model/PARAMETERS.md."""
    assert PAGE.read_text() == parameters(Scenario)


def test_explain_all_prints_the_page(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_app(["explain", "--all"]) == 0
    assert capsys.readouterr().out == PAGE.read_text()


def test_every_field_of_the_schema_has_a_row() -> None:
    fields = set()
    for keys, _ in leaves(Scenario, ()):
        *above, last = keys
        if last == "id":
            continue
        path = ".".join("*" if key == 0 else str(key) for key in above)
        fields.add(f"{path}.{last}".lstrip(".") if last != 0 else path)
    on_page = {re.sub(r"\.(ID|N)\b", ".*", path) for path in rows()}
    assert on_page == fields


def test_every_default_has_a_source_and_every_field_a_meaning() -> None:
    for path, (_, meaning, default, _, source) in rows().items():
        assert meaning.strip(), path
        if default != "must be given" and path not in LABELS:
            assert source.strip(), path


def test_a_default_on_the_page_is_the_one_in_the_schema() -> None:
    page = rows()
    assert page["market.tightness.jump_rate"][2] == "0.3"
    assert page["market.tightness.start"][2] == "{triangular: [0.05, 0.2, 0.4]}"
    assert (
        page["market.chips.ID.kw"][2]
        == "h100: 1.28; h200: 1.28; b200: 1.79; gb300: 1.9; vr200: 2.6"
    )
    assert page["operator.customers.ID.gpus"][2] == "must be given"
    unit = {".".join(map(str, keys)): facts(field).unit for keys, field in leaves(Scenario, ())}
    assert page["operator.space.rent"][0] == unit["operator.space.rent"] == "USD/kW-month"
