"""The anatomy of the tail: what each driver adds to the gap between the mean and the worst 5 %."""

from typing import TYPE_CHECKING

from riskcloud.report import style
from riskcloud.report.picture import Picture
from riskcloud.report.variance_shares import PAGE, short_field
from riskcloud.risk.anatomy import Anatomy
from riskcloud.risk.conventions import LEVEL
from riskcloud.risk.intervals import normal_half_width
from riskcloud.risk.risk_summary import RiskSummary

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_MOST = 10
_INDENT = 124.0


def tail_anatomy_picture(summary: RiskSummary, anatomy: Anatomy) -> Picture:
    """The picture of a run's anatomy."""
    footer = (
        f"riskcloud   scenario {style.short(summary.scenario)}   seed {summary.seed}"
        f"   digest {summary.digest[:16]}"
    )
    title = f"Anatomy of the worst 5 % by equity NPV: {summary.scenario}"

    def draw(ax: "Axes") -> None:
        tail_anatomy(ax, summary, anatomy)

    return Picture("tail_anatomy", title, (draw,), footer, PAGE)


def tail_anatomy(ax: "Axes", summary: RiskSummary, anatomy: Anatomy) -> None:
    """Draw the parts onto ``ax``, largest at the top; they and the rest add up to the gap."""
    found = anatomy.contributions
    gap = found.shortfall - found.mean
    scale, unit = style.money_scale(abs(gap), summary.currency)
    shown, others = found.parts[:_MOST], found.parts[_MOST:]
    rows = [(short_field(one.name), one.value, one.error, style.WORST) for one in shown]
    if others:
        rest = sum(one.value for one in others)
        rows.append((f"{len(others)} other drivers together", rest, 0.0, style.BODY))
    rows.append(("in no driver alone", found.remainder, 0.0, style.PALE))
    style.head(
        ax,
        f"What made the worst {100 * found.share:g} %: {style.short(summary.scenario)}",
        f"parts of the gap of {gap / scale:,.0f} {unit} between these paths' mean equity NPV and"
        " that of all".replace("-", "\N{MINUS SIGN}"),
        _INDENT,
    )
    half = normal_half_width(LEVEL)
    for row, (_, value, error, colour) in enumerate(reversed(rows)):
        ax.barh(row, value / scale, height=0.62, color=colour, edgecolor=style.INK, lw=0.6)
        ends = [(value + sign * half * error) / scale for sign in (-1.0, 1.0)]
        if error:
            ax.plot(ends, [row, row], color=style.INK, linewidth=1.1, marker="|", markersize=5.0)
    ax.axvline(0.0, color=style.INK, linewidth=0.8)
    ax.grid(axis="y", visible=False)
    ax.set_yticks(range(len(rows)), [name for name, *_ in reversed(rows)])
    ax.set_xlabel(f"part of the gap ({unit})")
    style.notes(
        ax,
        [
            f"Over the first {found.paths:,} paths, {100 * LEVEL:g} % intervals. Euler parts of a"
            " least-squares fit with one bent line a driver; drivers that move together share an"
            " effect. No proof of a cause."
        ],
        _INDENT,
    )
