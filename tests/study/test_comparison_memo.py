"""A comparison read back from its folder, and its memo on disk."""

import json
from pathlib import Path

import pytest

import riskcloud
from riskcloud.cli.app import run_app
from riskcloud.outcomes import DamagedError, RunFolderError
from riskcloud.run.identity import identity_of
from riskcloud.study import Compared
from riskcloud.study.comparison_reading import read_comparison


def test_what_is_read_back_is_what_was_compared(compared: Compared) -> None:
    found = read_comparison(compared.folder)
    assert found == compared.comparison
    for ours, theirs in zip(found.operators, compared.comparison.operators, strict=True):
        assert list(ours.figures) == list(theirs.figures)


def test_the_memo_lies_in_the_folder_with_every_scenario(
    compared: Compared, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ["memo", str(compared.folder), "--out", str(tmp_path), "--format", "md"]
    assert run_app(given) == 0
    files = [Path(line) for line in capsys.readouterr().out.splitlines()]
    assert all(file.exists() for file in files)
    text = (tmp_path / "memo.md").read_text()
    assert "3 operators on the same 33,000 paths" in text
    for one in compared.comparison.operators:
        scenario = riskcloud.load(tmp_path / "memo-scenarios" / f"{one.name}.json")
        assert identity_of(scenario, 5).digest == one.digest
    assert "memo-scenarios/base.json memo-scenarios/twin.json memo-scenarios/large.json" in text


def test_an_earlier_run_is_of_runs_only(
    compared: Compared, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ["memo", str(compared.folder), "--since", str(compared.run("base"))]
    assert run_app(given) == 2
    assert "expected a run" in capsys.readouterr().err


def test_a_folder_that_is_not_whole_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RunFolderError, match=r"is .* a comparison"):
        read_comparison(tmp_path)
    file = tmp_path / "comparison.json"
    file.write_text("{")
    with pytest.raises(DamagedError, match="not readable as JSON"):
        read_comparison(tmp_path)
    file.write_text(json.dumps({"market": "x"}))
    with pytest.raises(DamagedError, match="not as this version"):
        read_comparison(tmp_path)
