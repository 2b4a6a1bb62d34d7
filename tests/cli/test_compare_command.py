"""``riskcloud compare`` in process: tables, files, exit codes."""

import json
from pathlib import Path

import pytest

from riskcloud.cli.app import run_app

OPERATOR = """
name: {name}
cohorts:
  - {{id: first, chip: h100, gpus: 100, price: {price}, delivery_months: 2, life_months: 12}}
"""


@pytest.fixture
def operators(tmp_path: Path) -> list[str]:
    files = []
    for name, price in (("cheap", 20_000), ("dear", 28_000)):
        file = tmp_path / f"{name}.yaml"
        file.write_text(OPERATOR.format(name=name, price=price))
        files.append(str(file))
    (tmp_path / "market.yaml").write_text("name: for tests\n")
    return [*files, "--market", str(tmp_path / "market.yaml"), "--paths", "600"]


def test_tables_files_and_pictures(
    operators: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert run_app(["compare", *operators, "--out", str(out)]) == 0
    printed = capsys.readouterr()
    for words in (
        "2 operators on the same 600 paths, market for tests",
        "cheap: hurdle of the project wacc 10.00 %, of equity cost of equity 18.00 %",
        "P(project IRR at or above wacc)",
        "less cheap",
        "correlation",
        f"plots: {out / 'plots'} (2 pictures, PNG and SVG)",
    ):
        assert words in printed.out
    assert printed.err == ""
    assert json.loads((out / "comparison.json").read_text())["base"] == "cheap"
    assert {file.name for file in (out / "plots").iterdir()} == {
        f"{name}.{kind}" for name in ("operators", "median_tail") for kind in ("png", "svg")
    }
    assert (out / "operator=dear" / "summary.json").exists()


def test_quiet_prints_the_folder_alone(
    operators: list[str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run_app(["compare", *operators, "--quiet", "--no-plots"]) == 0
    folder = capsys.readouterr().out.strip()
    assert folder.startswith("runs/compare-")
    assert not (tmp_path / folder / "plots").exists()


def test_one_that_fails_is_exit_3_and_all_that_fail_exit_1(
    operators: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ["compare", *operators, "--out", str(tmp_path / "out"), "--no-plots"]
    for name, code in (("dear", 3), ("cheap", 1)):
        (tmp_path / "out" / f"operator={name}").mkdir(parents=True, exist_ok=True)
        for old in (tmp_path / "out" / f"operator={name}").glob("*.json"):
            old.unlink()
        (tmp_path / "out" / f"operator={name}" / "notes.txt").write_text("not a run")
        assert run_app(given) == code
        err = capsys.readouterr().err
        assert f"{name}: " in err
        assert "notes.txt" in err
        assert "Traceback" not in err


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--paths", "1e15"], "paths of all operators: found 2000000000000000, expected at most"),
        (["--threads", "0"], "threads: found 0"),
        (["--seed", "-1"], "seed: found -1"),
        (["--set", "operator.waccc=0.1"], "did you mean wacc?"),
        (["--market", "nowhere.yaml"], '"nowhere.yaml" (No such file'),
        (["nobody"], 'found "nobody", expected a file or'),
        (["nobody.yaml"], "nobody.yaml"),
    ],
)
def test_bad_input_is_one_line_and_exit_2(
    operators: list[str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    options: list[str],
    message: str,
) -> None:
    assert run_app(["compare", *operators, "--out", str(tmp_path / "o"), *options]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert message in printed.err
    assert printed.err.count("\n") == 1
    assert not (tmp_path / "o").exists()


def test_a_bad_operator_file_is_told_with_its_line(
    operators: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "dear.yaml"
    bad.write_text(bad.read_text().replace("gpus: 100", "gpus: -1"))
    assert run_app(["compare", *operators]) == 2
    assert f"{bad}:4: " in capsys.readouterr().err
