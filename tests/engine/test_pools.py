"""Pools: every piece ends once, failures are results, closing leaves nothing running."""

import threading
import time
from collections.abc import Callable

import pytest

from riskcloud.engine import Done, Pool, SerialPool, ThreadPool

Make = Callable[[Callable[[int], int]], Pool[int, int]]
pools = pytest.mark.parametrize(
    "make",
    [SerialPool, lambda perform: ThreadPool(perform, 1), lambda perform: ThreadPool(perform, 4)],
    ids=["serial", "one thread", "four threads"],
)


def all_of(pool: Pool[int, int], pieces: int) -> list[Done[int, int]]:
    """Each piece put in as soon as there is room, and taken out."""
    waiting, ended = list(range(pieces)), []
    while waiting or pool.pending:
        while waiting and pool.room > 0:
            pool.put(waiting.pop(0))
        if done := pool.take(10.0):
            ended.append(done)
    return ended


@pools
def test_every_piece_ends_once_and_failures_are_results(make: Make) -> None:
    def perform(work: int) -> int:
        if work % 5 == 0:
            raise ValueError(work)
        return 2 * work

    ended = all_of(make(perform), 40)
    assert sorted(done.work for done in ended) == list(range(40))
    for done in ended:
        if done.work % 5 == 0:
            assert isinstance(done.error, ValueError)
        else:
            assert done.result == 2 * done.work


@pools
def test_what_is_done_first_is_handed_back_first(make: Make) -> None:
    pool = make(lambda work: time.sleep(0.2 * (work == 0)) or work)
    order = [done.work for done in all_of(pool, 6)]
    assert sorted(order) == list(range(6))
    if isinstance(pool, ThreadPool) and pool.room > 2:
        assert order[-1] == 0


@pools
def test_closing_waits_for_what_runs_and_starts_nothing(make: Make) -> None:
    started: list[int] = []

    def perform(work: int) -> int:
        started.append(work)
        time.sleep(0.05)
        return work

    pool = make(perform)
    while pool.room > 0:
        pool.put(pool.pending)
    late = pool.close()
    before = list(started)
    time.sleep(0.1)
    assert started == before
    assert sorted(done.work for done in late) == sorted(before)
    assert pool.pending == 0


def test_threads_run_at_the_same_time() -> None:
    meeting = threading.Barrier(3, timeout=10.0)
    pool: Pool[int, int] = ThreadPool(lambda work: meeting.wait(), 3)
    assert len(all_of(pool, 3)) == 3
