"""What the pictures of levers and of stresses share: the page, the unit of the axis, whiskers."""

from collections.abc import Iterable, Sequence
from math import isfinite
from typing import TYPE_CHECKING, Any

from riskcloud.report import style
from riskcloud.report.picture import Page
from riskcloud.risk.results import Estimate
from riskcloud.risk.tornado import Asked

if TYPE_CHECKING:
    from matplotlib.axes import Axes

INDENT = 124.0
"""Points that the names of levers and stresses take beside the axes."""

_LABEL_WIDTH = 32
_ROW = 0.26
_FEWEST_ROWS = 8


def page(rows: int) -> Page:
    """Room for names beside the axes, and for every row."""
    extra = max(rows - _FEWEST_ROWS, 0) * _ROW
    return Page(left=2.45, height=style.SIZE[1] + extra)


def axis_of(asked: Asked, figures: Iterable[float]) -> tuple[float, str]:
    """What to multiply a figure by, and the label of an axis with it."""
    label = style.visible(asked.label)
    if asked.unit == "share":
        return 100.0, f"{label} (% of paths)"
    if asked.unit == "1/year":
        return 100.0, f"{label} (% a year)"
    sizes = [abs(figure) for figure in figures if isfinite(figure)]
    scale, unit = style.money_scale(max(sizes, default=0.0), asked.unit)
    return 1.0 / scale, f"{label} ({unit})"


def names(ax: "Axes", labels: list[str]) -> None:
    """Names of the rows, the first at the bottom; each may have two lines."""
    texts = ["\n".join(_end_of(style.visible(line)) for line in one.split("\n")) for one in labels]
    ax.set_yticks(range(len(labels)), texts, fontsize=7.2, linespacing=1.0)
    ax.set_ylim(-0.6, len(labels) - 0.4)
    ax.grid(axis="y", visible=False)


def _end_of(line: str) -> str:
    """A line that fits: the end of a field's path says the most."""
    return line if len(line) <= _LABEL_WIDTH else f"…{line[1 - _LABEL_WIDTH :]}"


def patch(ax: "Axes", at: float, label: str, colour: str, hatch: str | None = None) -> None:
    """An entry of the legend for bars that look like this; ``at``: a place on the axis."""
    how: dict[str, Any] = {"color": colour, "edgecolor": style.INK, "lw": 0.6, "hatch": hatch}
    ax.barh([0.0], [0.0], height=0.0, left=at, label=label, **how)


def whisker(ax: "Axes", row: float, estimate: Estimate, scale: float, start: float = 0.0) -> None:
    """The interval of an estimate; of a difference if it has a start."""
    if estimate.low is None or estimate.high is None:
        return
    ends = [scale * (start + estimate.low), scale * (start + estimate.high)]
    if all(isfinite(end) for end in ends):
        ax.plot(ends, [row, row], color=style.INK, linewidth=1.0, marker="|", markersize=5.0)


def lowest_note(cautions: Sequence[str]) -> list[str]:
    """Which of two answers is drawn."""
    words = "Drawn with paths without a single IRR ranked lowest; intervals hold both rankings."
    return [words] if cautions else []


def sample(asked: Asked) -> str:
    return f"riskcloud   {style.paths(asked.paths)} a value   seed {asked.seed}"
