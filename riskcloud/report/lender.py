"""The lender's page: DSCR and loan-to-value at the end of each year."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from riskcloud.report import style
from riskcloud.report.fans import FEWEST
from riskcloud.report.picture import Draw
from riskcloud.risk.fans import Fan
from riskcloud.risk.risk_summary import Figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Covenants = Mapping[str, Figure]


def panels(dscrs: Fan, ltvs: Fan, covenants: Covenants, scenario: str) -> tuple[Draw, ...]:
    """The two panels of the lender's page, left and right."""
    return (
        partial(dscr, drawn=dscrs, covenants=covenants, scenario=scenario),
        partial(ltv, drawn=ltvs, covenants=covenants),
    )


def dscr(ax: "Axes", drawn: Fan, covenants: Covenants, scenario: str) -> None:
    """Draw the DSCR of each year onto ``ax``, with the covenants below which it must not fall."""
    ax.set_ylabel("DSCR, trailing 12 months (times)")
    if _years(ax, drawn, 1.0):
        _covenant(ax, covenants.get("lockup_dscr"), 1.0, "lock-up\nbelow {:.2f}", "bottom")
        _covenant(ax, covenants.get("default_dscr"), 1.0, "default\nbelow {:.2f}", "top")
        style.legend(ax, 3)
    style.head(
        ax,
        f"Cover and leverage of the loan: {style.short(scenario)}",
        f"tests at the end of each year over the first {drawn.paths:,} paths",
    )
    style.notes(ax, _notes())


def ltv(ax: "Axes", drawn: Fan, covenants: Covenants) -> None:
    """Draw the loan-to-value of each year onto ``ax``, with its covenant."""
    ax.set_ylabel("loan over orderly value (%)")
    if _years(ax, drawn, 0.01):
        _covenant(ax, covenants.get("covenant_ltv"), 0.01, "lock-up\nabove {:.0f} %", "bottom")


def _years(ax: "Axes", drawn: Fan, scale: float) -> bool:
    """A bar from 5 to 95 %, a box from 25 to 75 % and the median, at the end of each year.

    Returns whether there was any.
    """
    shares = drawn.counts / drawn.paths
    ends = [m for m in drawn.months[12::12].tolist() if shares[m] >= max(FEWEST, 1 / drawn.paths)]
    ax.set_xlabel("end of year")
    if not ends:
        style.nothing_to_draw(ax, "no loan to test at the end of a year")
        return False
    years = np.array(ends) // 12
    low, lower, middle, upper, high = drawn.bands[:, ends] / scale
    ax.bar(years, high - low, 0.16, low, color="#9dbcd8", label="5 to 95 %")
    ax.bar(years, upper - lower, 0.46, lower, color="#5c8db8", label="25 to 75 %")
    ax.hlines(middle, years - 0.3, years + 0.3, color=style.INK, linewidth=1.6, label="median")
    ax.set_xticks(years)
    room = 0.3 * (years[-1] - years[0] + 1.2)  # for the words of the covenants
    ax.set_xlim(years[0] - 0.6, years[-1] + 0.6 + room)
    ax.set_ylim(0.0, 1.2 * float(high.max()))
    ax.grid(visible=False, axis="x")
    for year, share in zip(years, shares[ends], strict=True):
        words = f"{100 * share:.0f} %"
        ax.annotate(
            words,
            (float(year), 1.0),
            (0, -1),
            ax.get_xaxis_transform(),
            "offset points",
            ha="center",
            va="top",
            fontsize=6.8,
            backgroundcolor="white",
        )
    return True


def _covenant(ax: "Axes", figure: Figure | None, scale: float, words: str, side: str) -> None:
    """A line at a covenant's level, with words on one side of it; a level of zero is none."""
    if figure is None or figure.estimate.value <= 0.0:
        return
    level = figure.estimate.value / scale
    ax.axhline(level, color=style.WORST, linewidth=1.0, linestyle=(0, (5, 2)))
    _, top = ax.get_ylim()
    ax.set_ylim(0.0, max(top, 1.25 * level))
    ax.annotate(
        words.format(level),
        (1.0, level),
        (0.0, 1.5 if side == "bottom" else -2.0),
        ax.get_yaxis_transform(),
        "offset points",
        ha="right",
        va=side,
        fontsize=6.8,
        linespacing=1.1,
        color=style.WORST,
    )


def _notes() -> list[str]:
    return [
        "In percent: share of these paths that have a loan to test: drawn, not repaid, not in"
        " default. The bars are over these alone: loans in default have left the picture."
    ]
