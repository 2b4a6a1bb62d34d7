"""Money to date of project and equity, as a chart of the spreadsheet's own."""

from typing import Any

from riskcloud.report.workbook.formulas.book import Book
from riskcloud.report.workbook.formulas.lines import FIRST_ROW
from riskcloud.report.workbook.ledger.returns import RETURNS

_LOOKS = (("project", "#0072B2", "solid"), ("equity", "#D55E00", "dash"))
"""Told apart by the colour-blind, and in grey by the dashes."""


def cumulative_chart(workbook: Any, book: Book) -> Any:
    """A line each from month 0 to the horizon, from the cells of the sheet of returns."""
    chart = workbook.add_chart({"type": "line"})
    lines = {line.key: line for line in book.sheets[RETURNS]}
    for owner, colour, dash in _LOOKS:
        line = lines[f"{owner}_cumulative"]
        look = {"color": colour, "width": 1.75, "dash_type": dash}
        chart.add_series(
            {
                "name": owner,
                "categories": [RETURNS, FIRST_ROW - 1, 0, _last(book), 0],
                "values": [RETURNS, FIRST_ROW - 1, line.column, _last(book), line.column],
                "line": look,
            }
        )
    unit = book.given.run.currency
    chart.set_title({"name": "Cash flow to date on this path", "name_font": {"size": 11}})
    axis = {"name": "month", "interval_unit": 12, "label_position": "low"}
    chart.set_x_axis({**axis, "interval_tick": 12})
    chart.set_y_axis({"name": f"million {unit}", "num_format": "#,##0,,"})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 720, "height": 400})
    return chart


def _last(book: Book) -> int:
    return FIRST_ROW + book.months - 2
