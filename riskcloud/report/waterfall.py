"""The stress waterfall: from the base through each stress to all of them together."""

from functools import partial
from typing import TYPE_CHECKING

from riskcloud.report import effects, style
from riskcloud.report.picture import Picture, Plots
from riskcloud.risk.results import Estimate
from riskcloud.risk.waterfall import Step, Waterfall

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_WORSE, _BETTER, _TOTAL, _BETWEEN = style.WORST, style.BODY, style.GREY, style.PALE
_HATCH = "////"


def draw_waterfall(found: Waterfall) -> Plots:
    """The one picture of a stress study."""
    asked = found.asked
    return Plots(
        [
            Picture(
                "stress_waterfall",
                f"Stresses on {asked.label}: {asked.scenario}",
                (partial(waterfall, found=found),),
                effects.sample(asked),
                effects.page(len(found.steps) + 3),
            )
        ]
    )


def waterfall(ax: "Axes", found: Waterfall) -> None:
    """Draw each change from where the ones above it end; the last bar is simulated, no sum."""
    asked = found.asked
    style.head(
        ax,
        f"Under stress: {style.short(asked.scenario)}",
        "each stress by itself, then all together; same paths throughout; 95 % intervals",
        effects.INDENT,
    )
    ends = (found.base, found.together)
    scale, axis = effects.axis_of(asked, [end.value for end in ends])
    ax.set_xlabel(axis)
    drawn = [step for step in found.steps if step.change]
    if found.interaction is None or len(drawn) < len(found.steps):
        style.nothing_to_draw(ax, "under some stress the figure is beyond every number")
        return
    drawn.sort(key=_change)
    last = len(drawn) + 2
    _total(ax, last, found.base, scale)
    at = found.base.value
    for place, step in enumerate(drawn, start=1):
        assert step.change is not None
        at = _floating(ax, last - place, at, step.change, scale)
    _floating(ax, 1, at, found.interaction, scale, is_interaction=True)
    _total(ax, 0, found.together, scale)
    labels = ["base", *(step.name for step in drawn), "interaction", "all together"]
    effects.names(ax, labels[::-1])
    ax.axvline(0.0, color=style.INK, linewidth=0.8)
    ax.margins(x=0.06)
    _legend(ax)
    style.notes(ax, _notes(found), effects.INDENT)


def _change(step: Step) -> float:
    return step.change.value if step.change else 0.0


def _total(ax: "Axes", row: int, estimate: Estimate, scale: float) -> None:
    ax.barh(row, scale * estimate.value, height=0.62, color=_TOTAL, edgecolor=style.INK, lw=0.6)
    effects.whisker(ax, row, estimate, scale)


def _floating(
    ax: "Axes",
    row: int,
    start: float,
    change: Estimate,
    scale: float,
    is_interaction: bool = False,
) -> float:
    """Draw a change from ``start``; where it ends."""
    end = start + change.value
    colour = _WORSE if change.value < 0.0 else _BETTER
    ax.barh(
        row,
        scale * change.value,
        left=scale * start,
        height=0.62,
        color=_BETWEEN if is_interaction else colour,
        hatch=_HATCH if is_interaction else None,
        edgecolor=style.INK,
        lw=0.6,
    )
    effects.whisker(ax, row, change, scale, start)
    ax.plot([scale * end] * 2, [row - 0.69, row - 0.31], color=style.GREY, linewidth=0.7)
    return end


def _legend(ax: "Axes") -> None:
    effects.patch(ax, 0.0, "simulated", _TOTAL)
    effects.patch(ax, 0.0, "lower", _WORSE)
    effects.patch(ax, 0.0, "higher", _BETTER)
    effects.patch(ax, 0.0, "interaction", _BETWEEN, _HATCH)
    style.legend(ax)


def _notes(found: Waterfall) -> list[str]:
    sentences = [
        "Interaction: what all stresses together change beyond the sum of what each changes alone."
    ]
    sentences += effects.lowest_note(found.cautions)
    if found.overruled:
        sentences.append(
            f"Where several set one field the later holds in all together: {len(found.overruled)}"
            " times here."
        )
    return sentences
