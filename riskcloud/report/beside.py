"""A second process that draws half of the pictures: matplotlib keeps to one core.

It is started before the numbers are there, and imports while the caller does; then it draws
every second picture.  If it fails in any way the caller draws them all.
"""

import gc
import pickle
import subprocess
import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from types import TracebackType
from typing import Self

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
    """The process, for as long as the ``with`` block lasts."""

    def __init__(self) -> None:
        # In a session of its own Ctrl-C does not reach it; it ends with its caller's pipe.
        self._process = subprocess.Popen(
            [sys.executable, "-c", _PROGRAM],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.kill()
        self._process.communicate()

    def files(self, pictures: Sequence[Picture]) -> Iterator[File]:
        """Names and contents of the files of all pictures."""
        own, other = pictures[::2], pictures[1::2]
        asked = self._ask(other)
        for picture in own:
            yield from picture.files()
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


def draw_what_comes() -> None:
    """What the second process does: pictures come in, files go out, both pickled, once."""
    gc.disable()  # it lives for a second
    for name in _SLOW:
        import_module(name)
    pictures = pickle.load(sys.stdin.buffer)
    pickle.dump(files_of(pictures), sys.stdout.buffer)


def files_of(pictures: Sequence[Picture]) -> list[File]:
    """The same, drawn here."""
    return [file for picture in pictures for file in picture.files()]
