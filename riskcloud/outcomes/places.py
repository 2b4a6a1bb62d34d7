"""Where part files lie: a folder that this machine sees."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NamedTuple, Protocol

from riskcloud.outcomes.atomic import replacing_meanwhile

Write = Callable[[Path | BinaryIO], None]
"""Writes all of a file, to a path or into an open one."""


class Stamp(NamedTuple):
    """Size of a file, and a number that is another one after each change of it."""

    bytes: int
    changed: int


class Place(Protocol):
    """Files by name, each there whole or not at all once ``putting`` has ended."""

    def shown(self, name: str) -> str:
        """The file as errors name it."""
        ...

    def putting(self, name: str, write: Write) -> AbstractContextManager[None]:
        """Write a file; it appears on leaving without error.

        What the caller does goes on while the place takes it, where that can be.
        """
        ...

    def opened(self, name: str) -> AbstractContextManager[Path | BinaryIO]:
        """What to read the file from.  Raises FileNotFoundError, now or on reading."""
        ...

    def stamp(self, name: str) -> Stamp | None:
        """The file's stamp; None without the file."""
        ...

    def uncache(self, name: str) -> None:
        """Have the system give back the memory that it keeps the file in, where it can."""
        ...


@dataclass(frozen=True)
class LocalPlace:
    """A folder: local, or shared between machines that see it under the same path."""

    folder: Path

    def shown(self, name: str) -> str:
        """See Place."""
        return str(self.folder / name)

    def putting(self, name: str, write: Write) -> AbstractContextManager[None]:
        """See Place."""
        return replacing_meanwhile(self.folder / name, write)

    @contextmanager
    def opened(self, name: str) -> Iterator[Path]:
        """See Place."""
        yield self.folder / name

    def stamp(self, name: str) -> Stamp | None:
        """See Place: the time of change in nanoseconds."""
        try:
            status = (self.folder / name).stat()
        except OSError:
            return None
        return Stamp(status.st_size, status.st_mtime_ns)

    def uncache(self, name: str) -> None:
        """See Place: Linux does, for a file that is on disk."""
        if sys.platform == "linux":
            descriptor = os.open(self.folder / name, os.O_RDONLY)
            try:
                os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
            finally:
                os.close(descriptor)
