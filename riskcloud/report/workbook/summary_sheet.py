"""The first page: this path live, beside the figures of all paths with their intervals."""

from collections.abc import Mapping
from math import isinf

from riskcloud.report.workbook.book import Book
from riskcloud.report.workbook.path_sheet import compare
from riskcloud.report.workbook.sheet import Sheet
from riskcloud.risk.results import ColumnFigures, Estimate

_ENDS = (("estimate", "value"), ("interval, low", "low"), ("interval, high", "high"))


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
    labels = book.given.summary.labels
    headings = ("this path", "live", "kernel", "relative difference", "unit")
    sheet.headings(row, headings)
    for single in (one for one in book.singles if one.outcome):
        row += 1
        style, value = sheet.styles.formula(single.unit), single.value(0)
        sheet.text(row, 0, labels.get(single.outcome, single.meaning))
        sheet.formula(row, 1, single.name, style, value)
        compare(sheet, row, 2, (single.name, value), book.given.outcomes[single.outcome], style)
        sheet.text(row, 4, single.unit)
    return row + 1


def _columns(sheet: Sheet, book: Book, row: int) -> int:
    """Quantiles, means of the worst and mean of every summarised figure, with intervals."""
    summary = book.given.summary
    every = [one.name for figures in summary.columns.values() for one in _estimates(figures)]
    places = {name: column for column, name in enumerate(dict.fromkeys(every), start=3)}
    sheet.text(row, 0, f"All {summary.paths:,} paths", sheet.styles.of(bold=True))
    sheet.headings(row + 1, ("figure", "unit", "", *places))
    row += 2
    for name, figures in summary.columns.items():
        sheet.text(row, 0, summary.labels[name])
        sheet.text(row, 1, summary.units[name])
        _figures(sheet, figures, places, (row, summary.units[name]))
        row += 3
    return row


def _estimates(figures: ColumnFigures) -> list[Estimate]:
    mean = [figures.mean] if figures.mean is not None else []
    return [*figures.quantiles, *figures.shortfalls, *mean]


def _figures(
    sheet: Sheet, figures: ColumnFigures, places: Mapping[str, int], at: tuple[int, str]
) -> None:
    """Three rows: the estimate, the low and the high end of its interval."""
    first, unit = at
    for row, (words, end) in enumerate(_ENDS, start=first):
        sheet.text(row, 2, words, sheet.styles.note)
        for one in _estimates(figures):
            value = getattr(one, end)
            shown = figures.beyond if value is not None and isinf(value) else value
            sheet.value(row, places[one.name], shown, unit)


def _probabilities(sheet: Sheet, book: Book, row: int) -> int:
    sheet.headings(row, ("of all paths", "share", "low", "high"))
    for figure in book.given.summary.probabilities.values():
        row += 1
        sheet.text(row, 0, figure.label)
        for column, end in enumerate(("value", "low", "high"), start=1):
            sheet.value(row, column, getattr(figure.estimate, end), figure.unit)
    return row + 1
