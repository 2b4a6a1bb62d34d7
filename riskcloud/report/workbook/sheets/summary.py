"""The first page: this path live, beside the figures of all paths with their intervals."""

from riskcloud.report.workbook.formulas.book import Book
from riskcloud.report.workbook.sheets.figures import compare
from riskcloud.report.workbook.sheets.sheet import Sheet

_ENDS = (("estimate", "value"), ("interval, low", "low"), ("interval, high", "high"))


def write_summary(sheet: Sheet, book: Book) -> None:
    """The path's results, percentiles and shortfalls, probabilities, cautions."""
    styles, given = sheet.styles, book.given
    sheet.text(0, 0, f"Path {given.path} of {given.run.scenario}", styles.title)
    note = f"Amounts in {given.run.currency}. Blue: values. Black: formulas."
    sheet.text(1, 0, note, styles.note)
    row = _path(sheet, book, 3)
    row = _columns(sheet, book, row + 1)
    row = _probabilities(sheet, book, row + 1)
    sheet.text(row + 1, 0, "Cautions", styles.of(bold=True))
    for place, caution in enumerate(given.run.cautions, start=row + 2):
        sheet.text(place, 0, caution)
    sheet.raw.set_column(0, 0, 58)
    sheet.raw.set_column(1, 20, 16)


def _path(sheet: Sheet, book: Book, row: int) -> int:
    """Figures that the workbook computes, what the kernel says, the difference."""
    headings = ("this path", "live", "kernel", "relative difference", "unit")
    sheet.headings(row, headings)
    for single in (one for one in book.singles if one.outcome):
        row += 1
        style, value = sheet.styles.formula(single.unit), single.value(0)
        sheet.text(row, 0, book.label_of(single.outcome))
        sheet.formula(row, 1, single.name, style, value)
        compare(sheet, row, 2, (single.name, value), book.given.outcomes[single.outcome], style)
        sheet.text(row, 4, single.unit)
    return row + 1


def _columns(sheet: Sheet, book: Book, row: int) -> int:
    """Quantiles, means of the worst and mean of every summarised figure, with intervals."""
    run = book.given.run
    every = [one.name for column in run.columns.values() for one in column.estimates]
    places = {name: place for place, name in enumerate(dict.fromkeys(every), start=3)}
    sheet.text(row, 0, f"All {run.paths:,} paths", sheet.styles.of(bold=True))
    sheet.headings(row + 1, ("figure", "unit", "", *places))
    row += 2
    for column in run.columns.values():
        sheet.text(row, 0, column.label)
        sheet.text(row, 1, column.unit)
        for words, end in _ENDS:
            sheet.text(row, 2, words, sheet.styles.note)
            for one in column.estimates:
                sheet.value(row, places[one.name], getattr(one, end), column.unit)
            row += 1
    return row


def _probabilities(sheet: Sheet, book: Book, row: int) -> int:
    sheet.headings(row, ("of all paths", "share", "low", "high"))
    for share in book.given.run.shares:
        row += 1
        sheet.text(row, 0, share.name)
        for column, value in enumerate((share.value, share.low, share.high), start=1):
            sheet.value(row, column, value, "share")
    return row + 1
