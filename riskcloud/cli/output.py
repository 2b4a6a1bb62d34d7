"""Standard output that a reader may close and a disk may refuse."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TextIO, cast


class Output:
    """A stream that goes on in silence once its reader has seen enough.

    A command finishes its files whatever becomes of its words.  Any other refusal, such as
    that of a full disk, is an OSError that names standard output.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """See TextIO."""
        with self._refusals():
            self._stream.write(text)
        return len(text)

    def flush(self) -> None:
        """See TextIO."""
        with self._refusals():
            self._stream.flush()

    def end(self) -> None:
        """Flush a last time; if that fails, leave nothing that Python would flush once more."""
        try:
            self.flush()
        except OSError:
            self._silence()
            raise

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    @contextmanager
    def _refusals(self) -> Iterator[None]:
        try:
            yield
        except BrokenPipeError:
            self._silence()
        except OSError as error:
            raise OSError(error.errno, error.strerror, "standard output") from None

    def _silence(self) -> None:
        """Have what is left in the buffer, and all that comes, go nowhere."""
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, self._stream.fileno())
        os.close(nowhere)


@contextmanager
def patient_output() -> Iterator[None]:
    """Have standard output be an `Output`, flushed at the end."""
    before = sys.stdout
    if before is None:  # closed: nothing is printed at all
        yield
        return
    output = Output(before)
    sys.stdout = cast(TextIO, output)
    try:
        yield
    finally:
        sys.stdout = before
        output.end()
