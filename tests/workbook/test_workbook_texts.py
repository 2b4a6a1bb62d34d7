"""No text of a workbook is a formula, and every formula has the value that the kernel has."""

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from riskcloud.memos.path_workbook import inputs_of
from riskcloud.report.workbook.build import workbook
from riskcloud.report.workbook.inputs import WorkbookInputs
from riskcloud.report.workbook.ledger.operator import operator_book
from riskcloud.report.workbook.sheets.styles import inert
from riskcloud.run import Result
from tests.workbook.runs import SMALL, run_of

pytest.importorskip("xlsxwriter", reason="SKIPPED: riskcloud[memo] is not installed")
HOSTILE = ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "a" * 10_000, "\u202e=1", "\x00=1"]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Result:
    return run_of(SMALL, tmp_path_factory.mktemp("runs") / "small")


@pytest.fixture(scope="module")
def given(small: Result) -> WorkbookInputs:
    return inputs_of(small, 7)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_begin_no_formula(text: str) -> None:
    shown = inert(text)
    assert not shown.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert len(shown) <= 501
    assert "\u202e" not in shown


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_text_in_every_cell(
    given: WorkbookInputs, name: str, tmp_path: Path
) -> None:
    facts = {
        field: replace(one, meaning=name, source=name) for field, one in given.assumptions.items()
    }
    run = replace(given.run, scenario=name, cautions=(name,))
    hostile = replace(given, run=run, assumptions=facts, commands=(name,))
    file = tmp_path / "hostile.xlsx"
    file.write_bytes(workbook(hostile))
    book = openpyxl.load_workbook(file)
    calm = openpyxl.load_workbook(_written(given, tmp_path))
    for sheet in book.worksheets:
        for row in sheet.rows:
            for cell in row:
                if cell.data_type == "f":
                    assert cell.value == calm[sheet.title][cell.coordinate].value
                elif isinstance(cell.value, str):
                    assert not cell.value.startswith(("=", "+", "-", "@", "\t", "\r"))


def _written(given: WorkbookInputs, folder: Path) -> Path:
    file = folder / "calm.xlsx"
    file.write_bytes(workbook(given))
    return file


def test_stored_values_are_the_kernels(given: WorkbookInputs, tmp_path: Path) -> None:
    """For viewers that do not recalculate: read back without LibreOffice."""
    book = operator_book(given)
    shown = openpyxl.load_workbook(_written(given, tmp_path), data_only=True)
    lines = book.checked()
    assert len(lines) > 100
    for line in lines:
        kernel = book.kernel_values(line)
        size = max(map(abs, kernel))
        for month, value in enumerate(kernel):
            cell = shown[line.sheet][f"{line.letter}{14 + month}"].value
            assert cell == pytest.approx(value, rel=1e-9, abs=1e-9 * size + 1e-6), line.key


def test_the_same_path_gives_the_same_bytes(given: WorkbookInputs) -> None:
    assert workbook(given) == workbook(given)


def test_names_are_such_as_spreadsheets_take(given: WorkbookInputs) -> None:
    book = operator_book(given)
    names = [cell.name for cell in (*book.inputs.values(), *book.singles, *book.ranges)]
    assert len(names) == len(set(names))
    for name in names:
        assert name.isascii()
        assert name.replace("_", "").isalnum()
        assert len(name) < 130


def test_formulas_are_short_enough_for_excel_and_for_people(given: WorkbookInputs) -> None:
    book = operator_book(given)
    longest = max(len(formula.text("Ledger", 100)) for formula in book.formulas())
    assert longest < 1000
