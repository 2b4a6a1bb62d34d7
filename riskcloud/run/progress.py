"""How far a run has come."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Progress:
    """A run after one more block.

    done, blocks: blocks finished, of all; those found finished on resuming are among them.
    paths_done, paths: the same in paths.
    computed, seconds: paths simulated by this call so far, and the seconds that took.
    """

    done: int
    blocks: int
    paths_done: int
    paths: int
    computed: int
    seconds: float

    @property
    def paths_per_second(self) -> float:
        return self.computed / self.seconds if self.seconds > 0.0 else 0.0

    @property
    def seconds_left(self) -> float | None:
        """None before the first block."""
        speed = self.paths_per_second
        return (self.paths - self.paths_done) / speed if speed else None


Report = Callable[[Progress], None]
