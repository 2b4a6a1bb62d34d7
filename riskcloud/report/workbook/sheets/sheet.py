"""A sheet on which texts stay texts and formulas carry their values."""

from math import isfinite
from typing import Any

from riskcloud.report.workbook.sheets.styles import Styles, inert, is_inert


class Sheet:
    """Rows and columns counted from 0, as XlsxWriter counts them."""

    def __init__(self, workbook: Any, styles: Styles, name: str) -> None:
        self.name = name
        self.styles = styles
        self.raw = workbook.add_worksheet(name)
        self.raw.set_landscape()
        self.raw.set_paper(9)  # A4
        self.raw.fit_to_pages(1, 0)  # as wide as a page
        self.raw.hide_gridlines(2)

    def text(self, row: int, column: int, text: str, style: Any = None) -> None:
        if text:
            usual = self.styles.beside if column else self.styles.text
            self.raw.write_string(row, column, inert(text), style or usual)

    def verbatim(self, row: int, column: int, text: str) -> None:
        """A text as it is.  Raises ValueError for one that a program may take for a formula."""
        if not is_inert(text):
            raise ValueError(f"not inert: {text[:40]!r}")
        self.raw.write_string(row, column, text, self.styles.of(font_name="Courier New"))

    def number(self, row: int, column: int, value: float, style: Any) -> None:
        self.raw.write_number(row, column, value, style)

    def formula(self, row: int, column: int, formula: str, style: Any, value: Any) -> None:
        """A formula without its equals sign, and what it gives."""
        shown = value if isinstance(value, str) else float(value)
        self.raw.write_formula(row, column, "=" + formula, style, shown)

    def value(self, row: int, column: int, value: float | str | None, unit: str) -> None:
        """A number, or the words that stand for one."""
        if isinstance(value, str) or value is None or not isfinite(value):
            words = value if isinstance(value, str) else "no value"
            self.raw.write_string(row, column, inert(words), self.styles.words)
        else:
            self.number(row, column, value, self.styles.value(unit))

    def headings(self, row: int, words: tuple[str, ...], first: int = 0) -> None:
        for place, word in enumerate(words):
            self.text(row, first + place, word, self.styles.heading)
