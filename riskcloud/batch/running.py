"""Run a batch: what stands is left alone, the rest goes down one queue."""

from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, replace

from riskcloud.batch.budget import Meter, needs_of, refuse_too_much
from riskcloud.batch.description import refuse_others, refuse_strange, write_description
from riskcloud.batch.grid import Case
from riskcloud.batch.ledger import FailureLine, Ledger
from riskcloud.batch.log import BatchLog
from riskcloud.batch.plan import Plan
from riskcloud.batch.queue import Queue, Result, is_of_folder
from riskcloud.batch.record import Record
from riskcloud.batch.table import write_table
from riskcloud.batch.track import Destination, State, Track, Work
from riskcloud.engine import Pool, SerialPool, ThreadPool
from riskcloud.engine.dask import DaskPool, Tls, connected, local_cluster
from riskcloud.outcomes import RunFolder, RunFolderError
from riskcloud.outcomes.atomic import remove_stale
from riskcloud.outcomes.errors import in_words
from riskcloud.outcomes.folder import create
from riskcloud.outcomes.lock import FolderLock
from riskcloud.run.progress import Report


@dataclass(frozen=True)
class Ended:
    """How a batch ended: names of scenarios, failures, why it stopped early if it did.

    has_tables: the tables over all scenarios are written; not where the disk is full.
    """

    done: list[str]
    left: list[str]
    failures: list[FailureLine]
    stopped: str
    has_tables: bool = True


@dataclass(frozen=True)
class Workers:
    """Who does the work.  shares_memory: they are threads of this process."""

    count: int
    open: Callable[[], AbstractContextManager[Pool[Work, Result]]]
    shares_memory: bool = True


def perform(work: Work) -> Result:
    """What a worker does with a piece."""
    return work.perform()


def local_workers(count: int) -> Workers:
    """Threads of this process; with one, the calling thread."""
    if count == 1:
        return Workers(1, lambda: nullcontext(SerialPool(perform)))
    return Workers(count, lambda: nullcontext(ThreadPool(perform, count)))


def dask_workers(count: int, scheduler: str | None = None, tls: Tls | None = None) -> Workers:
    """Processes of a new cluster on this machine, or of one that has a scheduler already.

    They must see the batch folder under the same path, or the store that holds the parts.
    """

    @contextmanager
    def opened() -> Iterator[Pool[Work, Result]]:
        cluster = local_cluster(count) if scheduler is None else connected(scheduler, tls)
        with cluster as client:
            yield DaskPool(client, perform)

    return Workers(count, opened, shares_memory=False)


def run_batch(
    plan: Plan,
    cases: list[Case],
    destination: Destination,
    workers: Workers,
    report: Report | None = None,
    only: Collection[str] = (),
) -> Ended:
    """Run every scenario of a plan that is not done; resumes a batch that was stopped.

    destination: the batch folder, with the store of its parts if they are not to lie in it.
    report: called after every block.
    only: names of the scenarios to run; all if empty.
    Raises RunRefusedError for what the budget or the disk cannot hold, MismatchError for a
    folder with other runs, LockedError if another process has it, PoolLostError.
    """
    folder = destination.folder.absolute()  # for workers that stand elsewhere
    destination = replace(destination, folder=folder)
    refuse_strange(folder)
    refuse_others(folder, cases)
    create(folder)
    chosen = [case for case in cases if not only or case.name in only]
    with FolderLock(folder / "lock.json") as lock, BatchLog(folder) as log:
        remove_stale(folder)
        ledger = Ledger(folder)
        ledger.tidy()
        tracks = _settled(plan, chosen, destination, workers, ledger)
        paths, size = _left(tracks), _stored_bytes(ledger)
        write_description(folder, plan, cases)
        record = Record(tracks, ledger, log, report)
        meter = Meter(plan.budget, folder, size)
        queue = Queue(tracks, record, lock, meter, workers.shares_memory)
        log.write("start", scenarios=len(chosen), paths_left=paths, workers=workers.count)
        _run(queue, workers)
        ended = _ended(queue)
        try:
            write_table(folder, cases)
        except OSError as error:
            if not is_of_folder(error):
                raise
            ended = replace(ended, stopped=ended.stopped or in_words(error), has_tables=False)
        log.write("end", done=len(ended.done), left=len(ended.left), failed=len(ended.failures))
        return ended


def refuse_what_cannot_run(
    plan: Plan, cases: list[Case], chosen: list[Case], destination: Destination, workers: Workers
) -> None:
    """As `run_batch` would refuse it for the folder, the budget or the disk; changes nothing."""
    refuse_strange(destination.folder)
    refuse_others(destination.folder, cases)
    _settled(plan, chosen, destination, workers, Ledger(destination.folder))


def _settled(
    plan: Plan, chosen: list[Case], destination: Destination, workers: Workers, ledger: Ledger
) -> list[Track]:
    """A track of each scenario, what stands marked; what cannot be held is refused."""
    tracks = [Track(case, destination, ledger.entries[case.name], plan.stop) for case in chosen]
    for track in tracks:
        _settle(track)
    here = 0 if destination.store else _left(tracks)
    needs = needs_of(chosen, workers.count)
    refuse_too_much(needs, here, plan.budget, destination.folder)
    return tracks


def _settle(track: Track) -> None:
    """Mark a scenario whose figures stand."""
    try:
        parts = RunFolder(track.folder).parts
    except (RunFolderError, OSError):
        return  # to be opened, which says what is wrong, for this scenario alone
    if track.is_finished(parts):
        track.state = State.DONE


def _run(queue: Queue, workers: Workers) -> None:
    with workers.open() as pool:
        try:
            queue.run(pool)
        except BaseException as error:
            queue.record.log.write("stop", reason=type(error).__name__)
            raise
        finally:
            queue.close(pool.close())


def _ended(queue: Queue) -> Ended:
    done = [track.case.name for track in queue.tracks if track.state is State.DONE]
    unended = (State.LEFT, State.RUNNING)
    left = [track.case.name for track in queue.tracks if track.state in unended]
    return Ended(done, left, list(queue.record.failures.values()), queue.stopped)


def _left(tracks: list[Track]) -> int:
    """Paths that unfinished scenarios have no part for, by the ledger."""
    unfinished = [track for track in tracks if track.state is State.LEFT]
    return sum(max(track.case.job.paths - track.stored_paths, 0) for track in unfinished)


def _stored_bytes(ledger: Ledger) -> int:
    entries = ledger.entries.values()
    return sum(line.bytes for entry in entries for line in entry.parts.values())
