"""Tables of changes on the terminal, for sensitivity and stress."""

from collections.abc import Iterable, Sequence
from math import isfinite
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from riskcloud.risk.results import Estimate
    from riskcloud.risk.tornado import Asked


def figure_in_words(estimate: "Estimate", unit: str) -> str:
    """A figure; both answers where paths without a rank make two."""
    return _answers(estimate, unit)


def change_in_words(estimate: "Estimate | None", unit: str) -> str:
    """A change with its interval."""
    if estimate is None:
        return "not to be told"
    value = _answers(estimate, unit, "+")
    if estimate.low is None or estimate.high is None:
        return value
    return f"{value} ({_number(estimate.low, unit, '+')} to {_number(estimate.high, unit, '+')})"


def _answers(estimate: "Estimate", unit: str, sign: str = "") -> str:
    values = (estimate.value, estimate.alternative)
    return " or ".join(_number(value, unit, sign) for value in values if value is not None)


def _number(value: float, unit: str, sign: str = "") -> str:
    if not isfinite(value):
        return "above every number" if value > 0.0 else "below every number"
    # An exact nothing has no sign.
    sign = sign if value else ""
    if unit in ("share", "1/year"):
        return f"{100.0 * value:{sign}.2f} %"
    return f"{value / 1e6:{sign}.2f} M {unit}"


def head_line(asked: "Asked", now: "Estimate") -> str:
    return (
        f"{asked.scenario}: {asked.label}, now {_answers(now, asked.unit)};"
        f" {asked.paths:,} paths, seed {asked.seed}; changes with 95 % intervals"
    )


def show(head: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    shown = Table(*columns, box=None, pad_edge=False)
    for row in rows:
        shown.add_row(*map(escape, row))
    console = Console()
    console = console if console.is_terminal else Console(width=150)
    console.print(head, markup=False, highlight=False)
    console.print(shown)
