"""One scenario on its way: which blocks are missing, what comes next, when it is over."""

from collections import Counter, deque
from contextlib import ExitStack
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from riskcloud.batch.grid import Case
from riskcloud.batch.ledger import Entry, PartLine
from riskcloud.batch.plan import Precision
from riskcloud.batch.precision import LookWork, is_reached, path_counts
from riskcloud.batch.work import BlockWork, FinishDone, FinishWork, Order
from riskcloud.engine import Block
from riskcloud.kernels.lanes import BLOCK
from riskcloud.outcomes import OwnedRunFolder, Parts, Store, claim, summary_hash
from riskcloud.run.tally import Tally

Work = BlockWork | LookWork | FinishWork

ATTEMPTS = 2
"""A piece that fails is tried once more; what fails twice needs a person."""


class State(StrEnum):
    """Where a scenario stands."""

    LEFT = "left"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True)
class Destination:
    """Where a batch lies: its folder, and the store of its parts if they are elsewhere."""

    folder: Path
    store: Store | None = None


def folder_of(root: Path, name: str) -> Path:
    """The run folder of a scenario: DuckDB and pandas read the name as a column."""
    return root / f"scenario={name}"


def rule_in_ledger(rule: Precision | None) -> dict[str, Any] | None:
    return None if rule is None else rule.model_dump(mode="json")


def is_whole(parts: Parts, line: PartLine | None, block: Block) -> bool:
    """Whether a part is as the ledger says, with at least the block's paths.

    Size and mark of change are looked at, not the content: reading it all would take as
    long as a tenth of the simulation.
    """
    if line is None or line.count < block.count:
        return False
    return parts.stamp(block.first_path) == (line.bytes, line.changed)


class Track:
    """A scenario of a batch.  Only the thread that owns the batch calls it."""

    def __init__(
        self, case: Case, destination: Destination, entry: Entry, rule: Precision | None
    ) -> None:
        self.case = case
        self.folder = folder_of(destination.folder, case.name)
        self.store = destination.store and destination.store.below(self.folder.name, "outcomes")
        self.rule = rule
        self.state = State.LEFT
        self.paths = case.job.paths
        self.width: float | None = None
        self._entry = entry
        self._claim = ExitStack()
        self._waiting: deque[Block] = deque()
        self._flying = 0
        self._counted: set[int] = set()
        self._has_looked = False
        self._attempts: Counter[object] = Counter()

    def is_finished(self, parts: Parts) -> bool:
        """Whether the figures stand, from parts that are as they were then."""
        line, job = self._entry.finish, self.case.job
        if line is None or line.digest != job.identity.digest or line.paths > job.paths:
            return False
        if line.stop != rule_in_ledger(self.rule):
            return False
        reached = self.rule is not None and is_reached(self.rule, line.width)
        if line.paths != job.paths and not reached:
            return False
        self.paths, self.width = line.paths, line.width
        blocks = replace(job, paths=line.paths).blocks()
        return summary_hash(self.folder) == line.summary and all(
            is_whole(parts, self._entry.parts.get(b.first_path), b) for b in blocks
        )

    @property
    def stored_paths(self) -> int:
        """Paths in parts, by the ledger."""
        return sum(line.count for line in self._entry.parts.values())

    @property
    def stored_parts(self) -> int:
        """Parts, by the ledger."""
        return len(self._entry.parts)

    def open(self, shares_memory: bool) -> None:
        """Claim the run folder.  Raises RunFolderError or OSError."""
        job = self.case.job
        self.owned: OwnedRunFolder = self._claim.enter_context(
            claim(self.folder, job.manifest({}), store=self.store)
        )
        tally = Tally() if shares_memory else None
        self._order = Order(self.case.name, job, self.owned.parts, tally)
        self._claim.callback(self._forget_tally)
        self._looks = deque(path_counts(job.paths) if self.rule else [job.paths])
        self.state = State.RUNNING
        self._to_next_look()

    def next(self) -> Work | None:
        """The next piece; None while pieces in flight must end first."""
        if self._waiting:
            self._flying += 1
            return BlockWork(self._order, self._waiting.popleft())
        if self._flying or self.state is not State.RUNNING:
            return None
        self._flying += 1
        order = replace(self._order, job=replace(self.case.job, paths=self.paths))
        if self.rule and not self._has_looked:
            return LookWork(order, self.rule)
        return FinishWork(order, frozenset(self._counted))

    @property
    def is_exhausted(self) -> bool:
        """Whether no block waits: the next scenario may begin."""
        return not self._waiting

    def block_ended(self, work: BlockWork, is_new: bool) -> None:
        """A block is stored."""
        self._flying -= 1
        if is_new:
            self._counted.add(work.block.first_path)
        self.owned.keep_alive()

    def looked(self, width: float | None) -> None:
        """The interval has been measured over the paths so far."""
        self._flying -= 1
        self.width, self._has_looked = width, True
        if self.rule and not is_reached(self.rule, width) and self._looks:
            self._to_next_look()

    def failed(self, work: Work) -> bool:
        """A piece has failed; True if it will be tried again."""
        self._flying -= 1
        key = work.block.first_path if isinstance(work, BlockWork) else type(work)
        self._attempts[key] += 1
        if self.state is not State.RUNNING or self._attempts[key] >= ATTEMPTS:
            return False
        if isinstance(work, BlockWork):
            self._forget_tally()  # the block may have been counted before it failed
            self._waiting.appendleft(work.block)
        else:
            self._read_all_again()
        return True

    def give_up(self) -> None:
        """This scenario has failed: no more of its blocks are started."""
        self.state = State.FAILED
        self._waiting.clear()

    def leave(self) -> None:
        """A piece could not be done now, for no fault of the scenario."""
        self._flying -= 1
        self.state = State.LEFT
        self._waiting.clear()

    def finish(self, done: FinishDone) -> str:
        """Write the figures, and the manifest with their timings; the summary's SHA-256.

        Raises OSError.
        """
        job = replace(self.case.job, paths=self.paths)
        self.owned.tidy()
        written = self.owned.write_summary_bytes(done.summary)
        self.owned.write_manifest(job.manifest({"summarise": done.seconds}))
        self._flying -= 1
        self.state = State.DONE
        self.close()
        return written

    @property
    def is_over(self) -> bool:
        """Whether nothing of it is in flight or to come."""
        return self.state is not State.RUNNING and not self._flying

    def close(self) -> None:
        """Let go of the run folder, and of the memory that its blocks were counted in."""
        self._claim.close()

    def _to_next_look(self) -> None:
        self.paths, self._has_looked = self._looks.popleft(), False
        known, parts = self._entry.parts, self.owned.parts
        blocks = replace(self.case.job, paths=self.paths).blocks()
        self._waiting.extend(
            b
            for b in blocks
            if b.first_path not in self._counted and not is_whole(parts, known.get(b.first_path), b)
        )

    def _forget_tally(self) -> None:
        self._counted.clear()
        self._order = replace(self._order, tally=None)

    def _read_all_again(self) -> None:
        """A part may be spoilt that the ledger calls whole: each is read, figures start anew."""
        self._forget_tally()
        self._waiting.extend(replace(self.case.job, paths=self.paths).blocks())


def blocks_in(paths: int) -> int:
    """Blocks that so many paths make."""
    return -(-paths // BLOCK)
