"""What is written down of everything that ends: ledger, log, progress."""

import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

from riskcloud.batch.ledger import FailureLine, FinishLine, Ledger, PartLine
from riskcloud.batch.log import BatchLog
from riskcloud.batch.track import State, Track, Work, blocks_in, rule_in_ledger
from riskcloud.batch.work import BlockDone, BlockWork
from riskcloud.run.progress import Progress, Report


@dataclass
class Record:
    """Notes of a batch, kept by the thread that owns it."""

    tracks: Sequence[Track]
    ledger: Ledger
    log: BatchLog
    report: Report | None
    failures: dict[str, FailureLine] = field(default_factory=dict)
    _start: float = field(default_factory=time.perf_counter)
    _computed: int = 0

    def __post_init__(self) -> None:
        self._paths = self._blocks = 0
        for track in self.tracks:
            is_done = track.state is State.DONE
            self._paths += track.case.job.paths if is_done else track.stored_paths
            self._blocks += blocks_in(track.case.job.paths) if is_done else track.stored_parts
        self._all_paths = sum(track.case.job.paths for track in self.tracks)
        self._all_blocks = sum(blocks_in(track.case.job.paths) for track in self.tracks)

    def part(self, work: BlockWork, result: BlockDone) -> None:
        """A part is stored: a line of the ledger."""
        name, first = work.order.name, work.block.first_path
        self.ledger.add(
            PartLine(name, first, result.count, result.bytes, result.changed, result.seconds)
        )

    def block(self, work: BlockWork, result: BlockDone) -> None:
        """A block has ended well."""
        before = self.ledger.entries[work.order.name].parts.get(work.block.first_path)
        self.part(work, result)
        self._blocks += before is None
        self._paths += result.count - (before.count if before else 0)
        self._computed += result.count if result.is_new else 0
        now = self._progress()
        self.log.write(
            "block",
            scenario=work.order.name,
            first=work.block.first_path,
            count=result.count,
            new=result.is_new,
            seconds=round(result.seconds, 3),
            paths_per_second=round(now.paths_per_second),
        )
        if self.report:
            self.report(now)

    def finish(self, track: Track, summary: str, taken: float) -> None:
        """A scenario's figures are written: SHA-256 of summary.json, seconds to make it."""
        name, digest = track.case.name, track.case.job.identity.digest
        rule = rule_in_ledger(track.rule)
        self.ledger.add(FinishLine(name, digest, track.paths, summary, rule, track.width))
        self.log.write("finish", scenario=name, paths=track.paths, seconds=round(taken, 3))

    def retry(self, track: Track, work: Work, reason: str) -> None:
        """A piece has failed and is tried again."""
        self.log.write("retry", **asdict(failure_of(track, reason, work)))

    def failure(self, line: FailureLine) -> None:
        """A scenario has failed."""
        self.failures[line.scenario] = line
        self.log.write("failure", **asdict(line))
        self.ledger.add(line)

    def _progress(self) -> Progress:
        return Progress(
            done=self._blocks,
            blocks=self._all_blocks,
            paths_done=self._paths,
            paths=self._all_paths,
            computed=self._computed,
            seconds=time.perf_counter() - self._start,
        )


def failure_of(track: Track, reason: str, work: Work | None = None) -> FailureLine:
    """What failed: the block of ``work``, or the scenario as a whole."""
    job = track.case.job
    first, count = 0, job.paths
    if isinstance(work, BlockWork):
        first, count = work.block.first_path, work.block.count
    return FailureLine(track.case.name, first, count, job.identity.seed, reason)
