"""A fan over time: quantiles by month, and a few single paths drawn through them."""

from typing import TYPE_CHECKING

import numpy as np

from riskcloud.columns.units import is_money
from riskcloud.report import style
from riskcloud.risk.fans import Fan

if TYPE_CHECKING:
    from matplotlib.axes import Axes

FEWEST = 0.05
"""Months in which a smaller share of paths has the figure are left out."""

_LIMITS = {"share": (0.0, 101.0)}


def fan(ax: "Axes", drawn: Fan, scenario: str) -> None:
    """Draw a fan onto ``ax``: 5-95 % and 25-75 % bands, median, single paths."""
    scale, unit = unit_of(drawn)
    kind = f"the first {drawn.paths:,} paths" if drawn.paths > 1 else "the first path"
    style.head(
        ax,
        f"{title_of(drawn)}: {style.short(scenario)}",
        f"median and ranges of each month over {kind}",
    )
    horizon = int(drawn.months[-1])
    style.months_axis(ax, horizon)
    ax.set_ylabel(f"{title_of(drawn).partition(',')[0]} ({unit})")
    seen = drawn.counts >= max(FEWEST * drawn.paths, 1.0)
    if not seen.any():
        style.nothing_to_draw(ax, "no path has this figure in any month")
        return
    _bands(ax, drawn, seen, scale)
    _singles(ax, drawn, scale)
    if is_money(drawn.unit):
        ax.axhline(0.0, color=style.INK, linewidth=0.8)
    else:
        low, high = _LIMITS.get(drawn.unit, (0.0, None))
        ax.set_ylim(low, high)
    style.legend(ax, 6)
    style.notes(ax, _notes(drawn, seen))


def title_of(drawn: Fan) -> str:
    return drawn.title[:1].upper() + drawn.title[1:]


def unit_of(drawn: Fan) -> tuple[float, str]:
    """What to divide the values of a fan by, and the unit that they then have."""
    if is_money(drawn.unit):
        values = [drawn.bands, *(single.values for single in drawn.singles)]
        sizes = np.concatenate([np.abs(v[~np.isnan(v)]) for v in values])
        return style.money_scale(float(sizes.max(initial=0.0)), drawn.unit)
    return (0.01, "%") if drawn.unit == "share" else (1.0, drawn.unit)


def _bands(ax: "Axes", drawn: Fan, seen: np.ndarray, scale: float) -> None:
    low, lower, middle, upper, high = np.where(seen, drawn.bands, np.nan) / scale
    for bottom, top, colour, label in (
        (low, high, "#d3e0ec", "5 to 95 %"),
        (lower, upper, "#9dbcd8", "25 to 75 %"),
    ):
        ax.fill_between(drawn.months, bottom, top, color=colour, linewidth=0.0, label=label)
    ax.plot(drawn.months, middle, color=style.BLUE, linewidth=2.0, label="median")


def _singles(ax: "Axes", drawn: Fan, scale: float) -> None:
    looks = zip(style.SINGLE_COLOURS, style.SINGLE_DASHES, strict=True)
    for single, (colour, dashes) in zip(drawn.singles, looks, strict=False):
        ax.plot(
            drawn.months,
            single.values / scale,
            color=colour,
            linewidth=0.9,
            linestyle=dashes,
            label=f"path {single.path:,}",
        )


def _notes(drawn: Fan, seen: np.ndarray) -> list[str]:
    sentences = ["No path follows the median or the edge of a band."]
    if drawn.singles:
        where = ", ".join(f"{s.path:,} at the {s.label}" for s in drawn.singles)
        sentences.append(f"Single paths: {where}.")
    shares = drawn.counts / drawn.paths
    first = int(np.flatnonzero(seen)[0])
    if shares[first:].min() < 0.995:
        last = int(np.flatnonzero(seen)[-1])
        sentences.append(
            f"Bands are over the paths in service: {style.percent(shares[last])} in month {last},"
            " the last that is drawn."
        )
    return sentences
