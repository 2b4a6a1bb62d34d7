"""One queue of pieces of all scenarios over one pool: no core idles at a scenario's end."""

import errno
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from riskcloud.batch.budget import Meter
from riskcloud.batch.precision import LookDone, LookWork
from riskcloud.batch.record import Record, failure_of
from riskcloud.batch.track import State, Track, Work
from riskcloud.batch.work import BlockDone, BlockWork, FinishDone, FinishWork
from riskcloud.engine import Done, Pool
from riskcloud.outcomes import RunFolderError
from riskcloud.outcomes.errors import FULL_DISK, in_words
from riskcloud.outcomes.lock import FolderLock

Result = BlockDone | LookDone | FinishDone

_HEARTBEAT_SECONDS = 30.0
"""At least so often other hosts see that the batch goes on."""

_MOST_TALLIES = 5
"""Scenarios counted while they are simulated, at 80 MB each; others are read back."""

_FOLDER_ERRORS = FULL_DISK | {errno.EROFS}
"""What befalls every scenario alike: to go on would only fail them all."""


@dataclass
class Queue:
    """Which piece comes next, and what follows from those that end.  One thread only.

    shares_memory: workers are threads of this process.  stopped: why nothing more is
    started, empty while all goes on.
    """

    tracks: list[Track]
    record: Record
    lock: FolderLock
    meter: Meter
    shares_memory: bool
    stopped: str = ""
    _active: list[Track] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._waiting = deque(track for track in self.tracks if track.state is State.LEFT)

    def run(self, pool: Pool[Work, Result]) -> None:
        """Until nothing is left, or nothing more may be started."""
        while True:
            while pool.room > 0 and (work := self._next()):
                pool.put(work)
            if not pool.pending:
                return
            done = pool.take(_HEARTBEAT_SECONDS)
            self.lock.refresh()
            if done:
                self._take(done)

    def close(self, late: list[Done[Work, Result]]) -> None:
        """Let go of every run folder; blocks that ended while the pool closed are noted."""
        for done in late:
            if isinstance(done.work, BlockWork) and isinstance(done.result, BlockDone):
                with self._stopping():
                    self.record.part(done.work, done.result)
        for track in self._active:
            track.close()

    def _next(self) -> Work | None:
        """The next piece of the earliest scenario that has one; figures before blocks."""
        self.stopped = self.stopped or self.meter.exceeded()
        for track in self._active:
            if track.is_exhausted and (work := track.next()):
                return work
        while not self.stopped:
            for track in self._active:
                if work := track.next():
                    return work
            if not self._waiting:
                return None
            self._open(self._waiting.popleft())
        return None

    def _open(self, track: Track) -> None:
        try:
            track.open(self.shares_memory and len(self._active) < _MOST_TALLIES)
        except (RunFolderError, OSError) as error:
            self._give_up(track, error)
            track.close()
            return
        self._active.append(track)
        self.record.log.write("open", scenario=track.case.name, paths=track.paths)

    def _take(self, done: Done[Work, Result]) -> None:
        track = next(one for one in self._active if one.case.name == done.work.order.name)
        with self._stopping():
            self._note(track, done)
        if track.is_over:
            track.close()
            self._active.remove(track)

    def _note(self, track: Track, done: Done[Work, Result]) -> None:
        work, result = done.work, done.result
        if done.error is not None:
            self._failed(track, work, done.error)
        elif isinstance(work, BlockWork) and isinstance(result, BlockDone):
            track.block_ended(work, result.is_new)
            self.record.block(work, result)
            self.meter.add(result.bytes if result.is_new else 0)
        elif isinstance(work, LookWork) and isinstance(result, LookDone):
            log = self.record.log
            log.write("look", scenario=track.case.name, paths=track.paths, width=result.width)
            track.looked(result.width)
        elif isinstance(work, FinishWork) and isinstance(result, FinishDone):
            self._finish(track, work, result)

    def _finish(self, track: Track, work: FinishWork, result: FinishDone) -> None:
        try:
            summary = track.finish(result)
        except OSError as error:
            self._failed(track, work, error)
            return
        self.record.finish(track, summary, result.seconds)

    def _failed(self, track: Track, work: Work, error: Exception) -> None:
        if is_of_folder(error):
            track.leave()
            self._give_up(track, error)
        elif track.failed(work):
            self.record.retry(track, work, _words(error))
        elif track.state is State.RUNNING:
            self._give_up(track, error, work)

    def _give_up(self, track: Track, error: Exception, work: Work | None = None) -> None:
        """A scenario has failed; where the disk has, all are left as they are, for later."""
        with self._stopping():
            if is_of_folder(error):
                raise error
            track.give_up()
            self.record.failure(failure_of(track, _words(error), work))

    @contextmanager
    def _stopping(self) -> Iterator[None]:
        """Start nothing more once the folder cannot be written, whatever is being noted."""
        try:
            yield
        except OSError as error:
            if not is_of_folder(error):
                raise
            if not self.stopped:
                self.stopped = in_words(error)
                self.record.log.write("stop", reason=self.stopped)


def is_of_folder(error: Exception) -> bool:
    """Whether an error befalls every scenario alike, such as that of a full disk."""
    return isinstance(error, OSError) and error.errno in _FOLDER_ERRORS


def _words(error: Exception) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())
