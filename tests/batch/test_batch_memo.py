"""The memo of a batch on disk: the figures of its summaries, and its failures."""

import json
from pathlib import Path

import pytest
from small_batch import NAMES, run, write_plan

from riskcloud.batch.ledger import FailureLine, Ledger
from riskcloud.cli.app import run_app
from riskcloud.risk.from_json import summary_of


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("batch_memo")
    out = place / "out"
    run(write_plan(place, paths=200, operators="one.yaml, two.yaml"), out)
    return out


def _text(folder: Path, out: Path) -> str:
    assert run_app(["memo", str(folder), "--out", str(out), "--format", "md"]) == 0
    return (out / "memo.md").read_text().replace("\\", "")


def test_the_memo_tells_the_figures_of_every_scenario(folder: Path, tmp_path: Path) -> None:
    text = _text(folder, tmp_path)
    assert "4 scenarios: 4 done, 0 failed, 0 left" in text
    assert "riskcloud memo scenario=one_none" in text
    for name in NAMES:
        summary = json.loads((folder / f"scenario={name}" / "summary.json").read_text())
        below = summary["probabilities"]["project_irr_below_wacc"]["estimate"]["value"]
        cells = next(line for line in text.splitlines() if line.startswith(f"| {name} |"))
        share = cells.split("|")[2].split()[0]
        expected = {0.0: "always", 1.0: "never"}.get(below)
        if expected:
            assert share == expected
        else:
            assert float(share) == pytest.approx(100 * (1 - below), abs=5)


def test_a_failure_is_told_with_its_reason(folder: Path, tmp_path: Path) -> None:
    ledger = Ledger(folder)
    ledger.add(FailureLine("two_none", 0, 200, 5, "the disk is full"))
    text = _text(folder, tmp_path)
    assert "4 scenarios: 3 done, 1 failed, 0 left" in text
    assert "two_none: paths 0 to 199, seed 5: the disk is full" in text
    assert "| two_none |" not in text


def test_a_summary_reads_back_as_it_was_written(folder: Path) -> None:
    written = json.loads((folder / "scenario=one_none" / "summary.json").read_text())
    back = json.loads(json.dumps(summary_of(written).as_json()))
    for key in set(written) - {"attribution", "pages"}:
        assert back[key] == written[key], key
