"""A workbook recalculated by headless LibreOffice, and read back."""

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl import Workbook

SOFFICE = shutil.which("soffice")
needs_office = pytest.mark.skipif(
    SOFFICE is None, reason="SKIPPED: no LibreOffice here; apt-get install libreoffice-calc"
)

Cells = dict[str, dict[str, Any]]


def recalculated(file: Path, place: Path, changes: Mapping[str, float] | None = None) -> Workbook:
    """What LibreOffice makes of the formulas alone.

    changes: by the name of an input's cell.  Saved by openpyxl first, which keeps formulas and
    drops what was stored for them, so that nothing is there that was not computed now.
    """
    book = openpyxl.load_workbook(file)
    for name, value in (changes or {}).items():
        ((sheet, cell),) = book.defined_names[name].destinations
        book[sheet][cell.replace("$", "")].value = value
    bare = place / "bare" / file.name
    bare.parent.mkdir(parents=True, exist_ok=True)
    book.save(bare)
    assert SOFFICE is not None
    profile = f"-env:UserInstallation=file://{place / 'profile'}"
    how = ["--headless", "--convert-to", "xlsx", "--outdir", str(place), str(bare)]
    subprocess.run([SOFFICE, profile, *how], check=True, capture_output=True, timeout=300)
    return shown(place / file.name)


def shown(file: Path) -> Workbook:
    """The values that are stored in a file."""
    return openpyxl.load_workbook(file, data_only=True)


def cells(book: Workbook) -> Cells:
    """What every cell shows, by sheet and address."""
    return {
        sheet.title: {
            cell.coordinate: cell.value
            for row in sheet.rows
            for cell in row
            if cell.value is not None
        }
        for sheet in book.worksheets
    }


def figures(book: Workbook) -> dict[str, Any]:
    """What the named cells of the path show, by name."""
    found = {}
    for name, defined in book.defined_names.items():
        ((sheet, cell),) = defined.destinations
        if sheet == "Path" and ":" not in cell:
            found[name] = book[sheet][cell.replace("$", "")].value
    return found
