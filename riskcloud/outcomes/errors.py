"""What can be wrong with a run folder.  Each message is one line: file, found, expected."""


class RunFolderError(Exception):
    """A run folder cannot be used as asked."""


class DamagedError(RunFolderError):
    """A file is unreadable, truncated or altered."""


class MismatchError(RunFolderError):
    """A file is whole but belongs to another scenario, seed or version."""


class LockedError(RunFolderError):
    """Another process owns the run folder."""
