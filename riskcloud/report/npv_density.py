"""Density of an NPV: what lies below zero, the worst 5 % and their mean, and the median."""

from collections.abc import Sequence
from math import isfinite
from typing import TYPE_CHECKING

import numpy as np

from riskcloud.report import style
from riskcloud.report.irr_density import HURDLES, fill
from riskcloud.risk.conventions import tail_name
from riskcloud.risk.histogram import Histogram
from riskcloud.risk.results import Estimate
from riskcloud.risk.risk_summary import RiskSummary

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_WORST = 0.05
_ROOM = 0.03
"""Of the axis, beyond what must be on it."""
_PLACES = ((0.95, "o"), (0.88, "D"))
"""Height and shape of the marks."""


def npv_density(ax: "Axes", summary: RiskSummary, shape: Histogram, owner: str) -> None:
    """Draw the NPV of an owner, "project" or "equity", onto ``ax``; shares are of all paths."""
    key, words, event = HURDLES[owner]
    below = summary.probabilities[event].estimate
    rate = style.rate(summary.essay[key].estimate.value)
    style.head(
        ax,
        f"NPV of {'the ' if owner == 'project' else ''}{owner}: {style.short(summary.scenario)}",
        f"NPV below 0 on {style.with_interval(below)} of paths",
    )
    size = float(np.abs(shape.edges).max()) if shape.edges.size else 0.0
    scale, unit = style.money_scale(size, summary.currency)
    ax.set_xlabel(f"NPV of {owner} at {words} {rate} ({unit}, present value)")
    if not shape.shares.size:
        style.nothing_to_draw(ax, "no path has an NPV")
        return
    marks = _marks(summary, owner)
    ends = _axis(shape, list(marks.values()))
    shape = shape.reaching(*ends)
    _draw(ax, shape, scale, unit, summary.quantile(f"{owner}_npv", _WORST).value)
    for (height, marker), (name, estimate) in zip(_PLACES, marks.items(), strict=True):
        _mark(ax, height, estimate, scale, marker, name)
    low, high = min(ends[0], shape.edges[0]), max(ends[1], shape.edges[-1])
    ax.set_xlim(low / scale, high / scale)
    style.legend(ax, 5)
    style.notes(ax, _notes(shape, below.level))


def _draw(ax: "Axes", shape: Histogram, scale: float, unit: str, worst: float) -> None:
    edges, shares = shape.edges / scale, 100.0 * shape.shares
    ax.set_ylabel(f"% of all paths per {shape.width / scale:g} {unit}")
    fill(ax, edges, shares, (0.0, np.inf), style.BODY, "0 or more")
    fill(ax, edges, shares, (-np.inf, 0.0), style.BELOW, "below 0")
    limit = worst / scale
    fill(ax, edges, shares, (-np.inf, limit), style.WORST, "worst 5 % of paths", hatch="////")
    ax.stairs(shares, edges, color=style.INK, linewidth=0.7)
    ax.axvline(0.0, color=style.INK, linewidth=1.1, linestyle=(0, (4, 2)))
    ax.set_ylim(0.0, 1.25 * shares.max() if shares.max() > 0.0 else 1.0)


def _marks(summary: RiskSummary, owner: str) -> dict[str, Estimate]:
    """What stands above the columns, with its interval, by name."""
    column = f"{owner}_npv"
    wanted = f"mean of the {tail_name(_WORST)}"
    shortfall = next(e for e in summary.columns[column].shortfalls if e.name == wanted)
    return {"median": summary.quantile(column, 0.5), wanted: shortfall}


def _axis(shape: Histogram, marks: Sequence[Estimate]) -> tuple[float, float]:
    """Ends of an axis that holds the columns, zero and the marks, with a little room."""
    known = [end for one in marks for end in (one.value, one.low, one.high) if end is not None]
    known = [0.0, *(end for end in known if isfinite(end))]
    low, high = min(shape.edges[0], *known), max(shape.edges[-1], *known)
    room = _ROOM * (high - low)
    return float(low - room), float(high + room)


def _mark(
    ax: "Axes", height: float, estimate: Estimate, scale: float, marker: str, name: str
) -> None:
    at = estimate.value / scale
    where = ax.get_xaxis_transform()
    if estimate.low is not None and estimate.high is not None:
        ends = [estimate.low / scale, estimate.high / scale]
        ax.plot(ends, [height] * 2, color=style.INK, marker="|", lw=1.0, transform=where)
    ax.plot(
        [at],
        [height],
        marker=marker,
        markersize=4.2,
        markerfacecolor="white",
        markeredgecolor=style.INK,
        linestyle="none",
        transform=where,
        label=name,
        zorder=4,
    )


def _notes(shape: Histogram, level: float) -> list[str]:
    sentences = [
        f"Points, with {100 * level:g} % intervals: the median, and the mean of the worst 5 %"
        " (expected shortfall)."
    ]
    absent = [(shape.below, "left of the axis"), (shape.above, "right of it")]
    told = [f"{style.percent(share)} {words}" for share, words in absent if share > 0.0]
    return [*sentences, f"Not drawn, of all paths: {'; '.join(told)}."] if told else sentences
