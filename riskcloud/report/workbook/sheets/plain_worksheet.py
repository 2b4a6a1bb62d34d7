"""A worksheet that takes formulas as they are: imported where a file is written."""

from typing import Any

from xlsxwriter.worksheet import Worksheet


class PlainWorksheet(Worksheet):
    """XlsxWriter looks for some thirty newer functions in every formula: half of its time.

    None of them is used here, as LibreOffice and older Excel do not know them all.
    """

    def _prepare_formula(self, formula: str, *_: Any, **__: Any) -> str:
        return formula.removeprefix("=")
