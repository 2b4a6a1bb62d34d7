"""The payback curve: the share of paths that have paid back by each month."""

from typing import TYPE_CHECKING

import numpy as np

from riskcloud.report import style
from riskcloud.risk.paid_back import PaidBack
from riskcloud.risk.risk_summary import RiskSummary
from riskcloud.risk.shapes import Shapes

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def payback(ax: "Axes", summary: RiskSummary, shapes: Shapes) -> None:
    """Draw the payback curves of project and equity onto ``ax``, each with its interval."""
    curves = {
        owner: shapes.paid_back[f"{owner}_payback"]
        for owner in ("project", "equity")
        if f"{owner}_payback" in shapes.paid_back
    }
    halves = [
        f"{owner} {style.month(summary.quantile(f'{owner}_payback', 0.5).value)}"
        for owner in curves
    ]
    style.head(
        ax,
        f"Share of paths that have paid back: {style.short(summary.scenario)}",
        f"half of the paths: {', '.join(halves)}" if curves else "",
    )
    style.months_axis(ax, summary.horizon)
    ax.set_ylabel("% of paths")
    if not curves:
        style.nothing_to_draw(ax, "no path pays anything out")
    for owner, curve in curves.items():
        _draw(ax, owner, curve)
    if curves:
        highest = 100.0 * max(curve.highs.max() for curve in curves.values())
        _scale(ax, highest)
        style.legend(ax)
    style.notes(ax, _notes(curves))


def _draw(ax: "Axes", owner: str, curve: PaidBack) -> None:
    colour = style.OWNER_COLOURS[owner]
    # The last step needs some width to be seen.
    months = np.append(curve.months, 1.01 * curve.months[-1])
    shares, lows, highs = (
        100.0 * np.append(values, values[-1]) for values in (curve.shares, curve.lows, curve.highs)
    )
    ax.fill_between(
        months,
        lows,
        highs,
        step="post",
        color=colour,
        alpha=0.28,
        linewidth=0.0,
    )
    ax.step(
        months,
        shares,
        where="post",
        color=colour,
        linestyle=style.OWNER_DASHES[owner],
        label=f"{owner}: {style.percent(float(curve.shares[-1]))} by month {curve.months[-1]}",
    )


def _scale(ax: "Axes", highest: float) -> None:
    """All of 0 to 100 %, but not for a curve that would then be a line on the floor."""
    if highest > 20.0:
        ax.set_ylim(0.0, 101.0)
        ax.set_yticks(range(0, 101, 20))
        ax.axhline(50.0, color=style.GREY, linewidth=0.7, linestyle=(0, (2, 2)))
    else:
        ax.set_ylim(0.0, 1.15 * max(highest, 0.01))


def _notes(curves: dict[str, PaidBack]) -> list[str]:
    level = next(iter(curves.values())).level if curves else 0.0
    sentences = [
        f"Bands: {100 * level:g} % intervals. Paid back: cumulative cash, undiscounted and with"
        " terminal value, stays at zero or above from then on."
    ]
    if any(curve.shares[-1] == 0.0 for curve in curves.values()):
        none = " and ".join(owner for owner, curve in curves.items() if curve.shares[-1] == 0.0)
        sentences.insert(0, f"No path pays back within the horizon: {none}.")
    if curves and max(curve.highs[-1] for curve in curves.values()) <= 0.2:
        sentences.append("The axis ends far below 100 %.")
    return sentences
