"""``riskcloud status``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from riskcloud.cli.exits import run_errors_as_lines

if TYPE_CHECKING:
    from riskcloud.batch.status import BatchStatus, ScenarioStatus


def status(
    folder: Annotated[Path, typer.Argument(help="Batch folder.", metavar="FOLDER")],
) -> None:
    """Say how far a batch has come: done, failed, left, time, precision reached.

    It may be running or not; nothing is changed.

    Example:

        riskcloud status runs/batch-overnight
    """
    with run_errors_as_lines():
        from riskcloud.batch.status import status_of

        found = status_of(folder)
    width = max((len(one.name) for one in found.scenarios), default=0)
    for one in found.scenarios:
        print(f"{one.name:{width}}  {_words(found, one)}")
    print(_together(found))
    if found.stop:
        from riskcloud.batch.precision import OPTIMISTIC

        print(OPTIMISTIC)


def _words(found: "BatchStatus", one: "ScenarioStatus") -> str:
    words = f"{one.state:6}  {one.stored:>13,} of {one.paths:,} paths  {one.seconds:8.1f} s"
    if found.stop:
        reached = "no interval yet" if one.width is None else f"{one.width:.4g}"
        words += f"  interval {reached}, asked {found.stop['width']:g}"
    return f"{words}  {one.reason}".rstrip()


def _together(found: "BatchStatus") -> str:
    from riskcloud.batch.track import State
    from riskcloud.batch.words import duration

    counts = ", ".join(
        f"{len(found.names(state))} {state}" for state in (State.DONE, State.FAILED, State.LEFT)
    )
    seconds = sum(one.seconds for one in found.scenarios)
    last = found.last
    event = f"; last event: {last['event']} at {last['time']}" if last else ""
    return f"{found.name}: {counts}; {duration(seconds)} in the kernel{event}"
