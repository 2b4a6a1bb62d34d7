"""Where part files lie: a folder that this machine sees."""

import os
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NamedTuple, Protocol

from riskcloud.outcomes.atomic import flushed_meanwhile, replacing


class Stamp(NamedTuple):
    """Size of a file, and a number that is another one after each change of it."""

    bytes: int
    changed: int


class Place(Protocol):
    """Files by name, each there whole or not at all once ``putting`` has ended."""

    def shown(self, name: str) -> str:
        """The file as errors name it."""
        ...

    def putting(self, name: str) -> AbstractContextManager[Path | BinaryIO]:
        """What to write the file to; it appears on leaving without error."""
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

    def putting(self, name: str) -> AbstractContextManager[Path]:
        """See Place."""
        return replacing(self.folder / name)

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


def on_its_way(target: Path | BinaryIO) -> AbstractContextManager[None]:
    """Have a file that is written go to disk meanwhile; what goes to a store is put at its end."""
    return flushed_meanwhile(target) if isinstance(target, Path) else nullcontext()
