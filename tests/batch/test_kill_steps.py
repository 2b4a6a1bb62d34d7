"""Killed at every step of writing, half way through each file: the same bytes afterwards."""

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from small_batch import changed_times, hashes, planned, run_cases, write_plan

from riskcloud.batch import ledger
from riskcloud.batch.ledger import Ledger, Line

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="SKIPPED: no fork here")

NEVER = 10_000


class Steps:
    """Counts what is done to files; at step ``last`` the process dies.

    A write dies half way, all else before it is done: after it is before the next step.
    """

    def __init__(self, last: int) -> None:
        self.count, self.last = 0, last

    def is_last(self) -> bool:
        self.count += 1
        return self.count > self.last

    def patch(self, owner: Any, name: str, half: Callable[..., object] | None = None) -> None:
        """Count calls of ``owner.name``; ``half`` does half of what it would have done."""
        whole = getattr(owner, name)

        def stepped(*values: Any, **named: Any) -> Any:
            if self.is_last():
                if half is not None:
                    half(*values)
                os.kill(os.getpid(), signal.SIGKILL)
            return whole(*values, **named)

        setattr(owner, name, stepped)

    def watch(self) -> None:
        """Patch all that writes; only in a process that ends soon."""
        for name in ("fsync", "replace", "mkdir", "ftruncate", "pwrite"):
            self.patch(os, name)
        self.patch(Path, "write_bytes", half_a_file)
        self.patch(pq, "write_table", half_a_table)
        self.patch(Ledger, "add", half_a_line)


def half_a_file(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content[: len(content) // 2])


def half_a_table(_: object, path: Path) -> None:
    with path.open("wb") as file:
        file.write(b"PAR1" + bytes(1000))


def half_a_line(self: Ledger, line: Line) -> None:
    text = ledger._text(line)
    with self.path.open("ab") as file:
        file.write(text[: len(text) // 2])


def in_a_child(plan: Path, out: Path, last: int) -> int:
    """Run the first scenario in a process that dies at a step; steps it did, or -9."""
    child = os.fork()
    if child == 0:
        code = 255
        try:
            steps = Steps(last)
            steps.watch()
            run_first(plan, out)
            code = steps.count
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def run_first(plan: Path, out: Path) -> None:
    file, cases = planned(plan)
    assert run_cases(file, cases[:1], out).done == ["one_none"]


def test_a_kill_at_any_step_of_writing_leaves_what_can_be_resumed(tmp_path: Path) -> None:
    plan, quiet = write_plan(tmp_path), tmp_path / "quiet"
    run_first(plan, quiet)  # compiled here, so that children start with it
    steps = in_a_child(plan, tmp_path / "counted", NEVER)
    assert 25 < steps < 255
    expected = hashes(quiet)
    assert hashes(tmp_path / "counted") == expected
    for last in range(steps):
        out = tmp_path / f"killed-{last}"
        assert in_a_child(plan, out, last) == -signal.SIGKILL
        run_first(plan, out)
        assert hashes(out) == expected
        assert not list(out.glob("**/.*.tmp"))
        assert len(changed_times(out)) == 1
        for name in ("results.parquet", "summary.csv"):
            assert (out / name).read_bytes() == (quiet / name).read_bytes()
