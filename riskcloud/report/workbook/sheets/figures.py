"""Named cells: dates of the path, sizes of the loan, and the results beside the kernel's."""

from math import isnan
from typing import Any

from riskcloud.report.workbook.formulas.book import Book
from riskcloud.report.workbook.formulas.lines import Single
from riskcloud.report.workbook.sheets.sheet import Sheet

_HEADINGS = ("name", "value", "unit", "meaning", "kernel", "relative difference")


def write_path(sheet: Sheet, workbook: Any, book: Book) -> None:
    """A named cell a row, by section; results with what the kernel has and the difference."""
    styles = sheet.styles
    sheet.text(0, 0, "Figures of the path", styles.title)
    sheet.text(1, 0, "Every value is a formula and a named cell.", styles.note)
    sheet.headings(3, _HEADINGS)
    row, section = 4, ""
    for single in book.singles:
        if single.section != section:
            section = single.section
            sheet.text(row, 0, section, styles.of(bold=True))
            row += 1
        write_single(sheet, book, single, row)
        workbook.define_name(single.name, f"={sheet.name}!$B${row + 1}")
        row += 1
    for name, numbers in _tables(book):
        sheet.text(row, 0, name, styles.of(bold=True))
        for place, number in enumerate(numbers):
            sheet.number(row + 1 + place, 1, number, styles.of(num_format="0.000000000000000"))
        row += 1 + len(numbers)
        workbook.define_name(name, f"={sheet.name}!$B${row - len(numbers) + 1}:$B${row}")
    sheet.raw.freeze_panes(4, 1)
    sheet.raw.set_column(0, 0, 34)
    sheet.raw.set_column(1, 1, 20)
    sheet.raw.set_column(2, 2, 14)
    sheet.raw.set_column(3, 3, 60)
    sheet.raw.set_column(4, 5, 20)


def _tables(book: Book) -> list[tuple[str, list[float]]]:
    return [(one.name, [cell.number for cell in one.cells]) for one in book.tables]


def write_single(sheet: Sheet, book: Book, single: Single, row: int) -> None:
    styles, value = sheet.styles, single.value(0)
    style = styles.formula(single.unit)
    sheet.text(row, 0, single.name)
    sheet.formula(row, 1, single.formula.text(sheet.name, row + 1), style, value)
    sheet.text(row, 2, single.unit)
    sheet.text(row, 3, single.meaning)
    if single.outcome:
        compare(sheet, row, 4, (single.name, value), book.given.outcomes[single.outcome], style)


def compare(
    sheet: Sheet, row: int, column: int, mine: tuple[str, Any], kernel: float, style: Any
) -> None:
    """The kernel's figure, and how far a named cell is from it; mine: the name, its value."""
    name, value = mine
    if isnan(kernel):
        sheet.text(row, column, "no value", sheet.styles.words)
        formula = f'IF(ISNUMBER({name}),"differs","as the kernel")'
        shown: Any = "as the kernel" if isinstance(value, str) else "differs"
        sheet.formula(row, column + 1, formula, sheet.styles.gap, shown)
        return
    sheet.number(row, column, kernel, style)
    cell = f"{'ABCDEFGHIJ'[column]}{row + 1}"
    gap = f"ABS({name}-{cell})/MAX(ABS({cell}),1E-12)"
    formula = f'IF(ISNUMBER({name}),{gap},"differs")'
    known = not isinstance(value, str)
    shown = abs(value - kernel) / max(abs(kernel), 1e-12) if known else "differs"
    sheet.formula(row, column + 1, formula, sheet.styles.gap, shown)
