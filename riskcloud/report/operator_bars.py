"""All distributions of a comparison in one picture: a bar of quantiles for each operator."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from riskcloud.report import style
from riskcloud.risk.comparison import RANKED, Comparison, OperatorFigures

if TYPE_CHECKING:
    from matplotlib.axes import Axes

INDENT = 72.0
"""Points that the names of operators take beside the axes."""

_BARS = ((0.01, 0.99, 1.6, "#9fb3c6"), (0.05, 0.95, 5.0, "#7f9fbd"), (0.25, 0.75, 10.0, style.BLUE))
"""Lower and upper quantile, thickness in points, colour: darker and thicker further in."""

_LONGEST = 22
_ROWS_OF_FULL_HEIGHT = 9


def operator_bars(ax: "Axes", comparison: Comparison) -> None:
    """Draw the NPV per unit of capex of every operator onto ``ax``, the best median at the top."""
    drawn = sorted(
        (one for one in comparison.operators if RANKED in one.columns),
        key=lambda one: one.columns[RANKED].quantile(0.5).value,
    )
    style.head(
        ax,
        "NPV per unit of capex: what each operator may earn",
        f"market {style.short(comparison.market)}; best median at the top",
        INDENT,
    )
    ax.set_xlabel("project NPV at the operator's wacc, per unit of present-value capex")
    if not drawn:
        style.nothing_to_draw(ax, "no operator buys anything")
        return
    ax.grid(axis="y", visible=False)
    for row, one in enumerate(drawn):
        _bars(ax, row, one, len(drawn))
    ax.axvline(0.0, color=style.INK, linewidth=1.1, linestyle=(0, (4, 2)), zorder=1)
    ax.set_yticks(range(len(drawn)), [_name(one) for one in drawn])
    ax.set_ylim(-0.7, len(drawn) - 0.3)
    _shares(ax, drawn)
    style.legend(ax)
    style.notes(ax, _notes(comparison), INDENT)


def _bars(ax: "Axes", row: int, one: OperatorFigures, rows: int) -> None:
    figures = one.columns[RANKED]
    shrink = min(1.0, _ROWS_OF_FULL_HEIGHT / rows)
    for low, high, points, colour in _BARS:
        ax.plot(
            [figures.quantile(low).value, figures.quantile(high).value],
            [row, row],
            color=colour,
            linewidth=max(points * shrink, 1.2),
            label=f"{100 * low:g} to {100 * high:g} %" if row == 0 else None,
            zorder=2,
        )
    ax.plot(
        [figures.quantile(0.5).value],
        [row],
        marker="o",
        markersize=4.2,
        markerfacecolor="white",
        markeredgecolor=style.INK,
        markeredgewidth=0.8,
        linestyle="none",
        label="median" if row == 0 else None,
        zorder=3,
    )


def _shares(ax: "Axes", drawn: Sequence[OperatorFigures]) -> None:
    """P(IRR at or above wacc) in a column at the right edge."""
    low, high = ax.get_xlim()
    ax.set_xlim(low, high + 0.16 * (high - low))
    where = ax.get_yaxis_transform()
    for row, one in enumerate(drawn):
        share = style.percent(one.figures["p_project_irr_above_wacc"].estimate.value)
        ax.text(0.995, row, share, transform=where, ha="right", va="center", fontsize=7.2)
    ax.annotate(
        "P(IRR ≥ wacc)",
        (1.0, 1.0),
        (0.0, 3.0),
        "axes fraction",
        "offset points",
        ha="right",
        fontsize=7.2,
    )


def _name(one: OperatorFigures) -> str:
    return one.name if len(one.name) <= _LONGEST else f"{one.name[: _LONGEST - 1]}…"


def _notes(comparison: Comparison) -> list[str]:
    rates = sorted({one.hurdles["wacc"].estimate.value for one in comparison.operators})
    ends = style.rate(rates[0])
    if len(rates) > 1:
        ends += f" to {style.rate(rates[-1])}, each operator its own"
    return [
        "Right of the dashed line the project earns more than its wacc. Every operator lives"
        f" through the same futures. Wacc: {ends}."
    ]
