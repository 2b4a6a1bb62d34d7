"""``batch.log.jsonl``: what happened, an object a line, for whoever was asleep."""

import json
import os
import resource
import sys
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any

NAME = "batch.log.jsonl"


class BatchLog:
    """Appends events to the log of a batch folder; each line is whole or not there.

    A line for which the disk has no room is left out: what it tells is no reason to stop.
    """

    def __init__(self, folder: Path) -> None:
        self._file = (folder / NAME).open("ab", buffering=0)

    def __enter__(self) -> "BatchLog":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def write(self, event: str, **facts: Any) -> None:
        """Add an event with its facts; time in UTC, memory in MB."""
        now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        line = {"time": now, "event": event, **facts, "memory_mb": round(memory() / 1e6)}
        content = json.dumps(line).encode() + b"\n"
        end = self._file.seek(0, os.SEEK_END)
        with suppress(OSError):
            if self._file.write(content) < len(content):
                self._file.truncate(end)


def memory() -> int:
    """Bytes of memory that this process holds; its peak where the system tells no more."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak if sys.platform == "darwin" else peak * 1024
    return pages * resource.getpagesize()
