"""The command line in process: exit codes, one line an error, what is printed."""

import json
import logging
from importlib import metadata
from pathlib import Path

import pytest

from riskcloud.cli.app import COMMANDS, run_app

SMALL = """
name: small
operator:
  name: small
  cohorts: [{id: first, chip: h100, gpus: 100, price: 28000, delivery_months: 2, life_months: 12}]
"""


@pytest.fixture
def scenario(tmp_path: Path) -> Path:
    file = tmp_path / "small.yaml"
    file.write_text(SMALL)
    return file


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("cli")
    (root / "small.yaml").write_text(SMALL)
    options = ["--paths", "600", "--out", str(root / "run"), "--quiet", "--no-plots"]
    assert run_app(["run", str(root / "small.yaml"), *options]) == 0
    return root / "run"


def test_run_prints_figures_with_intervals_and_where_the_folder_is(
    scenario: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "run"
    assert run_app(["run", str(scenario), "--paths", "6e2", "--out", str(out)]) == 0
    printed = capsys.readouterr()
    for words in ("600 paths", "project IRR, median", "equity NPV", "95 % interval", str(out)):
        assert words in printed.out
    assert printed.err == ""  # no progress where no terminal is
    assert json.loads((out / "summary.json").read_text())["paths"] == 600


def test_pages_are_printed_when_asked(
    scenario: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = ["--paths", "600", "--out", str(tmp_path / "run")]
    assert run_app(["run", str(scenario), *out]) == 0
    assert "Committee's page" not in capsys.readouterr().out
    loan = ["--set", "operator.debt.loan_to_cost=0.5", "--pages"]
    out = ["--paths", "600", "--out", str(tmp_path / "lent")]
    assert run_app(["run", str(scenario), *out, *loan]) == 0
    printed = capsys.readouterr().out
    for words in ("Lender's page", "debt capacity at P(default) of 5 %", "end of the year"):
        assert words in printed
    assert printed.index("Lender's page") < printed.index("Committee's page")
    assert "sources: in all" in printed


def test_quiet_prints_the_folder_alone(
    scenario: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "run"
    assert run_app(["run", str(scenario), "--paths", "256", "--out", str(out), "-q"]) == 0
    assert capsys.readouterr().out == f"{out}\n"


def test_set_changes_a_field_and_the_digest(
    scenario: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    given = ["run", str(scenario), "--paths", "256", "-q", "--no-plots"]
    changes = ["--set", "operator.wacc=0.2", "--set", "operator.tax.rate={uniform: [0.2, 0.3]}"]
    assert run_app(given) == 0
    assert run_app([*given, *changes]) == 0
    plain, changed = capsys.readouterr().out.split()
    assert plain != changed
    assert plain.startswith("runs/small-")
    manifest = json.loads((tmp_path / changed / "manifest.json").read_text())
    assert manifest["scenario"]["operator"]["wacc"] == 0.2
    assert manifest["scenario"]["operator"]["tax"]["rate"] == {"uniform": [0.2, 0.3]}


BAD_RUNS = [
    (["--paths", "1e15"], "paths: found 1000000000000000, expected at most"),
    (["--paths", "many"], 'found "many", expected a whole number'),
    (["--paths", "1.5"], 'found "1.5", expected a whole number'),
    (["--paths", "nan"], 'found "nan", expected a whole number'),
    (["--paths", "0"], "paths: found 0"),
    (["--seed", "-1"], "seed: found -1"),
    (["--threads", "0"], "threads: found 0"),
    (["--keep", "everything"], 'found "everything", expected inputs'),
    (["--outt", "x"], "--outt"),
    (["--set", "operator.waccc=0.1"], "did you mean wacc?"),
    (["--set", "operator.wacc"], "path.to.field=value"),
    (["--set", "operator.wacc=nan"], "wacc"),
    (["--set", "operator.cohorts.first.gpus=-5"], "gpus"),
]


@pytest.mark.parametrize(("options", "message"), BAD_RUNS)
def test_a_bad_option_is_one_line_and_exit_2(
    scenario: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    options: list[str],
    message: str,
) -> None:
    assert run_app(["run", str(scenario), "--out", str(tmp_path / "r"), *options]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert message in printed.err
    assert printed.err.count("\n") == 1
    assert not (tmp_path / "r").exists()


def test_a_folder_that_is_no_run_is_refused(
    scenario: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_app(["run", str(scenario), "--paths", "256", "--out", str(tmp_path)]) == 2
    assert "expected a run or no files" in capsys.readouterr().err
    assert run_app(["replay", str(tmp_path), "--path", "1"]) == 2
    assert "is a run folder?" not in capsys.readouterr().out


def test_a_damaged_part_fails_with_exit_1(run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    manifest = run / "manifest.json"
    whole = manifest.read_text()
    manifest.write_text("{")
    try:
        assert run_app(["replay", str(run), "--path", "1"]) == 1
    finally:
        manifest.write_text(whole)
    assert "manifest.json: not readable as JSON" in capsys.readouterr().err


def test_replay_prints_named_columns(run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    columns = "chip.*.price,utilisation_noise"
    assert run_app(["replay", str(run), "--path", "599", "--columns", columns]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].split() == ["month", "chip.h100.price", "utilisation_noise"]
    assert lines[3].split()[0] == "0"


def test_replay_writes_every_column_to_csv(run: Path, tmp_path: Path) -> None:
    import pandas as pd

    import riskcloud

    file = tmp_path / "path.csv"
    assert run_app(["replay", str(run), "--path", "7", "--csv", str(file)]) == 0
    written = pd.read_csv(file, index_col="month")
    pd.testing.assert_frame_equal(written, riskcloud.replay(run, 7), check_dtype=False, rtol=1e-15)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--path", "600"], "path: found 600, expected 0 to 599"),
        (["--path", "-1"], "path: found -1"),
        (["--path", "1", "--columns", "utilisation_nois"], "did you mean utilisation_noise?"),
    ],
)
def test_a_bad_replay_is_one_line(
    run: Path, capsys: pytest.CaptureFixture[str], options: list[str], message: str
) -> None:
    assert run_app(["replay", str(run), *options]) == 2
    printed = capsys.readouterr()
    assert message in printed.err
    assert printed.err.count("\n") == 1


def test_validate_says_what_is_good_and_what_is_not(
    scenario: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text(SMALL.replace("gpus: 100", "gpus: -100").replace("price", "prise"))
    assert run_app(["validate", str(scenario)]) == 0
    assert "scenario, good" in capsys.readouterr().out
    assert run_app(["validate", str(scenario), str(bad), str(tmp_path / "none.yaml")]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert [line for line in lines if f"{bad}:5" in line and "prise" in line]
    assert [line for line in lines if "gpus" in line]
    assert lines[-1].startswith(f"{tmp_path / 'none.yaml'}: ")


def test_validate_knows_a_market_from_an_operator(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    market, operator = tmp_path / "market.yaml", tmp_path / "operator.yaml"
    market.write_text("tightness: {volatility: 0.2}\n")
    operator.write_text("name: bare\nwacc: {normal: {mean: 0.1, sd: 0.02}, min: 0.05, max: 1}\n")
    assert run_app(["validate", str(market), str(operator)]) == 0
    printed = capsys.readouterr().out
    assert f"{market}: market, good" in printed
    assert f"{operator}: operator, good" in printed
    assert "wacc: bounds clip 0.62 %" in printed


def test_explain_and_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_app(["explain"]) == 0
    assert "operator" in capsys.readouterr().out
    assert run_app(["explain", "operator.wacc"]) == 0
    assert "1/year" in capsys.readouterr().out
    assert run_app(["explain", "market.chips.gb300.kw"]) == 0
    assert "shipped:      1.9\n" in capsys.readouterr().out
    assert run_app(["explain", "market.chips.kw"]) == 0
    assert "shipped:      h100: 1.28; h200: 1.28" in capsys.readouterr().out
    assert run_app(["explain", "operator.wac"]) == 2
    assert "did you mean wacc?" in capsys.readouterr().err
    assert run_app(["schema"]) == 0
    assert "operator" in json.loads(capsys.readouterr().out)["properties"]


def test_no_command_shows_the_help_and_an_unknown_one_is_refused(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run_app([]) == 0
    assert "riskcloud run configs/scenarios" in capsys.readouterr().out
    assert run_app(["rum"]) == 2
    assert "rum" in capsys.readouterr().err


def test_the_list_of_commands_is_read_whole(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_app(["--help"]) == 0
    shown = capsys.readouterr().out
    assert all(words in shown for words in COMMANDS.values())


def test_the_version_is_that_of_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_app(["--version"]) == 0
    assert capsys.readouterr().out == f"riskcloud {metadata.version('riskcloud')}\n"


def test_a_cpu_without_fma_is_warned_of_once(
    scenario: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr("riskcloud.run.simulation.has_fma", lambda: False)
    with caplog.at_level(logging.WARNING):
        assert run_app(["run", str(scenario), "--paths", "256", "--out", str(tmp_path / "r")]) == 0
    assert [record.message for record in caplog.records] == [
        "this CPU has no fused multiply-add: slower, same numbers"
    ]
