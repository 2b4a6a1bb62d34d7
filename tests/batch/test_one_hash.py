"""One result over executors, numbers of workers, sizes of tasks and orders of scenarios."""

from pathlib import Path

import numpy as np
import pytest
from small_batch import NAMES, hashes, planned, run, run_cases, write_plan

from riskcloud.batch.running import Workers, dask_workers, local_workers
from riskcloud.engine.dask import is_installed
from riskcloud.kernels.lanes import BLOCK

PATHS = BLOCK + 300

needs_dask = pytest.mark.skipif(
    not is_installed(), reason="SKIPPED: no Dask here; pip install 'riskcloud[dask]' to test it"
)


@pytest.fixture(scope="module")
def one_thread(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Hashes of the batch on one thread, in the plan's order."""
    folder = tmp_path_factory.mktemp("one-thread")
    assert run(write_plan(folder, PATHS), folder / "out").done == NAMES
    return hashes(folder / "out")


def shuffled(folder: Path, workers: Workers, seed: int) -> dict[str, str]:
    plan, cases = planned(write_plan(folder, PATHS))
    np.random.default_rng(seed).shuffle(cases)
    assert sorted(run_cases(plan, cases, folder / "out", workers).done) == NAMES
    return hashes(folder / "out")


@pytest.mark.parametrize("threads", range(1, 9))
def test_threads(one_thread: dict[str, str], tmp_path: Path, threads: int) -> None:
    assert shuffled(tmp_path, local_workers(threads), threads) == one_thread


@needs_dask
@pytest.mark.parametrize("workers", [1, 2, 3])
def test_dask_workers(one_thread: dict[str, str], tmp_path: Path, workers: int) -> None:
    assert shuffled(tmp_path, dask_workers(workers), workers) == one_thread


@pytest.mark.parametrize("counts", [(1, 257, 700), (300, BLOCK - 1, BLOCK, BLOCK + 1)])
def test_sizes_of_tasks(
    one_thread: dict[str, str], tmp_path: Path, counts: tuple[int, ...]
) -> None:
    """A block's first path is fixed, how many paths of it are one task is not."""
    for count in (*counts, PATHS):
        assert run(write_plan(tmp_path, count), tmp_path / "out").done == NAMES
    assert hashes(tmp_path / "out") == one_thread
