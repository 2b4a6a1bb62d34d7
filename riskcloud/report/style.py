"""One style for all pictures: sizes, colours, words, and units of axes.

Colours differ in lightness as well as in hue, so that a picture survives a grey printer and
colour-blind eyes; lines differ in dashes too.  The font comes with matplotlib.  Text is never
read as mathematics: names from a scenario are data.
"""

import textwrap
import unicodedata
from collections.abc import Sequence
from math import isfinite
from typing import TYPE_CHECKING, Any

from riskcloud.risk.results import Estimate

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SIZE = (6.5, 4.0)
"""Inches: the text width of a letter page."""

DPI = 200

INK, GREY, PALE = "#222222", "#6b6b6b", "#d9d9d9"
BODY, BELOW, WORST = "#c3d5e6", "#e39b2d", "#8f1d14"
BLUE, ORANGE = "#1f4e79", "#c9711a"
OWNER_COLOURS = {"project": BLUE, "equity": ORANGE}
OWNER_DASHES: dict[str, Any] = {"project": "-", "equity": (0, (6, 1.1))}
SINGLE_DASHES: tuple[Any, ...] = ((0, (1.2, 1.2)), (0, (4, 1.4)), (0, (6, 1.5, 1, 1.5)))
SINGLE_COLOURS = ("#8f1d14", "#222222", "#c9711a")

RC: Any = {
    "axes.axisbelow": True,
    "axes.edgecolor": GREY,
    "axes.grid": True,
    "axes.labelcolor": INK,
    "axes.labelsize": 8.5,
    "axes.linewidth": 0.7,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "font.family": ["DejaVu Sans"],
    "font.size": 8.5,
    "grid.color": PALE,
    "grid.linewidth": 0.5,
    "hatch.linewidth": 0.5,
    "legend.borderaxespad": 0.0,
    "legend.borderpad": 0.2,
    "legend.columnspacing": 1.2,
    "legend.fontsize": 7.2,
    "legend.handletextpad": 0.6,
    "legend.frameon": False,
    "legend.handlelength": 1.9,
    "lines.linewidth": 1.5,
    "lines.solid_capstyle": "butt",
    "path.simplify": True,
    "svg.fonttype": "path",
    "svg.hashsalt": "riskcloud",
    "text.color": INK,
    "text.hinting": "default",
    "text.parse_math": False,
    "xtick.color": GREY,
    "xtick.labelcolor": INK,
    "xtick.labelsize": 8,
    "ytick.color": GREY,
    "ytick.labelcolor": INK,
    "ytick.labelsize": 8,
}

_NOTE_WIDTH = 115
_TITLE_WIDTH = 60
_LONGEST_NAME = 48
_LEGEND_ABOVE = 0.044  # inches


def head(ax: "Axes", title: str, subtitle: str = "", indent: float = 0.0) -> None:
    """Title and subtitle above the axes, with room for one line of legend below them.

    indent: points by which they stand to the left of the axes.
    """
    title = textwrap.shorten(title, _TITLE_WIDTH, placeholder=" …")
    _above(ax, title, (-indent, 35.0), fontsize=10.5, fontweight="bold")
    _above(ax, subtitle, (-indent, 22.0), fontsize=8.0, color=GREY)


def _above(ax: "Axes", text: str, offset: tuple[float, float], **how: Any) -> None:
    ax.annotate(text, (0.0, 1.0), offset, "axes fraction", "offset points", va="baseline", **how)


def legend(ax: "Axes", columns: int = 4) -> None:
    """The legend between title and axes, where it covers nothing."""
    from matplotlib.transforms import ScaledTranslation

    # As far above the axes on a tall page as on any other.
    raised = ScaledTranslation(0.0, _LEGEND_ABOVE, ax.figure.dpi_scale_trans)
    ax.legend(
        loc="lower left",
        bbox_to_anchor=(0.0, 1.0),
        bbox_transform=ax.transAxes + raised,
        ncols=columns,
    )


def notes(ax: "Axes", sentences: Sequence[str], indent: float = 0.0) -> None:
    """What a reader must know of the picture, below the label of the axis; as `head`."""
    lines = textwrap.wrap(" ".join(sentences), _NOTE_WIDTH)
    ax.annotate(
        "\n".join(lines),
        (0.0, 0.0),
        (-indent, -33.0),
        "axes fraction",
        "offset points",
        va="top",
        fontsize=6.8,
        linespacing=1.35,
        color=INK,
    )


def nothing_to_draw(ax: "Axes", words: str) -> None:
    """Axes without data say why."""
    ax.set_xticks([])
    ax.set_yticks([])
    ax.text(0.5, 0.5, words, ha="center", va="center", transform=ax.transAxes, color=GREY)


def visible(text: str) -> str:
    """Text from outside as one line: without control characters and turns of the writing
    direction, which could hide or reverse what stands beside them, nor what XML cannot hold."""
    spaced = " ".join(text.split())
    return "".join(c for c in spaced if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Cn"))


def short(name: str) -> str:
    """A scenario's name on one line of a title."""
    name = visible(name)
    return textwrap.shorten(name, _LONGEST_NAME, placeholder=" …") or name[:_LONGEST_NAME]


def paths(count: int) -> str:
    return f"{count:,} paths" if count != 1 else "1 path"


def percent(share: float) -> str:
    """A share in words: no more digits than a reader can use, and never 0 for what happens."""
    value = 100.0 * share
    if value in (0.0, 100.0):
        return f"{value:.0f} %"
    if 0.0 < value < 0.01:
        return "< 0.01 %"
    if 99.99 < value < 100.0:
        return "> 99.99 %"
    return f"{value:.2f} %" if min(value, 100.0 - value) < 0.995 else f"{value:.1f} %"


def rate(value: float) -> str:
    """A rate a year such as an IRR."""
    return f"{100.0 * value:.1f} %".replace("-", "\N{MINUS SIGN}")


def signed(value: float) -> str:
    """A number of size one, such as the shape of a tail."""
    return f"{value:.2f}".replace("-", "\N{MINUS SIGN}")


def with_interval(estimate: Estimate) -> str:
    """A probability with its interval."""
    if estimate.low is None or estimate.high is None:
        return percent(estimate.value)
    ends = f"{percent(estimate.low)} to {percent(estimate.high)}"
    return f"{percent(estimate.value)} ({100 * estimate.level:g} % interval {ends})"


def month(value: float) -> str:
    """A month in words; infinity is beyond the horizon."""
    return f"by month {value:.0f}" if isfinite(value) else "not within the horizon"


def money_scale(size: float, currency: str) -> tuple[float, str]:
    """What to divide money by, and the unit's name, for amounts up to ``size``."""
    for scale, prefix in ((1e9, "bn"), (1e6, "M"), (1e3, "k")):
        if abs(size) >= 2.0 * scale:
            return scale, f"{prefix} {currency}"
    return 1.0, currency


def months_axis(ax: "Axes", horizon: int) -> None:
    """Months from the start, ticks at whole years."""
    step = next(s for s in (1, 3, 6, 12, 24, 60, 120) if horizon / s <= 8 or s == 120)
    ax.set_xlim(0.0, 1.01 * max(horizon, 1))
    ax.set_xticks(range(0, horizon + 1, step))
    ax.set_xlabel("months from the start")
