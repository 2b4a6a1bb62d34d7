"""Files that name files, what stands beside them, and overrides from the command line."""

from pathlib import Path

import pytest

from riskcloud.model.distributions import Uniform
from riskcloud.model.reading import ScenarioError, read, read_yaml
from tests.model.small_scenario import MINIMAL, Scenario

MARKET = "tightness:\n  volatility: {triangular: [0.1, 0.2, 0.3]}\n  share: 0.25\nweights: [1]\n"
OPERATOR = "cost: 7\ncustomers:\n- {id: a, price: 1}\n- {id: b, price: 2, months: 12}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "markets").mkdir()
    (tmp_path / "scenarios").mkdir()
    (tmp_path / "markets" / "m.yaml").write_text(MARKET)
    (tmp_path / "o.yaml").write_text(OPERATOR)
    return tmp_path


def scenario(folder: Path, text: str, *overrides: str) -> Scenario:
    path = folder / "scenarios" / "s.yaml"
    path.write_text(text)
    return read(path, Scenario, overrides)


def refusal(folder: Path, text: str, *overrides: str) -> list[str]:
    with pytest.raises(ScenarioError) as caught:
        scenario(folder, text, *overrides)
    return [line.replace(str(folder / "scenarios") + "/", "") for line in caught.value.lines]


def test_paths_are_relative_to_the_file_that_names_them(folder: Path) -> None:
    made = scenario(folder, "market: ../markets/m.yaml\noperator: ../o.yaml\n")
    assert made.market.tightness.share == 0.25
    assert [c.id for c in made.operator.customers] == ["a", "b"]


def test_what_stands_beside_a_file_replaces_and_items_merge_by_id(folder: Path) -> None:
    made = scenario(
        folder,
        "market:\n  file: ../markets/m.yaml\n  tightness: {volatility: {uniform: [1, 2]}}\n"
        "operator:\n  file: ../o.yaml\n  customers:\n  - {id: c, price: 3}\n"
        "  - {id: b, price: 5}\n",
    )
    assert made.market.tightness.volatility == Uniform(low=1.0, high=2.0)
    assert made.market.tightness.share == 0.25
    found = [(c.id, c.price, c.months) for c in made.operator.customers]
    assert found == [("a", 1.0, 36), ("b", 5.0, 12), ("c", 3.0, 36)]


def test_a_file_can_build_on_a_file(folder: Path) -> None:
    (folder / "markets" / "n.yaml").write_text("file: m.yaml\nweights: [2, 3]\n")
    made = scenario(folder, "market: ../markets/n.yaml\n" + MINIMAL)
    assert (made.market.weights, made.market.tightness.share) == ((2.0, 3.0), 0.25)


def test_a_circle_of_files_is_refused(folder: Path) -> None:
    (folder / "markets" / "n.yaml").write_text("file: n.yaml\n")
    lines = refusal(folder, "market: ../markets/n.yaml\n" + MINIMAL)
    assert len(lines) == 1
    assert lines[0].startswith('../markets/n.yaml:1: market: found "n.yaml", which refers back')


def test_errors_name_the_file_that_holds_the_value(folder: Path) -> None:
    (folder / "markets" / "m.yaml").write_text(MARKET.replace("0.25", "2.5"))
    text = "market:\n  file: ../markets/m.yaml\n  weights:\n    - -1\noperator: {cost: 3}\n"
    assert refusal(folder, text) == [
        "../markets/m.yaml:3: market.tightness.share: "
        "found 2.5, expected a number that is at least 0 and below 1",
        "s.yaml:4: market.weights.0: found -1, expected a number that is at least 0",
    ]


@pytest.mark.parametrize(
    ("reference", "found"),
    [("nofile.yaml", "No such file"), ("..", "Is a directory"), ("3", "3"), ("[a]", "a list of 1")],
)
def test_a_file_that_cannot_be_read_is_refused(folder: Path, reference: str, found: str) -> None:
    (line,) = refusal(folder, f"{MINIMAL}market:\n  file: {reference}\n")
    assert line.startswith("s.yaml:3: market: found ")
    assert found in line


def test_bytes_and_sizes_are_refused(folder: Path) -> None:
    (folder / "o.yaml").write_bytes(b"cost: 1\nfee: \xff\n")
    assert "o.yaml:2: found bytes that are not UTF-8" in refusal(folder, "operator: ../o.yaml")[0]
    (folder / "o.yaml").write_text("#" * 300_000)
    assert "o.yaml:1: found a larger file" in refusal(folder, "operator: ../o.yaml")[0]


def test_overrides_reach_parts_items_and_entries(folder: Path) -> None:
    made = scenario(
        folder,
        "operator: ../o.yaml\n",
        "operator.customers.b.price={uniform: [1, 2]}",
        "market.tightness.share=0.75",
        "market.weights.1=0.5",
        "run.paths=1e6",
        "operator.customers.b.months=13",
    )
    customer = made.operator.customers[1]
    assert (customer.price, customer.months) == (Uniform(low=1.0, high=2.0), 13)
    assert made.market.tightness.share == 0.75
    assert made.market.weights == (0.2, 0.5)
    assert made.run.paths == 1_000_000


def test_an_override_reaches_items_that_are_defaults() -> None:
    made = read_yaml(MINIMAL, Scenario, ["operator.customers.anchor.months=60"])
    assert [(c.id, c.price, c.months) for c in made.operator.customers] == [("anchor", 2.0, 60)]


def test_an_override_can_put_in_a_file(folder: Path) -> None:
    path = folder / "markets" / "m.yaml"
    made = scenario(folder, MINIMAL, f"market={path}", "market.weights=[9]")
    assert (made.market.tightness.share, made.market.weights) == (0.25, (9.0,))


@pytest.mark.parametrize(
    ("override", "words"),
    [
        ("market.tightness.shar=1", "did you mean share?"),
        ("operator.customers.ancor.price=1", "did you mean anchor?"),
        ("operator.customers.anchor.pric=1", "did you mean price?"),
        ("market.weights.2=1", "expected one of 0, 1"),
        ("market.tightness.share.x=1", "a path that ends at a field"),
        ("market.tightness.share=2", "market.tightness.share: found 2, expected a number that is"),
        ("market.tightness.share", "expected path.to.field=value"),
        ("=3", "expected path.to.field=value"),
        ("run.paths=[1", "YAML 1.2"),
        ("run.paths=*a", "the value written out"),
        ("run.paths=", "found nothing, expected a whole number"),
        ("operator.customers={}", "found a mapping, expected a list"),
        ("market=nofile.yaml", "No such file"),
    ],
)
def test_bad_overrides_are_refused_in_one_line(override: str, words: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        read_yaml(MINIMAL, Scenario, [override])
    (line,) = caught.value.lines
    assert line.startswith(f"--set {override}: ")
    assert words in line
