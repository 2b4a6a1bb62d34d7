"""Exit codes, and errors as lines on stderr instead of tracebacks."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import typer

DONE = 0
FAILED = 1
BAD_INPUT = 2
SOME_FAILED = 3
INTERRUPTED = 130
TERMINATED = 143


class Terminated(BaseException):
    """SIGTERM came.  Not an Exception: nothing on the way may swallow it."""


@contextmanager
def errors_as_lines() -> Iterator[None]:
    """Turn the errors that a user can do something about into lines and an exit code.

    Any other is a fault of riskcloud and keeps its traceback.
    """
    from riskcloud.model.explain import UnknownFieldError
    from riskcloud.model.reading import ScenarioError

    try:
        yield
    except ScenarioError as error:
        raise stop(BAD_INPUT, *error.lines) from None
    except UnknownFieldError as error:
        raise stop(BAD_INPUT, str(error)) from None


@contextmanager
def run_errors_as_lines() -> Iterator[None]:
    """As `errors_as_lines`, with what a run or its folder can add."""
    from riskcloud.engine import BlockError
    from riskcloud.outcomes import DamagedError, LockedError, RunFolderError
    from riskcloud.run import RunRefusedError

    try:
        with errors_as_lines():
            yield
    except BrokenPipeError:
        raise
    except (DamagedError, LockedError, BlockError, OSError) as error:
        raise stop(FAILED, str(error)) from None
    except (RunRefusedError, RunFolderError) as error:
        raise stop(BAD_INPUT, str(error)) from None


def stop(code: int, *lines: str) -> typer.Exit:
    """Print lines on stderr; the exception to raise."""
    for line in lines:
        print(line, file=sys.stderr)
    return typer.Exit(code)


@contextmanager
def resumable(how: str) -> Iterator[None]:
    """Ctrl-C and SIGTERM end with their own exit codes and say how to go on."""
    before = signal.signal(signal.SIGTERM, _terminate)
    try:
        yield
    except (KeyboardInterrupt, Terminated) as stopped:
        code = TERMINATED if isinstance(stopped, Terminated) else INTERRUPTED
        raise stop(code, f"stopped; finished blocks are kept: {how}") from None
    finally:
        signal.signal(signal.SIGTERM, before)


def _terminate(number: int, frame: FrameType | None) -> None:
    raise Terminated
