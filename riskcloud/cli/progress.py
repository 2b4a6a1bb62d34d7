"""The progress bar of a run; silent when stderr is not a terminal."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from riskcloud.run import Progress

Report = Callable[["Progress"], None]


@contextmanager
def progress_bar(is_quiet: bool) -> Iterator[Report | None]:
    """What `simulate` reports to, or None where nobody watches."""
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn
    from rich.progress import Progress as Bar

    console = Console(stderr=True)
    if is_quiet or not console.is_terminal:
        yield None
        return
    columns = (
        TextColumn("simulating"),
        BarColumn(),
        TextColumn("{task.completed}/{task.total} blocks  {task.fields[speed]}"),
    )
    with Bar(*columns, console=console, transient=True) as bar:
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
    from rich.console import Console
    from rich.progress import Progress as Bar

    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    with Bar(console=console, transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
