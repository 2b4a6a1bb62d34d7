"""The tail of the loss: how likely it is to lose more than an amount, on a log scale."""

from typing import TYPE_CHECKING

import numpy as np

from riskcloud.report import style
from riskcloud.risk.exceedance import Exceedance
from riskcloud.risk.pareto import ParetoTail
from riskcloud.risk.risk_summary import RiskSummary
from riskcloud.risk.shapes import Shapes

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_MARKED = (0.05, 0.01)
_OWNERS = ("project", "equity")


def loss_tail(ax: "Axes", summary: RiskSummary, shapes: Shapes) -> None:
    """Draw P(loss > x) of project and equity onto ``ax``, the loss being NPV below zero."""
    curves = {owner: shapes.losses[f"{owner}_npv"] for owner in _OWNERS}
    losing = {owner: curve for owner, curve in curves.items() if curve.losses.size}
    largest = max((curve.losses[-1] for curve in losing.values()), default=0.0)
    scale, unit = style.money_scale(largest, summary.currency)
    chances = [f"{owner} {style.percent(curve.shares[0])}" for owner, curve in losing.items()]
    style.head(
        ax,
        f"Tail of the loss: {style.short(summary.scenario)}",
        "paths that lose at all: " + ", ".join(chances) if chances else "",
    )
    ax.set_xlabel(f"loss: NPV below zero ({unit}, present value)")
    ax.set_ylabel("% of paths that lose more (log scale)")
    if not losing:
        style.nothing_to_draw(ax, "no path has an NPV below zero")
        return
    for owner, curve in losing.items():
        _curve(ax, owner, curve, scale)
        if tail := shapes.tails.get(f"{owner}_npv"):
            _fit(ax, tail, scale, curve.shares.min())
        _marks(ax, summary, owner, scale)
    _axes(ax, min(c.shares.min() for c in losing.values()), largest / scale)
    style.legend(ax)
    fits = ", ".join(_fit_in_words(owner, shapes) for owner in losing)
    style.notes(ax, [*_notes(summary), f"Generalised Pareto tail (dotted): {fits}."])


def _curve(ax: "Axes", owner: str, curve: Exceedance, scale: float) -> None:
    colour = style.OWNER_COLOURS[owner]
    # Down to nothing at the largest loss: a line that ends in the air would hide it.
    losses = np.append(curve.losses, curve.losses[-1]) / scale
    shares, lows, highs = (
        100.0 * np.append(values, values[-1]) for values in (curve.shares, curve.lows, curve.highs)
    )
    shares[-1] = lows[-1] = 1e-9
    ax.fill_between(
        losses,
        np.maximum(lows, 1e-9),
        highs,
        step="post",
        color=colour,
        alpha=0.25,
        linewidth=0.0,
    )
    ax.plot(
        losses,
        shares,
        color=colour,
        drawstyle="steps-post",
        linestyle=style.OWNER_DASHES[owner],
        label=f"{owner}, with {100 * curve.level:g} % interval",
    )


def _fit(ax: "Axes", tail: ParetoTail, scale: float, least: float) -> None:
    """The fitted tail from its threshold on, as far as one path in all reaches."""
    losses = tail.threshold + np.linspace(0.0, 1.0, 200) * tail.reach(least)
    shares, lows, highs = (100.0 * values for values in tail.exceedance(losses))
    for values, dashes in ((shares, (0, (1.2, 1.2))), (lows, ":"), (highs, ":")):
        width = 1.1 if values is shares else 0.6
        ax.plot(
            losses / scale, values, color=style.INK, linewidth=width, linestyle=dashes, zorder=3
        )


def _fit_in_words(owner: str, shapes: Shapes) -> str:
    tail = shapes.tails.get(f"{owner}_npv")
    if tail is None:
        return f"{owner}: no threshold supports one"
    shape, low, high = (style.signed(value) for value in (tail.shape, *tail.shape_interval))
    return f"{owner}: shape {shape} ({low} to {high})"


def _marks(ax: "Axes", summary: RiskSummary, owner: str, scale: float) -> None:
    """The quantile and the expected shortfall of the worst 5 % and 1 %, as points."""
    colour = style.OWNER_COLOURS[owner]
    shortfalls = summary.columns[f"{owner}_npv"].shortfalls
    for p, shortfall in zip(sorted(_MARKED), shortfalls, strict=False):
        quantile = summary.quantile(f"{owner}_npv", p)
        points = ((quantile, "o", colour), (shortfall, "D", "white"))
        for estimate, marker, inside in points:
            if estimate.value < 0.0:
                ax.plot(
                    -estimate.value / scale,
                    100.0 * p,
                    marker=marker,
                    markersize=4.5,
                    markerfacecolor=inside,
                    markeredgecolor=colour,
                    linestyle="none",
                    zorder=4,
                )


def _axes(ax: "Axes", least: float, largest: float) -> None:
    ax.set_yscale("log")
    lowest = min(10.0 ** np.floor(np.log10(100.0 * least)), 10.0)
    ax.set_ylim(lowest, 130.0)
    ax.set_xlim(0.0, 1.02 * largest)
    powers = 10.0 ** np.arange(np.log10(lowest).round(), 2.5)
    ax.set_yticks(powers, [f"{power:g}" for power in powers])
    ax.minorticks_off()


def _notes(summary: RiskSummary) -> list[str]:
    rates = [
        f"{words} {style.rate(summary.essay[key].estimate.value)}"
        for key, words in (("wacc", "WACC"), ("cost_of_equity", "cost of equity"))
    ]
    return [
        "Points: loss that the worst 5 % and 1 % of paths exceed (filled), and their mean (open).",
        f"Project at {rates[0]}, equity at {rates[1]}.",
    ]
