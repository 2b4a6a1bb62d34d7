"""What can be wrong with a run folder.  Each message is one line: file, found, expected."""

import errno

FULL_DISK = frozenset({errno.ENOSPC, errno.EDQUOT})
"""What the system says of a disk without room."""


def in_words(error: OSError) -> str:
    """What the system refused, and the file of it if it is known."""
    if error.filename is None or error.strerror is None:
        return str(error)
    return f"{error.filename}: {error.strerror}"


class RunFolderError(Exception):
    """A run folder cannot be used as asked."""


class DamagedError(RunFolderError):
    """A file is unreadable, truncated or altered."""


class MismatchError(RunFolderError):
    """A file is whole but belongs to another scenario, seed or version."""


class LockedError(RunFolderError):
    """Another process owns the run folder."""
