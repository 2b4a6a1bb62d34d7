"""The stress waterfall: it adds up, equals the scenario with the same fields set, and is told."""

import csv
from pathlib import Path

import pytest

import riskcloud
from riskcloud.cli.app import run_app
from riskcloud.model.reading import ScenarioError
from riskcloud.model.scenario import Scenario
from riskcloud.risk.waterfall import Waterfall
from riskcloud.run import RunRefusedError
from riskcloud.study import trial_of
from riskcloud.study.effect_files import write_stress

FILE = "configs/scenarios/neocloud.yaml"
TRIAL = trial_of("project-npv-mean", 512)


def overlay(folder: Path, name: str, text: str) -> Path:
    file = folder / f"{name}.yaml"
    file.write_text(text)
    return file


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return riskcloud.load(FILE)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("stresses")
    return [
        overlay(folder, "hot", "meaning: hot summers\nset: {operator.power.pue: 1.5}\n"),
        overlay(folder, "dear", "multiply: {market.regions.*.start: 2}\n"),
        overlay(folder, "nothing", "multiply: {operator.wacc: 1}\n"),
        overlay(folder, "cool", "set: {operator.power.pue: 1.1}\n"),
    ]


@pytest.fixture(scope="module")
def found(scenario: Scenario, files: list[Path]) -> Waterfall:
    return riskcloud.stress(scenario, TRIAL, files[:3])


def test_steps_and_interaction_add_up_to_all(found: Waterfall) -> None:
    assert found.interaction
    assert found.change
    changes = [step.change.value for step in found.steps if step.change]
    assert len(changes) == 3
    total = found.base.value + sum(changes) + found.interaction.value
    assert total == pytest.approx(found.together.value, rel=1e-12)
    assert found.change.value == pytest.approx(found.together.value - found.base.value)


def test_power_that_is_dear_and_wasted_costs_more_than_both(found: Waterfall) -> None:
    """Cost is price times pue: the interaction is a loss, and told from nothing."""
    assert found.interaction
    assert found.interaction.high is not None
    assert found.interaction.high < 0.0


def test_a_stress_is_the_scenario_with_its_fields_set(found: Waterfall) -> None:
    changed = riskcloud.load(FILE, ["operator.power.pue=1.5"])
    assert TRIAL.of(changed).estimate == found.steps[0].figure
    regions = riskcloud.load(FILE).market.regions
    both = [f"market.regions.{one.id}.start={2.0 * float(str(one.start))}" for one in regions]
    both.append("operator.power.pue=1.5")
    assert TRIAL.of(riskcloud.load(FILE, both)).estimate == found.together


def test_a_stress_that_changes_nothing_changes_nothing(found: Waterfall) -> None:
    change = found.steps[2].change
    assert change
    assert (change.value, change.low, change.high) == (0.0, 0.0, 0.0)


def test_one_stress_has_no_interaction(scenario: Scenario, files: list[Path]) -> None:
    alone = riskcloud.stress(scenario, TRIAL, files[:1])
    assert alone.interaction
    assert (alone.interaction.value, alone.interaction.low, alone.interaction.high) == (0, 0, 0)
    assert alone.together.value == alone.steps[0].figure.value


def test_what_a_later_stress_overrules_is_said(scenario: Scenario, files: list[Path]) -> None:
    both = riskcloud.stress(scenario, TRIAL, [files[0], files[3]])
    assert both.overruled == ("operator.power.pue: cool overrules hot",)
    assert both.together == both.steps[1].figure


def test_bad_stresses_are_refused(
    scenario: Scenario, files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ScenarioError, match="pew"):
        riskcloud.stress(scenario, TRIAL, [overlay(tmp_path, "bad", "set: {operator.pew: 1}\n")])
    with pytest.raises(RunRefusedError, match="two named"):
        riskcloud.stress(scenario, TRIAL, [files[0], files[0]])
    monkeypatch.chdir(tmp_path)
    with pytest.raises(RunRefusedError, match="found none"):
        riskcloud.stress(scenario, TRIAL)


def test_a_fault_of_a_stress_names_its_file_and_line(scenario: Scenario, tmp_path: Path) -> None:
    for text, place in (
        ("meaning: worse\nset:\n  operator.wacc: high\n", ":3: operator.wacc: found"),
        ("set:\n  operator.pew: 1\n", ':2: operator.pew: found "pew"'),
        ("", ":1: found a mapping, expected set or multiply"),
        ("meaning: nothing\nset: {}\n", ":1: found a mapping, expected set or multiply"),
    ):
        bad = overlay(tmp_path, "bad", text)
        with pytest.raises(ScenarioError) as refused:
            riskcloud.stress(scenario, TRIAL, [bad])
        [line] = refused.value.lines
        assert line.startswith(f"{bad}{place}")


def test_files_hold_what_was_found(tmp_path: Path, found: Waterfall) -> None:
    write_stress(found, tmp_path)
    rows = {row["stress"]: row for row in csv.DictReader((tmp_path / "stress.csv").open())}
    assert list(rows) == ["base", "hot", "dear", "nothing", "interaction", "all together"]
    assert float(rows["all together"]["estimate"]) == found.together.value
    assert list(riskcloud.plots(found, tmp_path)) == ["stress_waterfall"]


def test_the_command_takes_the_shipped_stresses(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert run_app(["stress", FILE, "--paths", "64", "--out", str(out)]) == 0
    shown = capsys.readouterr().out
    assert "rubin-late overrules rubin-early-cheap" in shown
    assert (out / "plots" / "stress_waterfall.svg").exists()
    assert run_app(["stress", FILE, "--stress", str(tmp_path / "none.yaml")]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "none.yaml" in line
