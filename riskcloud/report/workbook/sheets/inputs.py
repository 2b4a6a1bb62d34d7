"""Every number that the path was computed with: value, unit, meaning, source."""

from typing import Any

from riskcloud.report.memo.inputs import Assumption
from riskcloud.report.workbook.formulas.book import Book
from riskcloud.report.workbook.inputs import PathInput
from riskcloud.report.workbook.sheets.sheet import Sheet

_HEADINGS = (
    "field",
    "value on this path",
    "unit",
    "name",
    "read by",
    "scenario",
    "meaning",
    "source",
)
_FIRST = 4
_NOTES = (
    "Blue on yellow: formulas read it, so that a change shows at once. Grey: it made the market"
    " rows, the path's events or its structure, which stand here as values."
)


def write_inputs(sheet: Sheet, workbook: Any, book: Book) -> None:
    """An input a row, in the order of the model; each value is a named cell."""
    styles, used = sheet.styles, book.used()
    sheet.text(0, 0, "Inputs", styles.title)
    sheet.text(1, 0, _NOTES, styles.note)
    sheet.headings(_FIRST - 1, _HEADINGS)
    for row, one in enumerate(book.given.inputs, start=_FIRST):
        cell = book.inputs[one.field]
        live = cell.name in used
        style = styles.live_input() if live else styles.dead_input()
        sheet.text(row, 0, one.field)
        sheet.number(row, 1, one.value, style)
        sheet.text(row, 3, cell.name)
        sheet.text(row, 4, "formulas" if live else "market, events or structure")
        _facts(sheet, row, one, book.given.assumptions.get(one.field))
        workbook.define_name(cell.name, f"={sheet.name}!$B${row + 1}")
    places = {one.field: row for row, one in enumerate(book.given.inputs, start=_FIRST)}
    names = {book.inputs[field].name: row for field, row in places.items()}
    for table in book.ranges:
        rows = [names[cell.name] for cell in table.cells]
        workbook.define_name(table.name, f"={sheet.name}!$B${min(rows) + 1}:$B${max(rows) + 1}")
    sheet.raw.freeze_panes(_FIRST, 1)
    sheet.raw.autofilter(_FIRST - 1, 0, _FIRST - 1 + len(places), len(_HEADINGS) - 1)
    for column, width in enumerate((44, 18, 16, 36, 22, 34, 60, 80)):
        sheet.raw.set_column(column, column, width)


def _facts(sheet: Sheet, row: int, one: PathInput, known: Assumption | None) -> None:
    """What a person wrote of it; a choice or flag has no source."""
    sheet.text(row, 2, one.unit)
    if known is None:
        return
    sheet.text(row, 5, known.value)
    sheet.text(row, 6, known.meaning)
    sheet.text(row, 7, "stated in the scenario" if known.is_stated else known.source)
