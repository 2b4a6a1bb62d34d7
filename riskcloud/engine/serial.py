"""One block after another, in the calling thread."""

from collections.abc import Callable, Generator, Iterable

from riskcloud.engine.blocks import Block
from riskcloud.engine.executor import BlockError, Result, Task


class Serial:
    """The plainest executor: what the others are tested against."""

    workers = 1

    def map(
        self, make_task: Callable[[], Task[Result]], blocks: Iterable[Block]
    ) -> Generator[Result, None, None]:
        """See Executor.map.  A block is run when its result is asked for."""
        task: Task[Result] | None = None
        for block in blocks:
            try:
                task = task or make_task()
                result = task(block)
            except Exception as error:
                raise BlockError(block, error) from error
            yield result
