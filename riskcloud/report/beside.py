"""A second process that draws half of the pictures: matplotlib keeps to one core.

It is started before the numbers are there, and imports while the caller does; then it draws
every second picture.  If it fails in any way the caller draws them all.
"""

import gc
import pickle
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module

from riskcloud.report.picture import Picture

_PROGRAM = "from riskcloud.report.beside import draw_what_comes; draw_what_comes()"

_SLOW = (
    "matplotlib.figure",
    "matplotlib.backends.backend_agg",
    "matplotlib.backends.backend_svg",
    "riskcloud.report.draw_all",
)
"""What it imports while it has nothing to do."""

File = tuple[str, bytes]


class Beside:
    """The second process, as its caller sees it."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process

    def files(self, pictures: Sequence[Picture]) -> Iterator[File]:
        """Names and contents of the files of all pictures."""
        own, other = pictures[::2], pictures[1::2]
        asked = self._ask(other)
        yield from files_of(own)
        answered = self._answer() if asked else []
        yield from answered or files_of(other)

    def _ask(self, pictures: Sequence[Picture]) -> bool:
        assert self._process.stdin
        try:
            pickle.dump(list(pictures), self._process.stdin)
            self._process.stdin.flush()
        except OSError:
            return False
        return True

    def _answer(self) -> list[File]:
        """What it has drawn; empty if it failed."""
        assert self._process.stdout
        try:
            files: list[File] = pickle.load(self._process.stdout)
        except (OSError, EOFError, pickle.UnpicklingError):
            return []
        return files


@contextmanager
def drawing_beside() -> Iterator[Beside]:
    """A second process, for as long as the ``with`` block lasts."""
    # In a session of its own Ctrl-C does not reach it; it ends with its caller's pipe.
    process = subprocess.Popen(
        [sys.executable, "-c", _PROGRAM],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield Beside(process)
    finally:
        process.kill()
        process.communicate()


def draw_what_comes() -> None:
    """What the second process does: pictures come in, files go out, both pickled, once."""
    gc.disable()  # it lives for a second
    for name in _SLOW:
        import_module(name)
    pictures = pickle.load(sys.stdin.buffer)
    pickle.dump(list(files_of(pictures)), sys.stdout.buffer)


def files_of(pictures: Iterable[Picture]) -> Iterator[File]:
    """Names and contents of the files of pictures, drawn here."""
    for picture in pictures:
        yield from picture.files()
