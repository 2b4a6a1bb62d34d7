"""Blocks over threads of one process: the kernel holds no GIL."""

import os
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

from riskcloud.engine.blocks import Block
from riskcloud.engine.executor import BlockError, Result, Task

# Two blocks a worker: one that runs, one that waits to run or to be yielded.
_BLOCKS_A_WORKER = 2


def available_cpus() -> int:
    """Number of CPUs that this process may use."""
    if hasattr(os, "sched_getaffinity"):  # not on macOS
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Threads:
    """Runs blocks on ``workers`` threads."""

    def __init__(self, workers: int) -> None:
        if workers < 1:
            raise ValueError(f"{workers} threads, expected 1 or more")
        self.workers = workers

    def map(
        self, make_task: Callable[[], Task[Result]], blocks: Iterable[Block]
    ) -> Generator[Result, None, None]:
        """See Executor.map."""
        run = _once_a_thread(make_task)
        pool = _started_pool(self.workers)
        waiting = iter(blocks)
        pending: deque[tuple[Block, Future[Result]]] = deque()

        def submit_next() -> None:
            block = next(waiting, None)
            if block is not None:
                pending.append((block, pool.submit(run, block)))

        try:
            for _ in range(_BLOCKS_A_WORKER * self.workers):
                submit_next()
            while pending:
                _wait_for_first(pending)
                _, future = pending.popleft()
                yield future.result()
                del future  # the result may be large and is the caller's now
                submit_next()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _started_pool(workers: int) -> ThreadPoolExecutor:
    """A pool whose threads all run already.

    Control-C while a thread is being started leaves it behind, unknown to the pool, and Python
    waits for it for ever: none may start once there is work to interrupt.
    """
    pool = ThreadPoolExecutor(workers, thread_name_prefix="riskcloud")
    all_run = threading.Barrier(workers + 1)
    for _ in range(workers):
        pool.submit(all_run.wait)
    all_run.wait()
    return pool


def _once_a_thread(make_task: Callable[[], Task[Result]]) -> Task[Result]:
    """A task that makes the real one, with its work space, in each thread's first call."""
    local = threading.local()

    def run(block: Block) -> Result:
        if not hasattr(local, "task"):
            local.task = make_task()
        task: Task[Result] = local.task
        return task(block)

    return run


def _wait_for_first(pending: deque[tuple[Block, "Future[Result]"]]) -> None:
    """Return when the first pending block is done; raise as soon as any has failed."""
    while True:
        done = [item for item in pending if item[1].done()]
        for block, future in done:
            error = future.exception()
            if error is not None:
                raise BlockError(block, error) from error
        if done and done[0] is pending[0]:
            return
        wait([future for _, future in pending if not future.done()], return_when=FIRST_COMPLETED)
