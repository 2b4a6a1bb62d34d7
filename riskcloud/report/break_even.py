"""Break-even curves: a probability against one lever, and where it crosses the target."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

import numpy as np

from riskcloud.report import style
from riskcloud.risk.results import Estimate

if TYPE_CHECKING:
    from matplotlib.axes import Axes


class PointLike(Protocol):
    """A value of the lever and the probability there."""

    @property
    def value(self) -> float: ...
    @property
    def metric(self) -> Estimate: ...


class LeverCurve(Protocol):
    """What is drawn: the points of a lever, and the crossings."""

    @property
    def key(self) -> str: ...
    @property
    def words(self) -> str: ...
    @property
    def headline(self) -> str: ...
    @property
    def target(self) -> float: ...
    @property
    def points(self) -> Sequence[PointLike]: ...
    @property
    def crossing_values(self) -> tuple[float, ...]: ...
    @property
    def axis(self) -> str: ...
    @property
    def now(self) -> float | None: ...


def break_even(ax: "Axes", curve: LeverCurve, title: str) -> None:
    """Draw the probability with its interval over the lever, the target, and the crossings.

    Values that were simulated are points; lines between them are only drawn.
    """
    style.head(ax, title, curve.headline)
    ax.set_xlabel(curve.axis)
    ax.set_ylabel("% of paths")
    ax.set_ylim(0.0, 100.0)
    if not curve.points:
        style.nothing_to_draw(ax, "no value in the range is allowed")
        return
    values = np.array([point.value for point in curve.points])
    shares = 100.0 * np.array([point.metric.value for point in curve.points])
    ends = [(point.metric.low or 0.0, point.metric.high or 1.0) for point in curve.points]
    lows, highs = 100.0 * np.array(ends).T
    ax.fill_between(values, lows, highs, color=style.BLUE, alpha=0.25, linewidth=0.0)
    name = curve.points[0].metric.name
    words = f"{name}, 95 % interval"
    ax.plot(values, shares, color=style.BLUE, marker=".", markersize=5.0, label=words)
    target_label = f"target {style.percent(curve.target)}"
    ax.axhline(
        100.0 * curve.target, color=style.INK, linestyle="--", linewidth=1.0, label=target_label
    )
    for place, value in enumerate(curve.crossing_values):
        label = "break-even" if place == 0 else None
        ax.plot([value], [100.0 * curve.target], "o", color=style.WORST, markersize=5, label=label)
    if curve.now is not None and values[0] <= curve.now <= values[-1]:
        ax.axvline(curve.now, color=style.GREY, linestyle=":", linewidth=1.0, label="today")
    ax.set_xlim(values[0], values[-1] if values[-1] > values[0] else values[0] + 1.0)
    style.legend(ax)
    style.notes(ax, ["Points: values that were simulated, on the same paths; lines join them."])
