"""The first page: this path live, beside the figures of all paths with their intervals."""

from math import isfinite
from typing import Any

from riskcloud.report.workbook.book import Book
from riskcloud.report.workbook.path_sheet import compare
from riskcloud.report.workbook.sheet import Sheet
from riskcloud.risk.results import ColumnFigures, Estimate

NAME = "Summary"


def write_summary(sheet: Sheet, book: Book) -> None:
    """The path's results, percentiles and shortfalls, probabilities, cautions."""
    styles, given = sheet.styles, book.given
    sheet.text(0, 0, f"Path {given.path} of {given.summary.scenario}", styles.title)
    note = f"Amounts in {given.summary.currency}. Blue: values. Black: formulas."
    sheet.text(1, 0, note, styles.note)
    row = _path(sheet, book, 3)
    row = _columns(sheet, book, row + 1)
    row = _probabilities(sheet, book, row + 1)
    sheet.text(row + 1, 0, "Cautions", styles.of(bold=True))
    for place, caution in enumerate(given.summary.cautions, start=row + 2):
        sheet.text(place, 0, caution)
    sheet.raw.set_column(0, 0, 46)
    sheet.raw.set_column(1, 20, 16)


def _path(sheet: Sheet, book: Book, row: int) -> int:
    """Figures that the workbook computes, what the kernel says, the difference."""
    headings = ("this path", "live", "kernel", "relative difference", "unit")
    sheet.headings(row, headings)
    for single in (one for one in book.singles if one.is_outcome):
        row += 1
        style, value = sheet.styles.formula(single.unit), single.value(0)
        sheet.text(row, 0, single.meaning)
        sheet.formula(row, 1, single.name, style, value)
        compare(sheet, row, 2, (single.name, value), book.given.outcomes[single.name], style)
        sheet.text(row, 4, single.unit)
    return row + 1


def _columns(sheet: Sheet, book: Book, row: int) -> int:
    """Percentiles, mean and expected shortfalls of every summarised figure, with intervals."""
    summary = book.given.summary
    first = next(iter(summary.columns.values()))
    sheet.text(row, 0, f"All {summary.paths:,} paths", sheet.styles.of(bold=True))
    sheet.headings(row + 1, ("figure", "unit", "", *(one.name for one in _estimates(first))))
    row += 2
    for name, figures in summary.columns.items():
        row = _figures(sheet, (summary.labels[name], summary.units[name]), figures, row)
    return row


def _estimates(figures: ColumnFigures) -> list[Estimate]:
    mean = [figures.mean] if figures.mean is not None else []
    return [*figures.quantiles, *figures.shortfalls, *mean]


def _figures(sheet: Sheet, words: tuple[str, str], figures: ColumnFigures, row: int) -> int:
    """Three rows: the estimate, the low and the high end of its interval."""
    label, unit = words
    style = sheet.styles.value(unit)
    sheet.text(row, 0, label)
    sheet.text(row, 1, unit)
    for place, ends in enumerate(("value", "low", "high")):
        sheet.text(row + place, 2, "estimate" if place == 0 else f"interval, {ends}")
        for column, estimate in enumerate(_estimates(figures), start=3):
            _put(sheet, row + place, column, getattr(estimate, ends), (style, figures.beyond))
    return row + 3


def _put(sheet: Sheet, row: int, column: int, number: Any, how: tuple[Any, str]) -> None:
    style, beyond = how
    if number is None:
        sheet.text(row, column, "not known")
    elif isfinite(number):
        sheet.number(row, column, number, style)
    else:
        sheet.text(row, column, beyond)


def _probabilities(sheet: Sheet, book: Book, row: int) -> int:
    sheet.headings(row, ("of all paths", "share", "low", "high"))
    style = sheet.styles.value("share")
    for figure in book.given.summary.probabilities.values():
        row += 1
        sheet.text(row, 0, figure.label)
        for column, end in enumerate(("value", "low", "high"), start=1):
            _put(sheet, row, column, getattr(figure.estimate, end), (style, "not known"))
    return row + 1
