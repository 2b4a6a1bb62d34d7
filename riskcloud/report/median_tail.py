"""What an operator may hope for against what it must fear: median IRR and the worst 5 %."""

from math import isfinite
from typing import TYPE_CHECKING, NamedTuple

from riskcloud.report import style
from riskcloud.report.labels import label_points
from riskcloud.risk.comparison import Comparison, OperatorFigures
from riskcloud.risk.results import Estimate

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_ACROSS, _UP = "median_project_irr", "npv_per_dollar_worst_5"


class _Point(NamedTuple):
    """One operator: percent a year across, NPV over capex up."""

    name: str
    irr: Estimate
    tail: Estimate
    is_good: bool

    @property
    def at(self) -> tuple[float, float]:
        return 100.0 * self.irr.value, self.tail.value

    @property
    def other(self) -> tuple[float, float] | None:
        """The same with the paths without a single IRR ranked highest, if that differs."""
        irr = self.irr.alternative
        return None if irr is None or not isfinite(irr) else (100.0 * irr, self.tail.value)


def median_tail(ax: "Axes", comparison: Comparison) -> None:
    """Draw one point for each operator that has a median IRR onto ``ax``."""
    points = [point for one in comparison.operators if (point := _point(one))]
    style.head(
        ax,
        "Median project IRR against the worst 5 % of paths",
        f"market {style.short(comparison.market)}; up and right is better",
    )
    ax.set_xlabel("median project IRR (% a year)")
    ax.set_ylabel("NPV per unit of capex, worst 5 %")
    if not points:
        style.nothing_to_draw(ax, "no operator has a median IRR")
        return
    for kind in (True, False):
        _draw(ax, [point for point in points if point.is_good is kind], kind)
    ax.margins(0.12, 0.15)
    ax.autoscale_view()
    _at_least(ax, points)
    others = [place for point in points for place in _marks(point)]
    label_points(ax, [point.at for point in points], [point.name for point in points], others)
    style.legend(ax)
    style.notes(ax, _notes(comparison, points))


def _point(one: OperatorFigures) -> _Point | None:
    across, up = one.figures.get(_ACROSS), one.figures.get(_UP)
    if across is None or up is None or not isfinite(across.estimate.value):
        return None
    above = one.figures["p_project_irr_above_wacc"].estimate.value
    return _Point(one.name, across.estimate, up.estimate, above >= 0.5)


def _draw(ax: "Axes", points: list[_Point], is_good: bool) -> None:
    colour, marker = (style.BLUE, "o") if is_good else (style.ORANGE, "D")
    words = "at or above" if is_good else "below"
    for place, point in enumerate(points):
        (x, y), irr, tail = point.at, point.irr, point.tail
        ax.plot(_ends(irr.low, irr.high, x, 100.0), [y, y], color=colour, linewidth=1.0)
        ax.plot([x, x], _ends(tail.low, tail.high, y, 1.0), color=colour, linewidth=1.0)
        label = f"more likely than not {words} its wacc" if place == 0 else None
        ax.plot(x, y, marker=marker, markersize=5, color=colour, linestyle="none", label=label)
        if point.other:
            ax.plot(
                *point.other, marker=marker, markersize=5, color=colour, markerfacecolor="white"
            )


def _ends(low: float | None, high: float | None, value: float, scale: float) -> list[float]:
    """Ends of an interval; the value itself where there is no bound."""
    return [value if e is None or not isfinite(e) else scale * e for e in (low, high)]


def _marks(point: _Point) -> list[tuple[float, float]]:
    """What else of a point is drawn: ends of its lines, the other answer."""
    (x, y), irr, tail = point.at, point.irr, point.tail
    across = [(end, y) for end in _ends(irr.low, irr.high, x, 100.0)]
    up = [(x, end) for end in _ends(tail.low, tail.high, y, 1.0)]
    return [*across, *up, *([point.other] if point.other else [])]


def _at_least(ax: "Axes", points: list[_Point]) -> None:
    """Some room around points that coincide, or a single one."""
    for get, put, least in ((ax.get_xlim, ax.set_xlim, 2.0), (ax.get_ylim, ax.set_ylim, 0.05)):
        low, high = get()
        if high - low < least:
            middle = (low + high) / 2.0
            put(middle - least / 2.0, middle + least / 2.0)


def _notes(comparison: Comparison, points: list[_Point]) -> list[str]:
    level = points[0].irr.level
    sentences = [f"Lines: {100 * level:g} % intervals."]
    if any(point.other for point in points):
        sentences.append(
            "Open marks: the median with paths that have no single IRR ranked highest, not lowest."
        )
    shown = {point.name for point in points}
    absent = [one.name for one in comparison.operators if one.name not in shown]
    if absent:
        sentences.append(f"Without a median IRR: {', '.join(absent)}.")
    return sentences
