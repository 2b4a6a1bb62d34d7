"""A sheet with a month a row: values, or one formula down each column."""

import numpy as np

from riskcloud.report.workbook.formulas.book import Book
from riskcloud.report.workbook.formulas.expression import Expression
from riskcloud.report.workbook.formulas.lines import FIRST_ROW, Line, column_name
from riskcloud.report.workbook.sheets.sheet import Sheet

_SECTION, _TITLE, _UNIT, _KEY, _KIND, _LARGEST, _AGAINST, _OPENING = 3, 4, 5, 6, 7, 8, 9, 12
KERNEL = "Kernel"
_LABELS = {
    _SECTION: "section",
    _TITLE: "line",
    _UNIT: "unit",
    _KEY: "name in riskcloud replay",
    _KIND: "value or formula",
    _LARGEST: "largest size",
    _AGAINST: "largest difference from the kernel",
    _OPENING: "opening",
}


def write_monthly(sheet: Sheet, book: Book, lines: list[Line], note: str) -> None:
    """Headings, checks against the kernel, openings, months."""
    styles = sheet.styles
    sheet.text(0, 0, sheet.name, styles.title)
    sheet.text(1, 0, note, styles.note)
    for row, label in _LABELS.items():
        sheet.text(row, 0, label, styles.heading if row == _TITLE else styles.note)
    first, rows = FIRST_ROW - 1, len(lines[0].values) - 1
    for month in range(rows):
        sheet.number(first + month, 0, month, styles.of(num_format="0", bold=True))
    section = ""
    for line in lines:
        if line.section != section:
            section = line.section
            sheet.text(_SECTION, line.column, section, styles.of(bold=True))
        _write_line(sheet, book, line)
    sheet.raw.freeze_panes(first, 1)
    sheet.raw.fit_to_pages(0, 1)
    sheet.raw.repeat_columns(0)
    sheet.raw.set_row(_TITLE, 60)
    sheet.raw.set_column(0, 0, 22)
    sheet.raw.set_column(1, len(lines), 15)


def _write_line(sheet: Sheet, book: Book, line: Line) -> None:
    styles, column, unit = sheet.styles, line.column, line.unit
    sheet.text(_TITLE, column, line.title, styles.heading)
    sheet.text(_UNIT, column, unit, styles.note)
    sheet.text(
        _KEY, column, line.key if line.is_checked or line.formula is None else "", styles.note
    )
    sheet.text(_KIND, column, "value" if line.formula is None else "formula", styles.note)
    if line.is_checked:
        _check(sheet, book, line)
    if isinstance(line.opening, Expression):
        text = line.opening.text(line.sheet, _OPENING + 1)
        sheet.formula(_OPENING, column, text, styles.formula(unit), line.values[0])
    elif line.opening is not None:
        sheet.number(_OPENING, column, line.opening, styles.value(unit))
    style = styles.value(unit) if line.formula is None else styles.formula(unit)
    for month, value in enumerate(line.values[1:]):
        row = FIRST_ROW + month
        if line.formula is None:
            sheet.number(row - 1, column, value, style)
        else:
            sheet.formula(row - 1, column, line.formula.text(line.sheet, row), style, value)


def _check(sheet: Sheet, book: Book, line: Line) -> None:
    """Largest difference of the column from the kernel's, beside its largest size."""
    here = line.all.text(line.sheet, 0)
    letter = column_name(1 + book.checked().index(line))
    there = f"{KERNEL}!${letter}${FIRST_ROW}:${letter}${FIRST_ROW + book.months - 1}"
    mine, kernel = np.array(line.values[1:], float), np.array(book.kernel_values(line))
    style = sheet.styles.formula(line.unit)
    size = f"SUMPRODUCT(MAX(ABS({here})))"
    sheet.formula(_LARGEST, line.column, size, style, np.max(np.abs(mine)))
    gap = f"SUMPRODUCT(MAX(ABS({here}-{there})))"
    sheet.formula(_AGAINST, line.column, gap, sheet.styles.gap, np.max(np.abs(mine - kernel)))


def write_kernel(sheet: Sheet, book: Book) -> None:
    """What the kernel has of every checked line, as values."""
    styles, first = sheet.styles, FIRST_ROW - 1
    sheet.text(0, 0, "The kernel's own ledger of the path, to check against", styles.title)
    for month in range(book.months):
        sheet.number(first + month, 0, month, styles.of(num_format="0", bold=True))
    for column, line in enumerate(book.checked(), start=1):
        sheet.text(_KEY, column, line.key, styles.heading)
        sheet.text(_UNIT, column, line.unit, styles.note)
        for month, value in enumerate(book.kernel_values(line)):
            sheet.number(first + month, column, value, styles.value(line.unit))
    sheet.raw.freeze_panes(first, 1)
    sheet.raw.set_column(1, len(book.checked()), 15)
