"""The memo of a real run: written whole, from Python and from the command line."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import riskcloud
from riskcloud.cli.app import run_app

SMALL = """
name: small
operator:
  name: small
  cohorts: [{id: first, chip: h100, gpus: 100, price: {uniform: [20e3, 30e3]}, delivery_months: 2,
    life_months: 12}]
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("memo")
    (place / "small.yaml").write_text(SMALL)
    out = place / "run"
    given = ["run", str(place / "small.yaml"), "--paths", "300", "--out", str(out)]
    assert run_app([*given, "-q", "--no-plots"]) == 0
    return out


def test_the_command_writes_what_was_asked_for(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_app(["memo", str(folder), "--out", str(tmp_path), "--format", "md"]) == 0
    written = [Path(line) for line in capsys.readouterr().out.splitlines()]
    assert sorted(written) == sorted(tmp_path.iterdir())
    text = (tmp_path / "memo.md").read_text()
    assert "No path draws a loan" in text
    assert "triangular" in text or "lognormal" in text or "uniform" in text


def test_all_formats_lie_in_the_run_folder(folder: Path) -> None:
    for package in ("docx", "jinja2", "typst"):
        pytest.importorskip(package, reason="riskcloud[memo] is not installed")
    written = riskcloud.memo(folder)
    assert {"memo.md", "memo.html", "memo.docx", "memo.pdf"} <= {path.name for path in written}
    before = (folder / "memo.html").read_bytes()
    riskcloud.memo(folder, formats=["html"])
    assert (folder / "memo.html").read_bytes() == before


def test_the_scenario_beside_the_memo_makes_the_same_run(folder: Path, tmp_path: Path) -> None:
    riskcloud.memo(folder, tmp_path, ["md"])
    again = tmp_path / "again"
    scenario = str(tmp_path / "memo-scenario.json")
    assert (
        "riskcloud run memo-scenario.json --paths 300 --seed" in (tmp_path / "memo.md").read_text()
    )
    given = ["run", scenario, "--paths", "300", "--out", str(again), "-q", "--no-plots"]
    assert run_app(given) == 0
    digests = {json.loads((f / "manifest.json").read_text())["digest"] for f in (folder, again)}
    assert len(digests) == 1
    assert (again / "summary.json").read_bytes() == (folder / "summary.json").read_bytes()


def test_an_unknown_format_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_app(["memo", str(folder), "--format", "odt"]) == 2
    assert "format: found odt, expected some of md, html" in capsys.readouterr().err
    assert run_app(["memo", str(folder), "--format", ""]) == 2


def test_a_package_that_is_missing_is_named(
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    given = ["memo", str(folder), "--out", str(tmp_path / "none"), "--format", "pdf"]
    assert run_app(given) == 2
    assert "pip install 'riskcloud[memo]'" in capsys.readouterr().err
    assert not (tmp_path / "none").exists()


def test_import_takes_none_of_the_memos_packages() -> None:
    code = (
        "import sys, riskcloud, riskcloud.cli.app;"
        "print([n for n in ('docx', 'jinja2', 'typst', 'matplotlib') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_an_earlier_run_is_told_of(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    then = tmp_path / "then"
    scenario = str(folder.parent / "small.yaml")
    changed = ["--set", "operator.wacc=0.3", "--paths", "200", "--out", str(then)]
    assert run_app(["run", scenario, *changed, "-q", "--no-plots"]) == 0
    given = ["memo", str(folder), "--out", str(tmp_path), "--format", "md", "--since"]
    assert run_app([*given, str(then)]) == 0
    text = (tmp_path / "memo.md").read_text()
    assert "over the first 200 paths" in text
    assert "| operator.wacc | 0.3 | 0.1 |" in text
    capsys.readouterr()
    for wrong in (folder, tmp_path):
        assert run_app([*given, str(wrong)]) == 2
        assert len(capsys.readouterr().err.splitlines()) == 1


def test_break_evens_are_taken_of_the_same_scenario_only(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scenario, study = str(folder.parent / "small.yaml"), tmp_path / "study"
    asked = ["--over", "card-price", "--paths", "64", "--grid", "3", "--out", str(study)]
    given = ["memo", str(folder), "--out", str(tmp_path), "--format", "md", "--breakeven"]
    assert run_app(["breakeven", scenario, *asked, "--seed", "9"]) == 0
    assert run_app([*given, str(study)]) == 0
    text = (tmp_path / "memo.md").read_text()
    assert "price of cards over today's | 1 |" in text
    assert "(seed 9)" in text
    assert run_app(["breakeven", scenario, *asked, "--set", "operator.wacc=0.3"]) == 0
    capsys.readouterr()
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "breakeven.json").write_text('{"scenario": "small"}')
    wrong = {study: "is of another scenario or version", tmp_path: "not found",
             tmp_path / "old": "no study of this version"}  # fmt: skip
    for place, words in wrong.items():
        assert run_app([*given, str(place)]) == 2
        (line,) = capsys.readouterr().err.splitlines()
        assert words in line


IDLE = """
name: idle
operator:
  name: idle
  cohorts: [{id: first, chip: h100, gpus: 100, price: 20e3, delivery_months: 2, life_months: 12,
    by_rule: true, threshold: 1000}]
  costs: {staff: 0}
  equity: {opening_cash: 0}
"""


def test_a_run_that_never_orders_has_a_memo(tmp_path: Path) -> None:
    scenario, out = tmp_path / "idle.yaml", tmp_path / "run"
    scenario.write_text(IDLE)
    given = ["--paths", "40", "--out", str(out), "-q", "--no-plots"]
    assert run_app(["run", str(scenario), *given]) == 0
    assert run_app(["memo", str(out), "--format", "md"]) == 0
    text = (out / "memo.md").read_text()
    assert "equity payback, median | not within horizon | not within horizon" in text
    assert "on no path simulated" in text
    assert not {"nan", "inf", "None"} & set(text.split())
