"""What every executor promises.

An executor maps a task over blocks.  It writes nothing and folds nothing: the task
does its own writing, and the caller folds results, which come in block order.

A task needs work space of some MB, so an executor is given ``make_task`` and calls it
once a worker, in that worker; the task it returns is then called for block after block.
Serial and threads are here; Dask, whose workers are other processes, takes the same
``make_task`` (which must then pickle) and has its place beside them.
"""

from collections.abc import Callable, Generator, Iterable
from typing import Protocol, TypeVar

from riskcloud.engine.blocks import Block

Result = TypeVar("Result")
Task = Callable[[Block], Result]


class BlockError(Exception):
    """A task failed.  Names the block; the task's own exception is ``__cause__``."""

    def __init__(self, block: Block, cause: BaseException) -> None:
        super().__init__(f"{block}: {type(cause).__name__}: {cause}")
        self.block = block


class Executor(Protocol):
    """Runs a task over blocks on a number of workers."""

    @property
    def workers(self) -> int: ...

    def map(
        self, make_task: Callable[[], Task[Result]], blocks: Iterable[Block]
    ) -> Generator[Result, None, None]:
        """Yield ``task(block)`` for each block, in the order of ``blocks``.

        At most two blocks a worker are started or finished and not yet yielded.  The
        first failure seen stops the map: BlockError at once, whatever the order.
        Closing the generator, or an exception thrown at it, cancels every block that
        has not started and waits for those that have, so that no task outlives the
        map.  Hold it in ``contextlib.closing`` where the caller may stop half way.
        """
        ...
