"""Pools in this process: one thread, or several."""

from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from queue import Empty, SimpleQueue
from typing import Generic

from riskcloud.engine.pool import PIECES_A_WORKER, Done, Result, Work


class SerialPool(Generic[Work, Result]):
    """Performs a piece when a result is asked for, in the calling thread."""

    def __init__(self, perform: Callable[[Work], Result]) -> None:
        self._perform = perform
        self._waiting: deque[Work] = deque()

    @property
    def room(self) -> int:
        return 1 - len(self._waiting)

    @property
    def pending(self) -> int:
        return len(self._waiting)

    def put(self, work: Work) -> None:
        """See Pool.put."""
        self._waiting.append(work)

    def take(self, seconds: float) -> Done[Work, Result] | None:
        """See Pool.take."""
        return attempt(self._perform, self._waiting.popleft()) if self._waiting else None

    def close(self) -> list[Done[Work, Result]]:
        """See Pool.close."""
        self._waiting.clear()
        return []


class ThreadPool(Generic[Work, Result]):
    """Performs pieces on ``workers`` threads: the kernel holds no GIL."""

    def __init__(self, perform: Callable[[Work], Result], workers: int) -> None:
        self._perform = perform
        self._workers = workers
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="riskcloud")
        self._done: SimpleQueue[Done[Work, Result]] = SimpleQueue()
        self._pending = 0

    @property
    def room(self) -> int:
        return PIECES_A_WORKER * self._workers - self._pending

    @property
    def pending(self) -> int:
        return self._pending

    def put(self, work: Work) -> None:
        """See Pool.put."""
        self._pending += 1
        self._pool.submit(lambda: self._done.put(attempt(self._perform, work)))

    def take(self, seconds: float) -> Done[Work, Result] | None:
        """See Pool.take."""
        try:
            done = self._done.get(timeout=seconds)
        except Empty:
            return None
        self._pending -= 1
        return done

    def close(self) -> list[Done[Work, Result]]:
        """See Pool.close."""
        self._pool.shutdown(wait=True, cancel_futures=True)
        ended = []
        while not self._done.empty():
            ended.append(self._done.get())
        self._pending = 0
        return ended


def attempt(perform: Callable[[Work], Result], work: Work) -> Done[Work, Result]:
    """A piece performed; an exception is its result."""
    try:
        return Done(work, perform(work))
    except Exception as error:
        return Done(work, error=error)
