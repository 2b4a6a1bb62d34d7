"""Changes add up, and go to what changed."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from small_batch import NAMES, run, write_plan

from riskcloud.batch.changes import INTERACTION, MODEL, NOISE, Changes, changes
from riskcloud.batch.differences import differences
from riskcloud.cli.app import run_app
from riskcloud.outcomes import RunFolder


@pytest.fixture
def monday(tmp_path: Path) -> Path:
    run(write_plan(tmp_path), tmp_path / "monday")
    return tmp_path / "monday"


def tuesday(folder: Path, *edits: tuple[str, str, str]) -> Path:
    """The batch again, after edits of its files: (file, old, new)."""
    for file, old, new in edits:
        text = (folder / file).read_text()
        assert old in text
        (folder / file).write_text(text.replace(old, new))
    run(folder / "plan.yaml", folder / "tuesday")
    return folder / "tuesday"


def by_name(found: list[Changes]) -> dict[str, Changes]:
    for one in found:
        assert not one.unsplit
        assert not one.only_in
        assert len(one.moves) > 100
        for move in one.moves:
            scale = max(abs(move.before), abs(move.after), *map(abs, move.parts.values()))
            assert sum(move.parts.values()) == pytest.approx(
                move.after - move.before, abs=1e-9 * max(scale, 1.0)
            )
    return {one.scenario: one for one in found}


def causes(changed: Changes) -> set[str]:
    """What any figure moved for."""
    return {cause for move in changed.moves for cause, part in move.parts.items() if part}


def test_one_input_that_changed_has_all_of_the_move(monday: Path) -> None:
    later = tuesday(monday.parent, ("stress.yaml", "start: -0.2", "start: -0.25"))
    found = by_name(list(changes(monday, later, 1)))
    assert list(found) == NAMES
    assert causes(found["one_stress"]) == {"market.tightness.start"}
    assert causes(found["one_none"]) == set()


def test_two_inputs_share_it_and_what_is_left_is_stated(monday: Path) -> None:
    later = tuesday(
        monday.parent,
        ("one.yaml", "gpus: 100", "gpus: 110"),
        ("one.yaml", "[24000, 30000]", "[26000, 30000]"),
        ("one.yaml", "name: one", "name: renamed"),
    )
    found = by_name(list(changes(monday, later, 1)))
    assert causes(found["one_none"]) == {
        "operator.cohorts.first.gpus",
        "operator.cohorts.first.price",
        INTERACTION,
    }


def test_another_seed_is_noise_and_nothing_else(monday: Path) -> None:
    later = tuesday(monday.parent, ("plan.yaml", "seed: 5", "seed: 6"))
    assert causes(by_name(list(changes(monday, later, 1)))["one_none"]) == {NOISE}


def test_what_another_version_gave_is_the_models_part(monday: Path) -> None:
    later = tuesday(monday.parent)
    root = monday / "scenario=one_none"
    manifest = RunFolder(root).manifest
    older = replace(manifest, identity=replace(manifest.identity, results_version=0))
    older.write(root / "manifest.json")
    summary = json.loads((root / "summary.json").read_text())
    summary["columns"]["project_npv"]["mean"]["value"] += 1000.0
    (root / "summary.json").write_text(json.dumps(summary))
    found = by_name(list(changes(monday, later, 1)))["one_none"]
    assert causes(found) == {MODEL}
    [move] = [m for m in found.moves if (m.metric, m.statistic) == ("project_npv", "value")]
    assert move.parts[MODEL] == pytest.approx(-1000.0)


def test_inputs_that_are_valid_only_together_are_one_difference(monday: Path) -> None:
    document = dict(RunFolder(monday / "scenario=one_none").manifest.scenario)
    operator = json.loads(json.dumps(document["operator"]))
    operator["cohorts"][0]["id"] = operator["customers"][0]["cohort"] = "other"
    [joint] = differences(document, document | {"operator": operator})
    assert joint.name == "operator.cohorts, operator.customers.anchor.cohort"


def test_a_scenario_of_one_folder_alone_is_named_and_is_no_failure(
    monday: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    later = tuesday(monday.parent, ("plan.yaml", "[none, stress.yaml]", "[none]"))
    assert run_app(["changes", str(monday), str(later), "--threads", "1"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines == ["one_none", "  nothing moved", "one_stress", f"  only in {monday}"]


def test_a_scenario_without_figures_is_told_and_the_exit_code_says_so(
    monday: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    later = tuesday(monday.parent)
    (later / "scenario=one_none" / "summary.json").unlink()
    assert run_app(["changes", str(monday), str(later), "--threads", "1"]) == 3
    assert "one_none\n  cannot be split: " in capsys.readouterr().out


def test_the_command_prints_the_moves_and_writes_all(
    monday: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    later = tuesday(tmp_path, ("one.yaml", "wacc: 0.12", "wacc: 0.13"))
    words = [str(one / "scenario=one_none") for one in (monday, later)]
    file = tmp_path / "moves.csv"
    assert run_app(["changes", *words, "--threads", "1", "--csv", str(file)]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("one_none\n")
    assert "project_npv" in printed
    assert "operator.wacc" in printed
    assert len(file.read_text().splitlines()) > 300
    assert run_app(["changes", str(tmp_path), words[1]]) == 2


def test_a_figure_with_two_answers_is_named_and_not_split(monday: Path) -> None:
    """Paths without a single IRR rank lowest, then highest: neither move alone would be true."""
    later = tuesday(monday.parent)
    file = later / "scenario=one_none" / "summary.json"
    summary = json.loads(file.read_text())
    [median] = [
        one for one in summary["columns"]["project_irr"]["quantiles"] if one["name"] == "median"
    ]
    median["alternative"] = 0.5
    file.write_text(json.dumps(summary))
    found = by_name(list(changes(monday, later, 1)))
    assert found["one_none"].left_open == (("project_irr", "q50"),)
    assert ("project_irr", "q50") not in {(m.metric, m.statistic) for m in found["one_none"].moves}
    assert found["one_stress"].left_open == ()
