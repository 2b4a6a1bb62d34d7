"""Three real paths beside a memo: the ledgers are replays, the lines are their cash."""

import io
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from finished import usual

import riskcloud
from riskcloud.memos.typical_paths import typical_files
from riskcloud.model.reading import read_yaml
from riskcloud.model.scenario import Scenario
from riskcloud.report.tail_anatomy import tail_anatomy_picture
from riskcloud.report.typical_paths import typical_paths
from riskcloud.risk.anatomy import anatomy
from riskcloud.risk.typical import PathCash
from tests.workbook.runs import SMALL


def test_ledgers_are_those_of_replay_and_there_is_one_of_each_kind(tmp_path: Path) -> None:
    run = riskcloud.simulate(read_yaml(SMALL, Scenario), paths=5120, out=tmp_path / "run")
    made = run.anatomy()
    assert made
    files = typical_files(run)
    pictures = {"memo-typical_paths", "memo-tail_anatomy"}
    assert {f"{name}.{kind}" for name in pictures for kind in ("png", "svg")} < set(files)
    assert [one.kind for one in made.typical] == ["bad", "median", "good"]
    for one in made.typical:
        ledger = pd.read_csv(io.BytesIO(files[f"memo-path-{one.kind}-{one.path}.csv"]))
        flows = run.replay(one.path)["equity_flow"].to_numpy()
        np.testing.assert_array_equal(ledger["equity_flow"].to_numpy(), flows)


def test_too_few_paths_have_no_such_files(tmp_path: Path) -> None:
    run = riskcloud.simulate(read_yaml(SMALL, Scenario), paths=256, out=tmp_path / "run")
    assert typical_files(run) == {}


def test_lines_are_cumulative_cash_in_the_unit_of_the_axis() -> None:
    months = np.arange(25.0)
    paths = [
        PathCash(kind, place, 0.0, scale * months, -2.0 * scale * months)
        for place, (kind, scale) in enumerate((("bad", -1e6), ("median", 1e6), ("good", 3e6)))
    ]
    equity, project = typical_paths(usual(200).summary, paths).figure().axes
    for ax, factor in ((equity, 1.0), (project, -2.0)):
        lines = [line for line in ax.lines if len(line.get_ydata()) == 25]
        assert "M USD" in ax.get_ylabel()
        for line, scale in zip(lines, (-1.0, 1.0, 3.0), strict=True):
            np.testing.assert_allclose(line.get_ydata(), factor * scale * months)


def test_bars_of_the_anatomy_add_up_to_the_gap() -> None:
    rng = np.random.default_rng(1)
    drivers = {f"operator.section.field_{k}": rng.standard_normal(6000) for k in range(14)}
    outcome = 1e8 * sum(value / (1 + k) for k, value in enumerate(drivers.values()))
    found = anatomy("equity_npv", outcome, drivers)
    assert found
    (ax,) = tail_anatomy_picture(usual(200).summary, found).figure().axes
    widths = [bar.get_width() for bar in ax.patches]
    gap = found.contributions.shortfall - found.contributions.mean
    assert "M USD" in ax.get_xlabel()
    assert sum(widths) == pytest.approx(gap / 1e6)
    assert len(widths) == 12
