"""Pieces of work: a block, a look at the precision reached, a scenario's figures.

Each is plain data with all that it needs, so that it can be performed by any thread of any
process that reaches the parts.  It may be performed twice, by two workers: the files are the
same bytes.
"""

import logging
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from riskcloud.compilation import Compiled, compile_scenario
from riskcloud.engine import Block, Task
from riskcloud.outcomes import DamagedError, MismatchError, Parts, summary_bytes
from riskcloud.run.block_task import block_task
from riskcloud.run.identity import identity_of
from riskcloud.run.job import Job
from riskcloud.run.reading_back import count_stored
from riskcloud.run.summarise import summarise
from riskcloud.run.tally import Tally

_log = logging.getLogger(__name__)

_MOST_COMPILED = 4
"""Scenarios kept compiled in a process: blocks of a few are in flight at the same time."""


@dataclass(frozen=True)
class Order:
    """A scenario as workers know it.

    tally: counts blocks as they are simulated, where workers share memory; else None.
    """

    name: str
    job: Job
    parts: Parts
    tally: Tally | None

    @property
    def digest(self) -> str:
        return self.parts.tags["riskcloud.digest"]

    def compiled(self) -> Compiled:
        """The scenario's arrays, made once a process.

        Raises MismatchError if this process has another version of the model.
        """
        with _lock:
            if self.digest not in _compiled:
                self._refuse_other_version()
                while len(_compiled) >= _MOST_COMPILED:
                    del _compiled[next(iter(_compiled))]
                _compiled[self.digest] = compile_scenario(self.job.scenario)
            return _compiled[self.digest]

    def _refuse_other_version(self) -> None:
        asked = self.job.identity
        here = identity_of(self.job.scenario, asked.seed)
        if here.digest != asked.digest:
            raise MismatchError(
                f"{socket.gethostname()}: this worker would give other paths; first difference"
                f" (plan, worker) {asked.first_difference(here)}"
            )


@dataclass(frozen=True)
class BlockDone:
    """What is left of a block: its part's size and mark of change, and how it came about.

    seconds: in the kernel.  is_new: simulated now, and not found on disk whole.
    """

    bytes: int
    changed: int
    count: int
    seconds: float
    is_new: bool


@dataclass(frozen=True)
class BlockWork:
    """Simulate a block, unless its part is there and whole."""

    order: Order
    block: Block

    def perform(self) -> BlockDone:
        """Raises MismatchError for a part of another run."""
        parts, first = self.order.parts, self.block.first_path
        is_new, seconds = not self._is_done(), 0.0
        if is_new:
            seconds = _task(self.order)(self.block)
        stamp = parts.stamp(first)
        if stamp is None:
            raise DamagedError(f"part of path {first}: gone as soon as it was written")
        tally = self.order.tally
        if tally and self.block in tally.kept:
            parts.uncache(first)  # the figures are made of what is kept
        return BlockDone(stamp.bytes, stamp.changed, self.block.count, seconds, is_new)

    def _is_done(self) -> bool:
        try:
            return self.order.parts.is_done(self.block)
        except DamagedError as error:
            _log.warning("%s; computed again", error)
            return False


@dataclass(frozen=True)
class FinishDone:
    """What summary.json is to hold, which the owner of the folder writes, and seconds."""

    summary: bytes
    seconds: float


@dataclass(frozen=True)
class FinishWork:
    """Make the figures of a scenario whose blocks are all stored.

    counted: first paths of the blocks that the order's tally has.
    """

    order: Order
    counted: frozenset[int]

    def perform(self) -> FinishDone:
        """Raises DamagedError for a part that is not whole."""
        start = time.perf_counter()
        order, job = self.order, self.order.job
        tally, counted = order.tally, self.counted
        if tally is None:
            tally, counted = Tally(), frozenset()
        stored = [block for block in job.blocks() if block.first_path not in counted]
        count_stored(order.parts, stored, tally)
        summary = summarise(
            job.scenario.name, job.identity, order.compiled(), order.parts, job.blocks(), tally
        )
        return FinishDone(summary_bytes(summary.as_json()), time.perf_counter() - start)


_lock = threading.Lock()
_compiled: dict[str, Compiled] = {}
_thread = threading.local()


def _task(order: Order) -> Task[float]:
    """The block task of an order: made, with its work space, once a thread and order."""
    made_for: Order | None = getattr(_thread, "order", None)
    if made_for is None or made_for.tally is not order.tally or made_for.parts != order.parts:
        make: Callable[[], Task[float]] = block_task(order.compiled(), order.parts, order.tally)
        _thread.task, _thread.order = make(), order
    task: Task[float] = _thread.task
    return task
