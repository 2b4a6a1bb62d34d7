"""What every pool promises: work in, results out as they come.

A map over blocks (`Executor`) knows all its work before it starts and fails as a whole.  A
batch does not: a scenario's blocks may be followed by its summary, a block that failed by
another attempt.  So a pool is given work piece by piece, hands back whatever is done first,
and a piece that fails is a result like any other.
"""

from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

Work = TypeVar("Work")
Result = TypeVar("Result")

PIECES_A_WORKER = 2
"""One that runs and one that waits, so that no worker idles while results are taken in."""


class PoolLostError(Exception):
    """The workers are gone, as when a scheduler dies; the message is one line."""


@dataclass(frozen=True)
class Done(Generic[Work, Result]):
    """A piece of work that has ended: with a result, or with an error."""

    work: Work
    result: Result | None = None
    error: Exception | None = None


class Pool(Protocol[Work, Result]):
    """Performs pieces of work on a number of workers, each at most once."""

    @property
    def room(self) -> int:
        """Pieces that may be put in now: two a worker, less those not yet handed back."""
        ...

    @property
    def pending(self) -> int:
        """Pieces put in and not yet handed back."""
        ...

    def put(self, work: Work) -> None:
        """Have a piece performed."""
        ...

    def take(self, seconds: float) -> Done[Work, Result] | None:
        """The next piece that has ended, in any order; None if none does in so many seconds.

        Raises PoolLostError if none ever will.
        """
        ...

    def close(self) -> list[Done[Work, Result]]:
        """Cancel what has not started, wait for what has; the pieces that ended since."""
        ...
