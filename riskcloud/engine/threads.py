"""Blocks over threads of one process: the kernel holds no GIL."""

import os
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue
from typing import TypeAlias

from riskcloud.engine.blocks import Block
from riskcloud.engine.executor import BlockError, Result, Task

# Two blocks a worker: one that runs, one that waits to run or to be yielded.
_BLOCKS_A_WORKER = 2

_Ended: TypeAlias = SimpleQueue[tuple[Block, Future[Result]]]
"""Blocks that are done or have failed, as they end."""


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
        pending: deque[Future[Result]] = deque()
        ended: _Ended[Result] = SimpleQueue()

        def submit_next() -> None:
            block = next(waiting, None)
            if block is not None:
                future = pool.submit(run, block)
                pending.append(future)
                future.add_done_callback(lambda future: ended.put((block, future)))

        try:
            for _ in range(_BLOCKS_A_WORKER * self.workers):
                submit_next()
            while pending:
                _wait_for(pending[0], ended)
                yield pending.popleft().result()  # it may be large and is the caller's now
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


def _wait_for(first: Future[Result], ended: _Ended[Result]) -> None:
    """Return when a block is done; raise as soon as any has failed.

    Not by `concurrent.futures.wait`: it takes the locks of all futures in a loop, and Control-C
    in the middle of it leaves them taken, so that the workers wait for them for ever.
    """
    while not (first.done() and ended.empty()):
        block, future = ended.get()
        error = future.exception()
        if error is not None:
            raise BlockError(block, error) from error
