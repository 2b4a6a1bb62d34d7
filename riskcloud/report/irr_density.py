"""Density of an IRR: what lies below the hurdle, the worst 5 %, and what has no place here."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from riskcloud.report import style
from riskcloud.risk.conventions import TOTAL_LOSS_IRR
from riskcloud.risk.histogram import Histogram
from riskcloud.risk.risk_summary import RiskSummary

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_WORST = 0.05
LEAST_SEEN = 0.1
"""Percent of all paths: less of a colour is not seen."""
HURDLES = {
    "project": ("wacc", "WACC", "project_irr_below_wacc"),
    "equity": ("cost_of_equity", "cost of equity", "equity_irr_below_cost_of_equity"),
}


def irr_density(ax: "Axes", summary: RiskSummary, shape: Histogram, owner: str) -> None:
    """Draw the IRR of an owner, "project" or "equity", onto ``ax``.

    Shares are of all paths; paths at a total loss or without a single IRR are in the notes.
    """
    key, words, event = HURDLES[owner]
    hurdle = summary.essay[key].estimate
    below = summary.probabilities[event].estimate
    whose = "the project, unlevered" if owner == "project" else "equity"
    named = words if hurdle.name == "constant" else f"mean {words}"
    style.head(
        ax,
        f"IRR of {whose.partition(',')[0]}: {style.short(summary.scenario)}",
        f"IRR below the {words} (NPV below 0) on {style.with_interval(below)} of paths",
    )
    ax.set_xlabel(f"IRR of {whose} (% a year)")
    worst = _worst_value(summary, owner)
    if shape.shares.size:
        ends = _axis(shape, hurdle.value, worst)
        shape = shape.reaching(*ends)
        _draw(ax, shape, 100.0 * hurdle.value, worst)
        left, right = min(ends[0], shape.edges[0]), max(ends[1], shape.edges[-1])
        ax.set_xlim(100.0 * left, 100.0 * right)
        _name_hurdle(ax, 100.0 * hurdle.value, f"{named} {style.rate(hurdle.value)}")
    else:
        style.nothing_to_draw(ax, "no path has a single IRR above \N{MINUS SIGN}100 %")
    style.notes(ax, _notes(summary, shape, owner, worst))


def _worst_value(summary: RiskSummary, owner: str) -> float | None:
    """The 5 % quantile, paths without a rank taken as highest.

    None if no number stands there, or if it is the median too and sets no path apart.
    """
    worst, median = (
        estimate.value if estimate.alternative is None else estimate.alternative
        for estimate in (summary.quantile(f"{owner}_irr", p) for p in (_WORST, 0.5))
    )
    return worst if TOTAL_LOSS_IRR < worst < min(median, np.inf) else None


def _axis(shape: Histogram, hurdle: float, worst: float | None) -> tuple[float, float]:
    """Ends of an axis that holds the columns, the hurdle and the limit of the worst paths."""
    first, last = float(shape.edges[0]), float(shape.edges[-1])
    pad = 0.03 * (max(last, hurdle) - min(first, hurdle))
    known = [hurdle] if worst is None else [hurdle, worst]
    return min(first, *(one - pad for one in known)), max(last, hurdle + pad)


def _draw(ax: "Axes", shape: Histogram, hurdle: float, worst: float | None) -> None:
    edges, width = 100.0 * shape.edges, 100.0 * shape.width
    shares = 100.0 * shape.shares
    ax.set_ylabel(f"% of all paths per {width:g} {'point' if width == 1 else 'points'} of IRR")
    fill(ax, edges, shares, (hurdle, np.inf), style.BODY, "at the hurdle or above")
    fill(ax, edges, shares, (-np.inf, hurdle), style.BELOW, "below the hurdle")
    if worst is not None:
        name = f"worst 5 % of paths, below {style.rate(worst)}"
        fill(ax, edges, shares, (-np.inf, 100.0 * worst), style.WORST, name, hatch="////")
    ax.stairs(shares, edges, color=style.INK, linewidth=0.7)
    ax.axvline(hurdle, color=style.INK, linewidth=1.1, linestyle=(0, (4, 2)))
    ax.set_ylim(0.0, 1.12 * shares.max() if shares.max() > 0.0 else 1.0)
    style.legend(ax, 3)


def _name_hurdle(ax: "Axes", hurdle: float, named: str) -> None:
    left, right = ax.get_xlim()
    is_right = hurdle > left + 0.6 * (right - left)
    ax.annotate(
        f"hurdle: {named}",
        (hurdle, 1.0),
        (-4.0 if is_right else 4.0, -2.0),
        ax.get_xaxis_transform(),
        "offset points",
        ha="right" if is_right else "left",
        va="top",
        fontsize=7.5,
    )


def filled(
    edges: NDArray[np.float64], shares: NDArray[np.float64], span: tuple[float, float]
) -> float:
    """The sum of shares within a span, those of cut columns in proportion."""
    return float(np.sum(shares * np.diff(np.clip(edges, *span)) / np.diff(edges)))


def fill(
    ax: "Axes",
    edges: NDArray[np.float64],
    shares: NDArray[np.float64],
    span: tuple[float, float],
    colour: str,
    label: str,
    hatch: str | None = None,
) -> None:
    """Fill the columns within a span, cutting those that its ends fall into.

    shares: percent of all paths.  What is too little to be seen has no name in the legend.
    """
    cut = np.clip(edges, *span)
    inside = np.flatnonzero(np.diff(cut) > 0.0)
    if not inside.size:
        return
    part = slice(int(inside[0]), int(inside[-1]) + 1)
    ax.stairs(
        shares[part],
        cut[part.start : part.stop + 1],
        fill=True,
        facecolor=colour,
        edgecolor="#ffffff" if hatch else "none",
        linewidth=0.0,
        hatch=hatch,
        label=label if filled(edges, shares, span) >= LEAST_SEEN else None,
    )


def _notes(summary: RiskSummary, shape: Histogram, owner: str, worst: float | None) -> list[str]:
    absent = [
        (shape.lowest, "total loss, IRR of -100 %"),
        (shape.unrankable, "no single IRR (none, or several)"),
        (shape.highest, "no outlay"),
        (shape.below, "left of the axis"),
        (shape.above, "right of it"),
    ]
    told = [f"{style.percent(share)} {words}" for share, words in absent if share > 0.0]
    sentences = ["Not drawn, of all paths: " + "; ".join(told) + "."] if told else []
    estimate = summary.quantile(f"{owner}_irr", _WORST)
    if worst is None:
        sentences.append(
            "The worst 5 % of paths are total losses: none of them is on the axis."
            if shape.lowest >= _WORST
            else "No IRR sets the worst 5 % of paths apart: they are not shaded."
        )
    elif 100.0 * filled(shape.edges, shape.shares, (-np.inf, worst)) < LEAST_SEEN:
        sentences.append(
            f"Hardly any of the worst 5 % of paths, those below {style.rate(worst)}, are on the"
            " axis: the others are total losses or left of it."
        )
    elif estimate.alternative is not None:
        limit = (
            f"would move its limit to {style.rate(estimate.value)}"
            if estimate.value > TOTAL_LOSS_IRR
            else f"{'' if shape.unrankable >= _WORST else 'and total losses '}would fill it"
        )
        sentences.append(
            "Paths without a single IRR count as best for the worst 5 %; counted as worst, they"
            f" {limit}."
        )
    return [sentence.replace("-100", "\N{MINUS SIGN}100") for sentence in sentences]
