"""Density of an NPV: what lies below zero, the worst 5 % and their mean, and the median."""

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
    _draw(ax, shape, scale, unit, summary.quantile(f"{owner}_npv", _WORST).value)
    _marks(ax, summary, owner, scale)
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


def _marks(ax: "Axes", summary: RiskSummary, owner: str, scale: float) -> None:
    """Median and mean of the worst 5 % above the columns, with their intervals."""
    column = f"{owner}_npv"
    wanted = f"mean of the {tail_name(_WORST)}"
    shortfall = next(e for e in summary.columns[column].shortfalls if e.name == wanted)
    _mark(ax, 0.95, summary.quantile(column, 0.5), scale, "o", "median")
    _mark(ax, 0.88, shortfall, scale, "D", "their mean")
    low, high = ax.get_xlim()
    # Room for the points where all paths lie in one column.
    ax.set_xlim(low - 0.03 * (high - low), high + 0.03 * (high - low))


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
