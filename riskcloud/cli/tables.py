"""Tables of words on a terminal, or in a file as wide as they need."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

_FILE_WIDTH = 120
"""Of a table that goes to no terminal."""


def console(width: int = _FILE_WIDTH) -> "Console":
    """What prints on stdout; ``width`` where that is no terminal."""
    from rich.console import Console

    made = Console()
    return made if made.is_terminal else Console(width=width)


def show_table(on: "Console", headings: tuple[str, ...], lines: Iterable[tuple[str, ...]]) -> None:
    """Print a table; the second column, the figures, to the right."""
    from rich.table import Table
    from rich.text import Text

    shown = Table(*headings, box=None, pad_edge=False)
    shown.columns[1].justify = "right"
    for line in lines:
        shown.add_row(*(Text(word) for word in line))
    on.print(shown)


def show_line(on: "Console", text: str) -> None:
    """Print a sentence as it stands: names from a scenario are data."""
    on.print(text, markup=False, highlight=False)
