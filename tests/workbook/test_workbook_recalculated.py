"""The workbook recalculated by LibreOffice gives the kernel's figures; a new input, new ones."""

from pathlib import Path
from typing import Any

import pytest

import riskcloud
from riskcloud.memos.path_workbook import inputs_of
from riskcloud.run import Result
from tests.workbook.recalculated import cells, figures, needs_office, recalculated
from tests.workbook.runs import SMALL, run_of

pytest.importorskip("xlsxwriter", reason="SKIPPED: riskcloud[memo] is not installed")
CLOSE = 1e-9


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Result:
    return run_of(SMALL, tmp_path_factory.mktemp("runs") / "small")


def assert_close(found: Any, kernel: float, name: str) -> None:
    if kernel != kernel:
        assert isinstance(found, str), f"{name}: {found}, the kernel has no value"
    else:
        assert found == pytest.approx(kernel, rel=CLOSE, abs=1e-12), name


def assert_outcomes(file: Path, outcomes: dict[str, float], wanted: int) -> None:
    found = figures(file)
    shared = [name for name in found if name in outcomes]
    assert len(shared) >= wanted
    for name in shared:
        assert_close(found[name], outcomes[name], name)


@needs_office
@pytest.mark.parametrize("path", [0, 5])
def test_recalculated_figures_are_the_kernels(small: Result, path: int, tmp_path: Path) -> None:
    file = riskcloud.workbook(small, path, tmp_path / "path.xlsx")
    again = recalculated(file, tmp_path / "again")
    assert_outcomes(again, inputs_of(small, path).outcomes, 5)


@needs_office
def test_every_cell_computes_what_was_stored(small: Result, tmp_path: Path) -> None:
    file = riskcloud.workbook(small, 1, tmp_path / "path.xlsx")
    stored, found = cells(file), cells(recalculated(file, tmp_path / "again"))
    assert stored.keys() == found.keys()
    for sheet, values in stored.items():
        for place, value in values.items():
            if isinstance(value, int | float):
                assert found[sheet][place] == pytest.approx(value, rel=CLOSE, abs=1e-6), place
            else:
                assert found[sheet][place] == value, f"{sheet} {place}"


@needs_office
def test_a_changed_input_gives_what_the_kernel_gives(small: Result, tmp_path: Path) -> None:
    file = riskcloud.workbook(small, 2, tmp_path / "path.xlsx")
    changes = {"costs_staff": 3e6, "tax_rate": 0.3, "power_delivery_charge": 40.0}
    changed = recalculated(file, tmp_path / "again", changes)
    text = SMALL + "  costs: {staff: 3e6}\n  tax: {rate: 0.3}\n  power: {delivery_charge: 40}\n"
    other = run_of(text, tmp_path / "other")
    outcomes = inputs_of(other, 2).outcomes
    assert outcomes["project_npv"] != inputs_of(small, 2).outcomes["project_npv"]
    assert_outcomes(changed, outcomes, 5)
