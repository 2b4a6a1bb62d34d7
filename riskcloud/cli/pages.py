"""The lender's and the committee's page on a terminal."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

    from riskcloud.risk.risk_summary import RiskSummary


def show_pages(summary: "RiskSummary", console: "Console") -> None:
    """Print each page: its figures with intervals, its tables by year, its notes."""
    from rich.table import Table

    from riskcloud.run.page_table import page_rows, year_grids

    for page in summary.pages.values():
        console.print(f"\n{page.title.capitalize()}'s page", highlight=False)
        figures = Table("figure", "estimate", "95 % interval", box=None, pad_edge=False)
        figures.columns[1].justify = "right"
        for row in page_rows(page):
            figures.add_row(row.label, row.value, row.interval)
        console.print(figures)
        for grid in year_grids(page):
            table = Table(*grid.headings, box=None, pad_edge=False)
            for column in table.columns[1:]:
                column.justify = "right"
            for line in grid.lines:
                table.add_row(*line)
            console.print(table)
        for note in page.notes:
            console.print(f"- {note}", markup=False, highlight=False)
