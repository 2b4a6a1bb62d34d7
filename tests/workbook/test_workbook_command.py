"""``riskcloud workbook``: what it writes, and what it refuses."""

import json
import sys
from pathlib import Path

import openpyxl
import pytest

import riskcloud
from riskcloud.cli.app import run_app
from riskcloud.run import Result
from tests.batch.small_batch import run, write_plan
from tests.workbook.runs import SMALL, run_of


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Result:
    return run_of(SMALL, tmp_path_factory.mktemp("runs") / "small")


def test_it_lies_in_the_run_folder_unless_told(
    small: Result, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("xlsxwriter", reason="SKIPPED: riskcloud[memo] is not installed")
    assert run_app(["workbook", str(small.folder), "--path", "3"]) == 0
    assert capsys.readouterr().out.strip() == str(small.folder / "workbook-3.xlsx")
    out = tmp_path / "new" / "path.xlsx"
    assert run_app(["workbook", str(small.folder), "--path", "3", "--out", str(out)]) == 0
    assert out.read_bytes() == (small.folder / "workbook-3.xlsx").read_bytes()
    assert riskcloud.workbook(small, 3, tmp_path / "here.xlsx").read_bytes() == out.read_bytes()


def test_more_paths_take_the_workbook_away(tmp_path: Path) -> None:
    pytest.importorskip("xlsxwriter", reason="SKIPPED: riskcloud[memo] is not installed")
    file = riskcloud.workbook(run_of(SMALL, tmp_path / "run", 32), 3)
    assert file.exists()
    run_of(SMALL, tmp_path / "run", 64)
    assert not file.exists()


@pytest.mark.parametrize("path", ["64", "-1", "x", ""])
def test_a_path_that_is_not_there_is_one_line(
    small: Result, path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_app(["workbook", str(small.folder), "--path", path]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert len(captured.err.splitlines()) == 1


def test_a_folder_without_a_run_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_app(["workbook", str(tmp_path), "--path", "0"]) == 2
    assert "is" in capsys.readouterr().err


def test_a_missing_package_is_named(
    small: Result, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    assert run_app(["workbook", str(small.folder), "--path", "0"]) == 2
    assert "pip install 'riskcloud[memo]'" in capsys.readouterr().err


def test_stresses_of_a_batch_have_a_sheet(small: Result, tmp_path: Path) -> None:
    pytest.importorskip("xlsxwriter", reason="SKIPPED: riskcloud[memo] is not installed")
    run(write_plan(tmp_path), tmp_path / "out")
    calm, stressed = (tmp_path / "out" / f"scenario=one_{name}" for name in ("none", "stress"))
    book = openpyxl.load_workbook(riskcloud.workbook(calm, 4))
    rows = {row[0]: row[1:] for row in book["Stresses"].iter_rows(6, 7, values_only=True)}
    assert list(rows) == ["none", "stress"]
    for name, folder in (("none", calm), ("stress", stressed)):
        outcomes = riskcloud.open_run(folder).outcomes_of(4)
        assert rows[name][1] == pytest.approx(outcomes["project_npv"], rel=1e-14)
    assert rows["none"][1] != rows["stress"][1]
    summary = json.loads((stressed / "summary.json").read_bytes())
    (median,) = (
        row[2]
        for row in book["Stresses"].iter_rows(values_only=True)
        if row[:2] == ("stress", "project IRR, median")
    )
    figures = summary["columns"]["project_irr"]["quantiles"]
    expected = next(one["value"] for one in figures if one["name"] == "median")
    assert median == pytest.approx(expected, rel=1e-14)
    alone = openpyxl.load_workbook(riskcloud.workbook(small, 4, tmp_path / "alone.xlsx"))
    assert "Stresses" not in alone.sheetnames


def test_the_summary_holds_the_runs_quantiles(small: Result, tmp_path: Path) -> None:
    pytest.importorskip("xlsxwriter", reason="SKIPPED: riskcloud[memo] is not installed")
    sheet = openpyxl.load_workbook(riskcloud.workbook(small, 4, tmp_path / "a.xlsx"))["Summary"]
    rows = list(sheet.iter_rows(values_only=True))
    places = {name: i for i, name in enumerate(next(row for row in rows if row[0] == "figure"))}
    start = next(
        i for i, row in enumerate(rows) if row[:2] == ("equity NPV at cost of equity", "USD")
    )
    for p in (0.25, 0.5, 0.75):
        one = small.summary.quantile("equity_npv", p)
        shown = [rows[start + i][places[one.name]] for i in range(3)]
        assert shown == pytest.approx([one.value, one.low, one.high], rel=1e-14)
