"""What the spread of the outcome comes from: shares of its variance, input by input."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from riskcloud.report import style
from riskcloud.report.picture import Page
from riskcloud.risk.risk_summary import RiskSummary
from riskcloud.risk.variance_shares import VarianceShare, VarianceShares

if TYPE_CHECKING:
    from matplotlib.axes import Axes

PAGE = Page(left=2.45)
"""Room for the fields' names beside the axes."""

OUTCOME = "equity_npv"
_INDENT = 124.0
_MOST = 12
_LONGEST = 38


def variance_shares(ax: "Axes", summary: RiskSummary, shares: VarianceShares) -> None:
    """Draw the largest shares of the variance of equity NPV onto ``ax``, largest at the top."""
    shown = shares.shares[:_MOST]
    style.head(
        ax,
        f"What the spread comes from: {style.short(summary.scenario)}",
        f"share of the variance of equity NPV that an uncertain input explains by itself,"
        f" {100 * shares.level:g} % intervals",
        _INDENT,
    )
    ax.set_xlabel("% of the variance of equity NPV")
    ax.grid(axis="y", visible=False)
    rows = _rows(shares, shown)
    for row, (share, colour) in enumerate(reversed(rows)):
        ax.barh(row, 100.0 * share.value, height=0.62, color=colour, edgecolor=style.INK, lw=0.6)
        ends = [100.0 * share.low, 100.0 * share.high]
        ax.plot(ends, [row, row], color=style.INK, linewidth=1.1, marker="|", markersize=5.0)
    ax.axvline(0.0, color=style.INK, linewidth=0.8)
    ax.set_yticks(range(len(rows)), [short_field(share.name) for share, _ in reversed(rows)])
    style.notes(ax, _notes(summary, shares), _INDENT)


def _rows(
    shares: VarianceShares, shown: Sequence[VarianceShare]
) -> list[tuple[VarianceShare, str]]:
    rows = [(share, style.BODY) for share in shown]
    return rows if shares.remainder is None else [*rows, (shares.remainder, style.PALE)]


def short_field(field: str) -> str:
    """A field's path without its first word, which is that of most; its end says the most."""
    name = field.removeprefix("operator.").removeprefix("market.")
    return name if len(name) <= _LONGEST else f"…{name[1 - _LONGEST :]}"


def _notes(summary: RiskSummary, shares: VarianceShares) -> list[str]:
    hidden = len(shares.shares) - _MOST
    sentences = [f"{hidden} smaller ones are not drawn."] if hidden > 0 else []
    if shares.remainder is None:
        sentences.append(
            "Some inputs are correlated: each share holds part of the others' influence, and"
            " shares are not added up. The rest is what happens month by month."
        )
    else:
        sentences.append(
            "The remainder is what happens month by month, and what inputs do only together."
        )
    looked_at = summary.attribution[OUTCOME].paths
    return [*sentences, f"First-order Sobol indices from the run's first {looked_at:,} paths."]
