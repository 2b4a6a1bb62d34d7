"""Three real paths: cumulative cash of a typical bad one, the median and a good one."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from riskcloud.report import style
from riskcloud.report.picture import Page, Picture
from riskcloud.risk.risk_summary import RiskSummary
from riskcloud.risk.typical import PathCash

if TYPE_CHECKING:
    from matplotlib.axes import Axes

NAME = "typical_paths"


def typical_paths(summary: RiskSummary, paths: Sequence[PathCash]) -> Picture:
    """The picture: equity beside the project before debt."""
    panels = tuple(
        partial(cumulative_cash, summary=summary, paths=paths, owner=owner)
        for owner in ("equity", "project")
    )
    footer = (
        f"riskcloud   scenario {style.short(summary.scenario)}   seed {summary.seed}"
        f"   digest {summary.digest[:16]}"
    )
    title = f"Cumulative cash of three single paths: {summary.scenario}"
    return Picture(NAME, title, panels, footer, Page(width=9.5))


def cumulative_cash(
    ax: "Axes", summary: RiskSummary, paths: Sequence[PathCash], owner: str
) -> None:
    """Draw the paths of one owner, "equity" or "project", onto ``ax``."""
    lines = [one.equity if owner == "equity" else one.project for one in paths]
    largest = max(float(np.abs(line).max()) for line in lines)
    scale, unit = style.money_scale(largest, summary.currency)
    style.head(
        ax,
        f"Cash of {'equity' if owner == 'equity' else 'the project, before debt'}",
        "three real paths, cumulative, not discounted",
    )
    style.months_axis(ax, len(lines[0]) - 1)
    ax.set_ylabel(f"cumulative cash ({unit})")
    looks = zip(style.SINGLE_COLOURS, style.SINGLE_DASHES, strict=True)
    for one, line, (colour, dashes) in zip(paths, lines, looks, strict=False):
        ax.plot(
            line / scale,
            color=colour,
            linestyle=dashes,
            linewidth=1.4,
            label=f"{one.kind}: path {one.path:,}",
        )
    ax.axhline(0.0, color=style.INK, linewidth=0.8)
    style.legend(ax, 3)
    if owner == "equity":
        style.notes(ax, ["Ranked by equity NPV. Ledgers: riskcloud replay RUN --path K."])
