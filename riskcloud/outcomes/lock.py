"""One owner a run folder.

The kernel's own lock on the lock file says whether an owner on this host lives: it
goes with the process, however that dies, and no process number can be mistaken for
another.  Across hosts such a lock may not be seen, so an owner elsewhere is believed
for as long as it touches the file.
"""

import errno
import fcntl
import json
import os
import socket
import time
from pathlib import Path
from types import TracebackType
from typing import Any

from riskcloud.outcomes.atomic import naming
from riskcloud.outcomes.errors import LockedError, RunFolderError

# An owner touches the file after every block, which takes seconds.
_FOREIGN_SECONDS = 600.0


class FolderLock:
    """Holds ``path`` from ``with`` to its end.  Raises LockedError if another does."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor = -1

    def __enter__(self) -> "FolderLock":
        descriptor = self._open()
        try:
            self._refuse_foreign(descriptor)
            with naming(self.path):
                _write_owner(descriptor)
        except BaseException:
            os.close(descriptor)
            raise
        self._descriptor = descriptor
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        # Removed while held: whoever has it open already sees that it is gone.
        if _bears_name(self._descriptor, self.path):
            self.path.unlink(missing_ok=True)
        os.close(self._descriptor)

    def refresh(self) -> None:
        """Tell other hosts that the owner lives."""
        os.utime(self._descriptor)

    def _open(self) -> int:
        """Open and lock the file that bears the name now, not one just removed."""
        while True:
            descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o666)
            try:
                self._take(descriptor)
                if _bears_name(descriptor, self.path):
                    return descriptor
            except BaseException:
                os.close(descriptor)
                raise
            os.close(descriptor)

    def _take(self, descriptor: int) -> None:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise LockedError(f"{self.path}: {_shown(_owner(descriptor))}") from None
        except OSError as error:
            name = errno.errorcode.get(error.errno or 0, "?")
            raise RunFolderError(
                f"{self.path}: this file system has no file locks ({name}); use another folder"
            ) from error

    def _refuse_foreign(self, descriptor: int) -> None:
        owner = _owner(descriptor)
        age = time.time() - os.fstat(descriptor).st_mtime
        if owner and owner.get("host") != socket.gethostname() and age < _FOREIGN_SECONDS:
            raise LockedError(
                f"{self.path}: {_shown(owner)}, seen {age:.0f} s ago;"
                f" taken over after {_FOREIGN_SECONDS:.0f} s of silence"
            )


def _bears_name(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


def _write_owner(descriptor: int) -> None:
    now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    owner = {"pid": os.getpid(), "host": socket.gethostname(), "time": now}
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, json.dumps(owner).encode(), 0)
    os.fsync(descriptor)


def _owner(descriptor: int) -> dict[str, Any]:
    """The record in the file; empty if its writer died before it was whole."""
    try:
        owner = json.loads(os.pread(descriptor, 4096, 0))
    except ValueError:
        return {}
    return owner if isinstance(owner, dict) else {}


def _shown(owner: dict[str, Any]) -> str:
    pid, host, since = (owner.get(key, "?") for key in ("pid", "host", "time"))
    return f"in use by process {pid} on {host} since {since}"
