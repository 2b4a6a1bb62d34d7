"""The progress bar of a run; silent when stderr is not a terminal."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from riskcloud.run import Progress

Report = Callable[["Progress"], None]


def is_watched() -> bool:
    """Whether a person sees stderr.  rich takes FORCE_COLOR, which notebooks set, for one."""
    return sys.stderr.isatty()


@contextmanager
def progress_bar(is_quiet: bool) -> Iterator[Report | None]:
    """What `simulate` reports to, or None where nobody watches."""
    if is_quiet or not is_watched():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("simulating"),
        BarColumn(),
        TextColumn("{task.completed}/{task.total} blocks  {task.fields[speed]}"),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("blocks", total=None, speed="compiling or loading the kernel")

        def report(now: "Progress") -> None:
            bar.update(task, completed=now.done, total=now.blocks, speed=_speed(now))

        yield report


def _speed(now: "Progress") -> str:
    left = now.seconds_left
    wait = "" if left is None else f"  {left:.0f} s left"
    return f"{now.paths_per_second:,.0f} paths/s{wait}"


@contextmanager
def counting_bar(what: str) -> Iterator[Callable[[int, int], None] | None]:
    """What a study reports to, with things done and things in all; None where nobody watches."""
    if not is_watched():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
