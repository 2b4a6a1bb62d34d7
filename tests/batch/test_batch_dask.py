"""Batches on Dask: workers that come late, die, or lose their scheduler change no number."""

import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from small_batch import NAMES, changed_times, hashes, planned, run, write_plan

from riskcloud.batch.ledger import Ledger
from riskcloud.batch.queue import Result
from riskcloud.batch.running import Workers, dask_workers, perform, run_batch
from riskcloud.batch.track import Destination, Work
from riskcloud.batch.work import BlockWork
from riskcloud.engine import PoolLostError, dask
from riskcloud.engine.dask import DaskPool, connected
from riskcloud.kernels.lanes import BLOCK
from riskcloud.run.progress import Progress

distributed = pytest.importorskip(
    "distributed", reason="SKIPPED: no Dask here; pip install 'riskcloud[dask]' to test it"
)

PATHS = 2 * BLOCK + 5


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("whole")
    run(write_plan(folder, PATHS), folder / "out")
    return hashes(folder / "out")


def cluster_of(workers: int) -> Any:
    return distributed.LocalCluster(
        n_workers=workers, threads_per_worker=1, host="127.0.0.1", dashboard_address=None
    )


def on(client: Any) -> Workers:
    return Workers(1, lambda: nullcontext(DaskPool(client, perform)), shares_memory=False)


def perform_or_hang(work: Work) -> Result:
    """Hang in the first block there is; whoever has it the second time performs it."""
    if isinstance(work, BlockWork) and work.block.first_path == BLOCK:
        marker = work.order.parts.folder.parent / ".hanging"
        try:
            marker.touch(exist_ok=False)
        except FileExistsError:
            return perform(work)
        marker.write_text(str(os.getpid()))
        time.sleep(600)
    return perform(work)


def test_a_worker_killed_in_mid_task_loses_the_task_and_no_number(
    whole: dict[str, str], tmp_path: Path
) -> None:
    plan, cases = planned(write_plan(tmp_path, PATHS))
    with (
        cluster_of(2) as cluster,
        distributed.Client(cluster) as client,
        ThreadPoolExecutor() as by,
    ):
        killed = by.submit(kill_hanging, tmp_path / "out" / "scenario=one_none" / ".hanging")
        workers = Workers(
            2, lambda: nullcontext(DaskPool(client, perform_or_hang)), shares_memory=False
        )
        ended = run_batch(plan, cases[:1], Destination(tmp_path / "out"), workers)
        assert killed.result()
    assert ended.done == NAMES[:1]
    found = hashes(tmp_path / "out")
    assert found == {name: whole[name] for name in found}
    assert len(Ledger(tmp_path / "out").entries["one_none"].parts) == 3


def kill_hanging(marker: Path) -> bool:
    """Kill the process that the marker names."""
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        if marker.exists() and (pid := marker.read_text()):
            os.kill(int(pid), signal.SIGKILL)
            return True
        time.sleep(0.01)
    return False


def test_a_worker_killed_and_one_that_comes_late_change_no_number(
    whole: dict[str, str], tmp_path: Path
) -> None:
    plan, cases = planned(write_plan(tmp_path, PATHS))
    with cluster_of(1) as cluster, distributed.Client(cluster) as client:

        def disturb(now: Progress) -> None:
            if now.done == 1:
                cluster.scale(3)
            if now.done == 2:
                pids = client.run(os.getpid)
                os.kill(next(iter(pids.values())), signal.SIGKILL)

        ended = run_batch(plan, cases, Destination(tmp_path / "out"), on(client), disturb)
    assert sorted(ended.done) == NAMES
    assert hashes(tmp_path / "out") == whole
    parts = [line for e in Ledger(tmp_path / "out").entries.values() for line in e.parts.values()]
    assert len(parts) == len(changed_times(tmp_path / "out")) == 6


def test_a_lost_scheduler_is_told_and_the_batch_goes_on_elsewhere(
    whole: dict[str, str], tmp_path: Path
) -> None:
    plan, cases = planned(write_plan(tmp_path, PATHS))
    cluster = cluster_of(1)
    try:
        with connected(cluster.scheduler_address) as client:

            def lose(now: Progress) -> None:
                if now.done == 1:
                    cluster.close()

            with pytest.raises(PoolLostError, match="scheduler is gone"):
                run_batch(plan, cases, Destination(tmp_path / "out"), on(client), lose)
    finally:
        cluster.close()
    before = changed_times(tmp_path / "out")
    assert 1 <= len(before) < 6
    assert (
        sorted(run_batch(plan, cases, Destination(tmp_path / "out"), dask_workers(2)).done) == NAMES
    )
    assert hashes(tmp_path / "out") == whole
    after = changed_times(tmp_path / "out")
    assert {name: after[name] for name in before} == before


def test_a_scheduler_that_is_not_there_is_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dask, "_CONNECT_SECONDS", 1.0)
    plan, cases = planned(write_plan(tmp_path))
    workers = dask_workers(1, "tcp://127.0.0.1:9")
    with pytest.raises(PoolLostError, match=r"tcp://127\.0\.0\.1:9: no scheduler there"):
        run_batch(plan, cases, Destination(tmp_path / "out"), workers)
