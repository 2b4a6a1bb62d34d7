"""Exit codes, and errors as lines on stderr instead of tracebacks."""

import os
import signal
import sys
import threading
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
    from riskcloud.engine import BlockError, PoolLostError
    from riskcloud.outcomes import DamagedError, LockedError, RunFolderError
    from riskcloud.outcomes.errors import in_words
    from riskcloud.run import RunRefusedError
    from riskcloud.run.errors import InfiniteOutcomeError

    try:
        with errors_as_lines():
            yield
    except BlockError as error:
        cause = error.__cause__
        if isinstance(cause, OSError):
            words = f"{in_words(cause)}; finished blocks are kept, the same command goes on"
            raise stop(FAILED, words) from None
        is_plain = isinstance(cause, InfiniteOutcomeError)
        raise stop(FAILED, str(cause if is_plain else error)) from None
    except OSError as error:
        raise stop(FAILED, in_words(error)) from None
    except (DamagedError, LockedError, PoolLostError, InfiniteOutcomeError) as error:
        raise stop(FAILED, str(error)) from None
    except (RunRefusedError, RunFolderError) as error:
        raise stop(BAD_INPUT, str(error)) from None


def stop(code: int, *lines: str) -> typer.Exit:
    """Print lines on stderr; the exception to raise."""
    for line in lines:
        print(line, file=sys.stderr)
    return typer.Exit(code)


@contextmanager
def resumable(how: str, within: float | None = None) -> Iterator[None]:
    """Ctrl-C and SIGTERM end with their own exit codes and say how to go on.

    within: seconds after which the process ends all the same, whatever its workers are at:
    for commands whose files are whole or not there at any moment.
    """
    said = f"stopped; finished blocks are kept: {how}"

    def interrupt(number: int, frame: FrameType | None) -> None:
        is_term = number == signal.SIGTERM
        if within is not None:
            _end_after(within, TERMINATED if is_term else INTERRUPTED, said)
        raise Terminated if is_term else KeyboardInterrupt

    before = {one: signal.signal(one, interrupt) for one in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    except (KeyboardInterrupt, Terminated) as stopped:
        code = TERMINATED if isinstance(stopped, Terminated) else INTERRUPTED
        raise stop(code, said) from None
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


def _end_after(seconds: float, code: int, said: str) -> None:
    def end() -> None:
        print(said, file=sys.stderr, flush=True)
        os._exit(code)

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
