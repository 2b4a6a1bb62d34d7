"""Three real paths beside a memo: the ledgers are replays, the lines are their cash."""

import io
from pathlib import Path

import numpy as np
import pandas as pd
from finished import usual

import riskcloud
from riskcloud.memos.typical_paths import typical_files
from riskcloud.model.reading import read_yaml
from riskcloud.model.scenario import Scenario
from riskcloud.report.typical_paths import typical_paths
from riskcloud.risk.typical import PathCash
from tests.workbook.runs import SMALL


def test_ledgers_are_those_of_replay_and_there_is_one_of_each_kind(tmp_path: Path) -> None:
    run = riskcloud.simulate(read_yaml(SMALL, Scenario), paths=5120, out=tmp_path / "run")
    anatomy = run.anatomy()
    assert anatomy
    files = typical_files(run)
    assert {"memo-typical_paths.png", "memo-typical_paths.svg"} < set(files)
    assert [one.kind for one in anatomy.typical] == ["bad", "median", "good"]
    for one in anatomy.typical:
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
