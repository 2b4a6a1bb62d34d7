"""What a batch may use, what it will probably need, and when to start nothing more."""

import shutil
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from riskcloud.batch.grid import Case
from riskcloud.batch.log import memory
from riskcloud.batch.plan import Budget
from riskcloud.batch.words import duration, size
from riskcloud.kernels.lanes import BLOCK
from riskcloud.model.run import BYTES_A_PATH
from riskcloud.run.errors import RunRefusedError
from riskcloud.run.host import free_bytes

_CORE_SECONDS_A_PATH = 58e-6
"""Kernel, counts, file and figures on one core: the neocloud in benchmarks/batch.py, which has
more to simulate than most."""

_PROCESS_BYTES, _WORKER_BYTES = 700e6, 250e6
"""Resident: interpreter, kernels and counts; work space and figures of one more thread."""

_RESERVE_BYTES = 256 << 20
"""Left free on the disk: summaries, ledger and log are still to be written."""


@dataclass(frozen=True)
class Needs:
    """An estimate: seconds with all workers, bytes of memory, bytes of disk."""

    paths: int
    seconds: float
    memory: float
    disk: float

    def __str__(self) -> str:
        return (
            f"{self.paths:,} paths: about {duration(self.seconds)},"
            f" {size(self.memory)} of memory, {size(self.disk)} of disk"
        )


def needs_of(cases: Sequence[Case], workers: int) -> Needs:
    """What a batch needs from the start, by rule of thumb."""
    paths = sum(case.job.paths for case in cases)
    return Needs(
        paths=paths,
        seconds=paths * _CORE_SECONDS_A_PATH / workers,
        memory=_PROCESS_BYTES + workers * _WORKER_BYTES,
        disk=paths * BYTES_A_PATH,
    )


def refuse_too_much(needs: Needs, left: int, budget: Budget, folder: Path) -> None:
    """Raise RunRefusedError if memory or disk cannot do, before any is taken.

    left: paths that are to be stored in the folder.
    """
    if budget.memory_gb is not None and needs.memory > budget.memory_gb * 1e9:
        raise RunRefusedError(
            f"budget.memory_gb: found {budget.memory_gb:g}, expected"
            f" {needs.memory / 1e9:.2g} or more for so many threads; use fewer"
        )
    if budget.disk_gb is not None and needs.disk > budget.disk_gb * 1e9:
        raise RunRefusedError(
            f"budget.disk_gb: found {budget.disk_gb:g}, expected"
            f" {needs.disk / 1e9:,.3g} or more for {needs.paths:,} paths"
        )
    free = free_bytes(folder)
    wanted = left * BYTES_A_PATH + _RESERVE_BYTES
    if left and wanted > free:
        raise RunRefusedError(
            f"{folder}: found {free / 1e9:,.3g} GB free, expected {wanted / 1e9:,.3g}:"
            f" {left:,} paths that are left, and {_RESERVE_BYTES / 1e9:.2g} to spare"
        )


class Meter:
    """Watches a budget while a batch runs."""

    def __init__(self, budget: Budget, folder: Path, stored: int) -> None:
        """stored: bytes of parts that are there already."""
        self._budget = budget
        self._folder = folder
        self._stored = stored
        hours = budget.hours
        self._end = None if hours is None else time.monotonic() + 3600.0 * hours

    def add(self, written: int) -> None:
        """A part of so many bytes was written."""
        self._stored += written

    def exceeded(self) -> str:
        """Why no further block may be started; empty if one may."""
        budget = self._budget
        if self._end is not None and time.monotonic() >= self._end:
            return f"the time budget of {budget.hours:g} hours is used up"
        if budget.memory_gb is not None and memory() > budget.memory_gb * 1e9:
            return f"{memory() / 1e9:.2g} GB of memory, over the budget of {budget.memory_gb:g}"
        block = BLOCK * BYTES_A_PATH
        if budget.disk_gb is not None and self._stored + block > budget.disk_gb * 1e9:
            return f"{self._stored / 1e9:.3g} GB on disk, the budget is {budget.disk_gb:g}"
        free = shutil.disk_usage(self._folder).free
        if free < _RESERVE_BYTES:
            return f"{free / 1e6:,.0f} MB are free at {self._folder}, too little to go on"
        return ""
