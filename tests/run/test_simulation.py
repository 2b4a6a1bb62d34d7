"""One scenario and seed: the same outcomes for any threads, order, interruption, length."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from conftest import PATHS, SMALL

import riskcloud
from riskcloud.columns import OUTCOMES
from riskcloud.engine import blocks
from riskcloud.kernels.lanes import BLOCK
from riskcloud.model.scenario import Scenario
from riskcloud.outcomes import MismatchError, RunFolder, content_hash, read_chunks
from riskcloud.run import RunRefusedError
from riskcloud.run.identity import identity_of
from riskcloud.run.lanes import drawn_inputs

NAMES = [column.name for column in OUTCOMES]


def hash_of(folder: Path, paths: int) -> str:
    parts = RunFolder(folder).parts
    return content_hash(read_chunks(parts, blocks(0, paths), NAMES), OUTCOMES)


def test_threads_change_neither_outcomes_nor_summary(
    scenario: Scenario, result: riskcloud.Result, tmp_path: Path
) -> None:
    riskcloud.simulate(scenario, paths=PATHS, seed=5, threads=1, out=tmp_path / "one")
    assert hash_of(tmp_path / "one", PATHS) == hash_of(result.folder, PATHS)
    ours, theirs = (f / "summary.json" for f in (tmp_path / "one", result.folder))
    assert ours.read_bytes() == theirs.read_bytes()


@pytest.mark.parametrize("paths", [1, 255, 256, 257, BLOCK - 1, BLOCK + 1])
def test_a_shorter_run_is_the_start_of_a_longer_one(
    scenario: Scenario, result: riskcloud.Result, tmp_path: Path, paths: int
) -> None:
    riskcloud.simulate(scenario, paths=paths, seed=5, out=tmp_path)
    assert hash_of(tmp_path, paths) == hash_of(result.folder, paths)


def test_raised_paths_keep_full_blocks_and_end_like_a_run_at_once(
    scenario: Scenario, result: riskcloud.Result, tmp_path: Path
) -> None:
    riskcloud.simulate(scenario, paths=BLOCK, seed=5, out=tmp_path)
    first = tmp_path / "outcomes" / "part-000000000000.parquet"
    before = first.stat().st_mtime_ns
    riskcloud.simulate(scenario, paths=PATHS, seed=5, out=tmp_path)
    assert first.stat().st_mtime_ns == before
    assert (tmp_path / "summary.json").read_bytes() == (result.folder / "summary.json").read_bytes()


def test_a_killed_run_leaves_whole_parts_and_is_resumed(
    result: riskcloud.Result, scenario: Scenario, tmp_path: Path
) -> None:
    file, folder = tmp_path / "small.yaml", tmp_path / "run"
    file.write_text(SMALL)
    paths = 6 * BLOCK
    options = ["--paths", str(paths), "--seed", "5", "--threads", "1", "--out", str(folder)]
    command = [sys.executable, "-m", "riskcloud", "run", str(file), *options]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 120
    while not list(folder.glob("outcomes/part-*.parquet")) and time.monotonic() < deadline:
        time.sleep(0.01)
    os.kill(process.pid, signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    left = sorted(folder.glob("outcomes/part-*.parquet"))
    assert 0 < len(left) < 6
    assert not (folder / "summary.json").exists()
    assert hash_of(folder, len(left) * BLOCK)  # every part under its final name is whole
    riskcloud.simulate(scenario, paths=paths, seed=5, out=folder)
    assert hash_of(folder, PATHS) == hash_of(result.folder, PATHS)
    assert not list(folder.glob("outcomes/.*.tmp"))


def test_kept_inputs_are_those_that_were_drawn(scenario: Scenario, tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    kept = riskcloud.simulate(scenario, paths=300, seed=5, out=tmp_path, keep_inputs=True)
    table = pq.read_table(tmp_path / "inputs" / "part-000000000000.parquet")
    path = "operator.cohorts.first.price"
    place = [one.path for one in kept.compiled.uncertain].index(path)
    stored = table[path].to_numpy()
    np.testing.assert_array_equal(stored, drawn_inputs(kept.compiled, 0, 300)[place])
    assert stored.min() > 24_000.0
    assert stored.max() < 30_000.0
    assert len(np.unique(stored)) == 300


def test_a_folder_of_another_seed_is_refused(scenario: Scenario, result: riskcloud.Result) -> None:
    with pytest.raises(MismatchError, match="seed: 5, 6"):
        riskcloud.simulate(scenario, paths=256, seed=6, out=result.folder)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"paths": 10**15}, "paths: found 1000000000000000, expected at most"),
        ({"paths": 0}, "paths: found 0, expected 1 or more"),
        ({"threads": -1}, "threads: found -1, expected 1 or more"),
        ({"seed": 2**64}, "seed: found 18446744073709551616"),
    ],
)
def test_what_cannot_be_run_is_refused_before_a_folder_is_made(
    scenario: Scenario, tmp_path: Path, options: dict[str, int], message: str
) -> None:
    with pytest.raises(RunRefusedError, match=message):
        riskcloud.simulate(scenario, out=tmp_path / "new", **options)
    assert not (tmp_path / "new").exists()


def test_the_digest_covers_what_changes_a_path_and_nothing_else(scenario: Scenario) -> None:
    def digest(**changed: object) -> str:
        return identity_of(scenario.model_copy(update=changed), 5).digest

    run, operator = scenario.run, scenario.operator
    same = digest()
    assert digest(name="other") == same
    assert digest(run=run.model_copy(update={"paths": 7})) == same
    assert digest(operator=operator.model_copy(update={"name": "other"})) == same
    assert digest(run=run.model_copy(update={"horizon_months": scenario.horizon})) == same
    assert digest(run=run.model_copy(update={"horizon_months": scenario.horizon + 1})) != same
    assert digest(operator=operator.model_copy(update={"wacc": 0.13})) != same
    assert identity_of(scenario, 6).digest != same
