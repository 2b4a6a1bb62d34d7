"""An outcome that no float can hold ends a command with a line, before it is stored."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from test_commands import SMALL

from riskcloud.cli.app import run_app
from riskcloud.columns import INDEX
from riskcloud.kernels.simulate import simulate_block

NAMED = "equity_npv: found an infinite value on path 300 of seed 5, expected inputs that keep it"


def spoiling(simulate: Callable[..., bool]) -> Callable[..., bool]:
    """The kernel, but path 300 has an infinite NPV of equity, path 301 another column too."""

    def spoilt(first: Any, count: Any, inputs: Any, layout: Any, work: Any, outcomes: Any) -> bool:
        simulate(first, count, inputs, layout, work, outcomes)
        outcomes[INDEX["equity_npv"], 300] = -np.inf
        outcomes[INDEX["project_npv"], 301] = np.inf
        return True

    return spoilt


@pytest.fixture
def scenario(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    where = "riskcloud.run.block_outcomes.simulate_block"
    monkeypatch.setattr(where, spoiling(simulate_block))
    file = tmp_path / "small.yaml"
    file.write_text(SMALL)
    return file


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("command", ["run", "sensitivity", "breakeven"])
def test_an_infinite_outcome_is_one_line(
    tmp_path: Path, scenario: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    out = tmp_path / "out"
    options = ["--paths", "600", "--seed", "5", "--threads", "1", "--out", str(out)]
    assert run_app([command, str(scenario), *options]) == 1
    [line] = capsys.readouterr().err.splitlines()
    assert line.startswith(NAMED)
    assert not list(out.glob("outcomes/part-*"))
