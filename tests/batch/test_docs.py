"""What docs/batches.md shows is run: the plan, the queries, the options; Python at least parses."""

import re
from pathlib import Path

import pytest
from small_batch import NAMES, planned, run, write_plan
from typer.main import get_command

from riskcloud.cli.app import app

ROOT = Path(__file__).parents[2]
PAGES = [(ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "docs/batches.md")]
PAGE = PAGES[1]


def snippets(kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


@pytest.fixture
def tonight(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A batch at runs/tonight of the working folder."""
    out = tmp_path / "runs" / "tonight"
    run(write_plan(tmp_path), out)
    monkeypatch.chdir(tmp_path)
    return out


def test_the_plan_reads(tmp_path: Path) -> None:
    [plan, stop] = snippets("yaml")
    file = tmp_path / "plan.yaml"
    file.write_text(plan.replace("../", f"{ROOT}/configs/") + stop)
    read, cases = planned(file)
    assert read.stop is not None
    assert len(cases) == 8 + 4
    assert cases[0].name == "neocloud_contract-price-70_none"
    assert cases[4].job.identity.seed == 2


def test_duckdb_reads_a_batch_as_one_table(tonight: Path) -> None:
    duckdb = pytest.importorskip("duckdb", reason="SKIPPED: no DuckDB here")
    [queries] = snippets("sql")
    paths, figures = (duckdb.sql(query).fetchall() for query in queries.split(";\n\n"))
    assert {(name, count) for name, count, _ in paths} == {(name, 600) for name in NAMES}
    assert all(low <= value <= high for _, value, low, high in figures)
    assert [row[0] for row in figures] == NAMES


def test_pandas_reads_a_batch_as_one_table(tonight: Path) -> None:
    import pandas as pd

    found: dict[str, pd.DataFrame] = {}
    exec(snippets("python")[0], found)
    assert len(found["paths"]) == 2 * 600
    assert list(found["worst"].index) == NAMES
    means = found["paths"].groupby("scenario", observed=True).equity_npv.mean()
    figures = found["figures"]
    summary = figures[figures.metric == "equity_npv"].set_index("scenario")["value"]
    assert summary.to_dict() == pytest.approx(means.to_dict())
    assert list(found["npv"].columns) == ["none", "stress"]


def test_python_of_other_programs_parses() -> None:
    for snippet in snippets("python")[1:]:
        compile(snippet, "docs/batches.md", "exec")


def test_every_option_of_the_examples_exists() -> None:
    commands = get_command(app).commands  # type: ignore[attr-defined]
    shown = 0
    text = re.sub(r"\$\([^)]*\)", "", "".join(PAGES))  # other programs' options
    for command, words in re.findall(r"riskcloud (batch|status|changes)\b([^\n`]*)", text):
        known = {name for option in commands[command].params for name in option.opts}
        for option in re.findall(r"(?<=\s)--?[a-z][a-z-]*", words):
            assert option in known, f"riskcloud {command} {option}"
            shown += 1
    assert shown > 10
