"""The same scenario under each stress of its batch."""

from collections.abc import Iterator

from riskcloud.report.workbook.formulas.book import Book
from riskcloud.report.workbook.inputs import Estimated, RunFigures, Stress
from riskcloud.report.workbook.sheets.sheet import Sheet

_OF_PATH = (
    "project_irr",
    "project_npv",
    "project_payback",
    "equity_irr",
    "equity_npv",
    "equity_payback",
    "min_dscr",
    "default_month",
    "lender_loss",
)
_COLUMNS = ("project_irr", "project_npv", "equity_irr", "equity_npv")
_STATISTICS = {"5 % quantile", "median", "mean of the worst 5 %"}
_HEADINGS = ("stress", "figure", "value", "low", "high", "unit", "paths")


def write_stresses(sheet: Sheet, book: Book) -> None:
    """What each stress makes of this path, then of all paths with intervals."""
    styles, given = sheet.styles, book.given
    sheet.text(0, 0, "Stresses of the batch that the run is in", styles.title)
    note = "Values. Every stress has the same draws, so that a path under it is the same path."
    sheet.text(1, 0, note, styles.note)
    sheet.text(3, 0, f"Path {given.path} under each stress", styles.of(bold=True))
    sheet.headings(4, ("stress", *(book.label_of(name) for name in _OF_PATH)))
    sheet.raw.set_row(4, 30)
    for row, stress in enumerate(given.stresses, start=5):
        _write_path(sheet, book, stress, row)
    first = 7 + len(given.stresses)
    sheet.text(first - 1, 0, "All paths", styles.of(bold=True))
    sheet.headings(first, _HEADINGS)
    row = first
    for stress in given.stresses:
        for words, unit, one in _figures(stress.run):
            row += 1
            sheet.text(row, 0, stress.name)
            sheet.text(row, 1, words)
            for column, value in enumerate((one.value, one.low, one.high), start=2):
                sheet.value(row, column, value, unit)
            sheet.text(row, 5, unit)
            sheet.number(row, 6, stress.run.paths, styles.of(num_format="#,##0"))
    sheet.raw.autofilter(first, 0, row, len(_HEADINGS) - 1)
    sheet.raw.set_column(0, 0, 26)
    sheet.raw.set_column(1, 1, 46)
    sheet.raw.set_column(2, len(_OF_PATH), 18)


def _figures(run: RunFigures) -> Iterator[tuple[str, str, Estimated]]:
    """Label, unit and estimate: of returns, then the probabilities."""
    for name in _COLUMNS:
        column = run.columns[name]
        for one in column.estimates:
            if one.name in _STATISTICS:
                yield f"{column.label}, {one.name}", column.unit, one
    for share in run.shares:
        yield share.name, "share", share


def _write_path(sheet: Sheet, book: Book, stress: Stress, row: int) -> None:
    sheet.text(row, 0, stress.name)
    for column, name in enumerate(_OF_PATH, start=1):
        value = stress.outcomes[name]
        shown = None if value != value else value
        sheet.value(row, column, shown, book.given.outcome_units[name])
