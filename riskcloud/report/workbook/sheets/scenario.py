"""The scenario that makes the run again, a line a cell."""

from riskcloud.report.workbook.sheets.sheet import Sheet


def write_scenario(sheet: Sheet, lines: tuple[str, ...]) -> None:
    """JSON as it must be saved, indents and all; a first character is a brace or a space."""
    for row, line in enumerate(lines):
        sheet.verbatim(row, 0, line)
    sheet.raw.set_column(0, 0, 140)
