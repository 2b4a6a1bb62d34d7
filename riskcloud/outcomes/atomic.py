"""Files that appear whole or not at all.

A file is written under a temporary name in its own folder, flushed to disk, renamed,
and the folder flushed.  A kill at any moment leaves the old file, or the new, or none,
and perhaps a temporary file, which the owner of the folder removes.
"""

import os
import secrets
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

_SUFFIX = ".tmp"


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield the temporary path to write; on leaving without error it becomes ``path``."""
    with _renaming(path) as temporary:
        yield temporary
        _flush(temporary)


@contextmanager
def replacing_meanwhile(path: Path, write: Callable[[Path], None]) -> Iterator[None]:
    """Write ``path`` by ``write``; the caller goes on while the disk takes it.

    It is there on leaving without error.
    """
    with _renaming(path) as temporary, ThreadPoolExecutor(1) as another:
        write(temporary)
        flushed = another.submit(_flush, temporary)
        yield
        flushed.result()


@contextmanager
def _renaming(path: Path) -> Iterator[Path]:
    """Yield a temporary path, to be written and flushed; on leaving it is renamed.

    The name holds the process and a random word: two workers may write one file at
    the same time, and the later rename stands.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}-{secrets.token_hex(4)}{_SUFFIX}")
    with naming(path, temporary):
        try:
            yield temporary
            os.replace(temporary, path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        _flush(path.parent)


@contextmanager
def naming(path: Path, temporary: Path | None = None) -> Iterator[None]:
    """Have an OSError that names no file, or the temporary one, name ``path``."""
    try:
        yield
    except OSError as error:
        if error.filename is not None and error.filename != str(temporary):
            raise
        if error.errno is None:
            raise OSError(f"{path}: {str(error).partition(chr(10))[0]}") from error
        raise OSError(error.errno, os.strerror(error.errno), str(path)) from error


def write_whole(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path``, whole or not at all."""
    with replacing(path) as temporary:
        temporary.write_bytes(content)


def remove_stale(folder: Path) -> list[Path]:
    """Remove temporary files of writers that died; returns them.

    Only for the process that holds the folder's lock: a live writer would lose its file.
    """
    stale = sorted(folder.glob(f".*{_SUFFIX}"))
    for path in stale:
        path.unlink(missing_ok=True)
    return stale


def _flush(path: Path) -> None:
    """Force a file, or a folder's list of names, to disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
