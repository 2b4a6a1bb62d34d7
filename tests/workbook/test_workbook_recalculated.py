"""The workbook recalculated by LibreOffice gives the kernel's figures; a new input, new ones."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from openpyxl import Workbook

import riskcloud
from riskcloud.run import Result
from tests.workbook.recalculated import Cells, cells, figures, needs_office, recalculated, shown
from tests.workbook.runs import SMALL, run_of

pytest.importorskip("xlsxwriter", reason="SKIPPED: riskcloud[memo] is not installed")
CLOSE = 1e-9
CONFIGS = Path(__file__).parents[2] / "configs"
PATHS = 512
FEWEST = 35

Frame = pd.DataFrame
CASES: dict[str, tuple[str, Callable[[Frame], Any]]] = {
    "paid back": ("neocloud", lambda f: f.equity_payback.notna() & (f.cures_used == 0)),
    "covenant default": ("neocloud", lambda f: f.default_kind == 2),
    "several rates": ("neocloud", lambda f: f.project_irr_status == 3),
    "no rate": ("neocloud", lambda f: f.equity_irr_status == 4),
    "tenants default": ("neocloud", lambda f: f.customer_defaults > 1),
    "total loss": ("small-entrant", lambda f: f.equity_irr_status == 1),
    "default at the end": ("small-entrant", lambda f: f.default_kind == 4),
    "never paid back": ("small-entrant", lambda f: f.project_payback.isna()),
    "serves, then defaults": ("model-partner", lambda f: f.default_kind == 1),
    "platform": ("industry-specialist", lambda f: f.revenue_platform > 0),
}
COLUMNS = [
    "cures_used",
    "default_kind",
    "project_irr_status",
    "equity_irr_status",
    "customer_defaults",
    "project_payback",
    "equity_payback",
    "revenue_platform",
]


def scenario_of(operator: str) -> str:
    market, chosen = CONFIGS / "markets/2026-11.yaml", CONFIGS / f"operators/{operator}.yaml"
    return f"name: {operator}\nmarket: {market}\noperator: {chosen}\nrun: {{seed: 1}}\n"


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Result]:
    place, made = tmp_path_factory.mktemp("shipped"), dict[str, Result]()

    def run(operator: str) -> Result:
        if operator not in made:
            made[operator] = run_of(scenario_of(operator), place / operator, PATHS)
        return made[operator]

    return run


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Result:
    return run_of(SMALL, tmp_path_factory.mktemp("runs") / "small")


def assert_outcomes(book: Workbook, outcomes: dict[str, float]) -> None:
    """Every figure that both have; where the kernel has none, the workbook says so in words."""
    found = figures(book)
    shared = [name for name in found if name in outcomes]
    assert len(shared) >= FEWEST
    for name in shared:
        if outcomes[name] != outcomes[name]:
            assert isinstance(found[name], str), f"{name}: {found[name]}, the kernel has none"
        else:
            assert found[name] == pytest.approx(outcomes[name], rel=CLOSE, abs=1e-14), name


def assert_no_error(values: Cells) -> None:
    for sheet, filled in values.items():
        for place, value in filled.items():
            assert not str(value).startswith(("#", "Err:")), f"{sheet} {place}: {value}"


@needs_office
@pytest.mark.parametrize("case", CASES)
def test_recalculated_figures_are_the_kernels(
    shipped: Callable[[str], Result], case: str, tmp_path: Path
) -> None:
    operator, is_case = CASES[case]
    result = shipped(operator)
    frame = result.outcomes(COLUMNS)
    path = int(frame.index[is_case(frame).to_numpy(dtype=bool, na_value=False)][0])
    file = riskcloud.workbook(result, path, tmp_path / "path.xlsx")
    again = recalculated(file, tmp_path / "again")
    assert_outcomes(again, result.outcomes_of(path))
    assert_no_error(cells(again))


@needs_office
def test_every_cell_computes_what_was_stored(small: Result, tmp_path: Path) -> None:
    file = riskcloud.workbook(small, 1, tmp_path / "path.xlsx")
    stored, found = cells(shown(file)), cells(recalculated(file, tmp_path / "again"))
    assert stored.keys() == found.keys()
    for sheet, values in stored.items():
        for place, value in values.items():
            if isinstance(value, int | float):
                assert found[sheet][place] == pytest.approx(value, rel=CLOSE, abs=1e-6), place
            else:
                assert found[sheet][place] == value, f"{sheet} {place}"


CHANGES = {
    "operator.costs.staff": 31e6,
    "operator.costs.network": 12.0,
    "operator.costs.insurance_share": 0.006,
    "operator.power.delivery_charge": 17.0,
    "operator.power.contract_price": 61.0,
    "operator.space.rent": 128.0,
    "operator.rental.discount": 0.35,
    "operator.tax.rate": 0.31,
    "operator.tax.interest_cap": 0.1,
    "operator.debt.swap_rate": 0.05,
    "operator.debt.loan_to_cost": 0.55,
    "operator.debt.sweep_share": 0.3,
    "operator.equity.opening_cash": 45e6,
    "operator.residual.scrap_share": 0.2,
    "operator.customers.hyperscaler.price": 3.1,
    "operator.wacc": 0.09,
}
"""None of them moves the market, or an event of the path."""


@needs_office
def test_changed_inputs_give_what_the_kernel_gives(
    shipped: Callable[[str], Result], tmp_path: Path
) -> None:
    result, path = shipped("neocloud"), 5
    file = riskcloud.workbook(result, path, tmp_path / "path.xlsx")
    names = {field.removeprefix("operator.").replace(".", "_"): v for field, v in CHANGES.items()}
    names = {name.replace("customers_", "customer_"): value for name, value in names.items()}
    changed = recalculated(file, tmp_path / "again", names)
    (tmp_path / "scenario.yaml").write_text(scenario_of("neocloud"))
    overrides = [f"{field}={value}" for field, value in CHANGES.items()]
    scenario = riskcloud.load(tmp_path / "scenario.yaml", overrides)
    other = riskcloud.simulate(scenario, paths=64, threads=1, out=tmp_path / "other")
    before, after = result.outcomes_of(path), other.outcomes_of(path)
    for name in ("project_npv", "equity_npv", "min_dscr", "debt_drawn", "tax"):
        assert before[name] != pytest.approx(after[name], rel=1e-3)
    assert_outcomes(changed, after)
