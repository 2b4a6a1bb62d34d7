"""Which pictures a comparison has."""

from functools import partial

from riskcloud.report import style
from riskcloud.report.median_tail import median_tail
from riskcloud.report.operator_bars import INDENT, operator_bars
from riskcloud.report.picture import Page, Picture, Plots
from riskcloud.risk.comparison import Comparison

_ROW, _FRAME, _LEAST = 0.19, 1.95, 4.0
"""Inches: of a row, of what is above and below the rows, of a picture."""


def draw_comparison(comparison: Comparison) -> Plots:
    """The distributions of all operators, and their medians against their tails."""
    count = len(comparison.operators)
    operators = f"{count} operator{'s' * (count != 1)}"
    footer = (
        f"riskcloud   {operators}   market {style.short(comparison.market)}"
        f"   {style.paths(comparison.paths)} each   seed {comparison.seed}"
    )
    page = Page()
    rows = Page(
        height=max(_LEAST, _FRAME + _ROW * count), left=page.left + INDENT / 72.0, bottom=1.12
    )
    bars = (partial(operator_bars, comparison=comparison),)
    points = (partial(median_tail, comparison=comparison),)
    return Plots(
        [
            Picture("operators", "NPV per unit of capex of every operator", bars, footer, rows),
            Picture("median_tail", "Median IRR against the worst 5 %", points, footer),
        ]
    )
