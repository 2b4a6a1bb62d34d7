"""The runs of a comparison: they simulate in turn, and one sums up while the next simulates."""

import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from riskcloud.engine import BlockError, available_cpus
from riskcloud.kernels.lanes import BLOCK
from riskcloud.model.reading import ScenarioError
from riskcloud.outcomes import RunFolderError
from riskcloud.run import Progress, Result, simulate
from riskcloud.run.progress import Report
from riskcloud.study.comparison_files import operator_folder
from riskcloud.study.entrants import Entrant

_SIDE_BY_SIDE = 2
"""One simulates on all threads; the other sums up on its own and gets the next ready."""

_FAILURES = (ScenarioError, RunFolderError, BlockError, OSError)
"""What can befall one run and not the others; bad settings befall all of them."""


class _Stopped(BaseException):
    """The comparison was stopped.  Not an Exception: no run may take it for its own failure."""


@dataclass(frozen=True)
class Settings:
    """How every operator is run.  ``threads``: all CPUs if None."""

    paths: int
    seed: int
    threads: int | None


@dataclass(frozen=True)
class Finished:
    """The runs by operator, and why the others have none."""

    results: dict[str, Result]
    failed: dict[str, str]


def run_all(
    entrants: Sequence[Entrant], settings: Settings, folder: Path, report: Report | None
) -> Finished:
    """Run every operator into ``folder/operator=<name>``; a failure does not stop the others."""
    watch = _Watch(len(entrants), settings.paths, report)
    cpus = available_cpus() if settings.threads is None else settings.threads
    slots = max(min(_SIDE_BY_SIDE, cpus), 1)
    turn = threading.Lock()

    def run(one: Entrant) -> Result | str:
        try:
            return simulate(
                one.scenario,
                settings.paths,
                settings.seed,
                cpus,
                operator_folder(folder, one.name),
                watch.of(one.name),
                turn=turn,
            )
        except _FAILURES as error:
            return " ".join(str(error).split())
        finally:
            watch.end(one.name)

    with ThreadPoolExecutor(slots, thread_name_prefix="operator") as pool, _stopping(watch):
        names = [one.name for one in entrants]
        ended = dict(zip(names, pool.map(run, entrants), strict=True))
    return Finished(
        {name: end for name, end in ended.items() if isinstance(end, Result)},
        {name: end for name, end in ended.items() if isinstance(end, str)},
    )


@dataclass
class _Watch:
    """Progress of all runs together, and the word to stop."""

    operators: int
    paths: int
    report: Report | None
    is_stopped: bool = False
    _done: dict[str, int] = field(default_factory=dict)
    _computed: dict[str, int] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _start: float = field(default_factory=time.perf_counter)

    def of(self, name: str) -> Report:
        """What the run of one operator reports to, after every block."""

        def reporting(now: Progress) -> None:
            if self.is_stopped:
                raise _Stopped
            self._tell(name, now.paths_done, now.computed)

        return reporting

    def end(self, name: str) -> None:
        """One operator has ended, well or not: nothing more comes of it."""
        self._tell(name, self.paths, self._computed.get(name, 0))

    def _tell(self, name: str, done: int, computed: int) -> None:
        with self._lock:
            self._done[name], self._computed[name] = done, computed
            if self.report is None:
                return
            self.report(
                Progress(
                    done=sum(_blocks(paths) for paths in self._done.values()),
                    blocks=self.operators * _blocks(self.paths),
                    paths_done=sum(self._done.values()),
                    paths=self.operators * self.paths,
                    computed=sum(self._computed.values()),
                    seconds=time.perf_counter() - self._start,
                )
            )


def _blocks(paths: int) -> int:
    return -(-paths // BLOCK)


@contextmanager
def _stopping(watch: _Watch) -> Iterator[None]:
    """A stop of the caller reaches the runs, which end after the block at hand."""
    try:
        yield
    except BaseException:
        watch.is_stopped = True
        raise
