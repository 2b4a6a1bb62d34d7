"""The tornado: one figure with each lever low and high, the widest swing at the top."""

from functools import partial
from math import isfinite
from typing import TYPE_CHECKING

from riskcloud.report import effects, style
from riskcloud.report.picture import Picture, Plots
from riskcloud.risk.tornado import End, Swing, Tornado

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_MOST = 16
_LOW, _HIGH = style.BLUE, style.BODY


def draw_tornado(found: Tornado) -> Plots:
    """The one picture of a sensitivity."""
    asked = found.asked
    return Plots(
        [
            Picture(
                "tornado",
                f"Sensitivity of {asked.label}: {asked.scenario}",
                (partial(tornado, found=found),),
                effects.sample(asked),
                effects.page(min(len(found.swings), _MOST)),
            )
        ]
    )


def tornado(ax: "Axes", found: Tornado) -> None:
    """Draw the figure at both ends of each lever, from the figure as the scenario stands."""
    asked, shown = found.asked, found.swings[:_MOST][::-1]
    figures = [end.figure.value for swing in shown for end in swing.ends]
    scale, axis = effects.axis_of(asked, [found.now.value, *figures])
    style.head(
        ax,
        f"What moves it: {style.short(asked.scenario)}",
        "one lever at a time, others held, same paths throughout; 95 % intervals of the change",
        effects.INDENT,
    )
    ax.set_xlabel(axis)
    if not shown or not isfinite(found.now.value):
        style.nothing_to_draw(ax, "no lever, or a figure that is beyond every number")
        return
    for row, swing in enumerate(shown):
        _bar(ax, row, swing.low, found, scale, is_low=True)
        _bar(ax, row, swing.high, found, scale, is_low=False)
    now = scale * found.now.value
    effects.patch(ax, now, "lever at its low value", _LOW)
    effects.patch(ax, now, "at its high value", _HIGH)
    ax.axvline(now, color=style.INK, linewidth=0.9, label="as it stands")
    effects.names(ax, [_name(swing) for swing in shown])
    ax.margins(x=0.12)
    style.legend(ax)
    style.notes(ax, _notes(found), effects.INDENT)


def _bar(ax: "Axes", row: int, end: End | None, found: Tornado, scale: float, is_low: bool) -> None:
    if end is None or end.change is None:
        return
    start, change = scale * found.now.value, scale * end.change.value
    # A hair apart, so that two ends on one side are both seen.
    at = row + (0.17 if is_low else -0.17)
    colour = _LOW if is_low else _HIGH
    ax.barh(at, change, left=start, height=0.32, color=colour, edgecolor=style.INK, lw=0.6)
    effects.whisker(ax, at, end.change, scale, found.now.value)


def _name(swing: Swing) -> str:
    unit = "" if swing.unit in ("1", "share") else f" {swing.unit}"
    ends = " to ".join(f"{end.value:.3g}" for end in swing.ends)
    mark = "*" if swing.basis.startswith("judgement") else ""
    return f"{swing.key}{mark}\n{ends}{unit}"


def _notes(found: Tornado) -> list[str]:
    sentences = [
        "Ranges: P10 and P90 of the scenario's own distribution, or as given; * is judgement."
    ]
    hidden = len(found.swings) - _MOST
    if hidden > 0:
        sentences.append(f"{hidden} smaller ones are not drawn.")
    beyond = [
        f"{swing.key} at {end.value:.3g}"
        for swing in found.swings
        for end in swing.ends
        if end.change is None
    ]
    if beyond:
        sentences.append(f"Not drawn, as too many paths have no rate: {', '.join(beyond)}.")
    sentences += effects.lowest_note(found.cautions)
    refused = [f"{swing.key}" for swing in found.swings if swing.refused]
    if refused:
        sentences.append(f"A value that the scenario does not take: {', '.join(refused)}.")
    return sentences
