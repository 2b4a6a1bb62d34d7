"""Pages as tables of words: what a terminal shows of the lender's and the committee's page."""

from collections.abc import Iterator
from dataclasses import dataclass

from riskcloud.risk.pages import Page, YearTable
from riskcloud.run.table import Row, row, shown


@dataclass(frozen=True)
class Grid:
    """A table with its headings."""

    headings: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]


def page_rows(page: Page) -> list[Row]:
    """A line for each estimate: what it is, the figure, its interval."""
    return [
        row(_label(one.label, estimate.name), estimate, one.unit, "no value")
        for one in page.rows.values()
        for estimate in one.estimates
    ]


def _label(label: str, name: str) -> str:
    """The words for a row, with the name of the estimate where that says more."""
    return label if name in ("estimate", "probability") else f"{label}, {name}"


def year_grids(page: Page) -> Iterator[Grid]:
    """A grid for each table by year: a line a year, a column an estimate, then the paths."""
    for table in page.tables.values():
        if table.rows:
            yield _grid(table)


def _grid(table: YearTable) -> Grid:
    first = next(iter(table.rows.values()))
    names = tuple(estimate.name for estimate in first)
    lines = tuple(
        (
            f"year {year}",
            *(_short(e.value, table.unit) for e in estimates),
            f"{estimates[0].paths:,}",
        )
        for year, estimates in table.rows.items()
    )
    return Grid((table.label, *names, "paths"), lines)


def _short(value: float, unit: str) -> str:
    return f"{value:.2f}" if unit == "1" else shown(value, unit)
