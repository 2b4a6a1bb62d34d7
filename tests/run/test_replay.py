"""A replayed ledger is what the kernel summed into the path's outcome row."""

from pathlib import Path

import numpy as np
import pytest
from scipy.optimize import brentq

import riskcloud
from riskcloud.kernels.returns import status

CHOSEN = (0, 1, 255, 256, 4097, 32_767, 32_768, 32_999)

SUMS = {
    "revenue_contracts": "revenue_contracts",
    "revenue_on_demand": "revenue_on_demand",
    "revenue_spot": "revenue_spot",
    "cost_power": "cost_power",
    "energy_drawn": "energy",
    "tax_unlevered": "tax",
    "capex": "project_capex",
    "project_terminal": "terminal_value",
    "distribution": "equity_distributed",
}


def npv(flow: np.ndarray, rate: float) -> float:
    return float((flow * (1.0 + rate) ** (-np.arange(len(flow)) / 12.0)).sum())


@pytest.mark.parametrize("path", CHOSEN)
def test_sums_of_the_ledger_are_the_outcomes(result: riskcloud.Result, path: int) -> None:
    ledger = result.replay(path)
    row = result.outcomes().loc[path]
    gross = ledger["capex"].sum()
    for column, outcome in SUMS.items():
        assert ledger[column].sum() == pytest.approx(row[outcome], abs=1e-12 * gross), column
    paid_in = ledger["equity_call"].sum() + ledger["cure"].sum()
    assert paid_in == pytest.approx(row["equity_paid_in"], rel=1e-12)
    billed, available = ledger["billed_hours"].sum(), ledger["available_hours"].sum()
    assert billed / available == pytest.approx(row["utilisation"], rel=1e-12)
    assert ledger["customer.anchor.defaults"].iloc[-1] == row["customer_defaults"]


@pytest.mark.parametrize("path", CHOSEN)
@pytest.mark.parametrize(("owner", "rate"), [("project", 0.12), ("equity", 0.2)])
def test_value_and_rate_follow_from_the_replayed_flows(
    result: riskcloud.Result, path: int, owner: str, rate: float
) -> None:
    ledger = result.replay(path)
    row = result.outcomes().loc[path]
    flow = ledger[f"{owner}_flow"].to_numpy()
    scale = np.abs(flow).sum()
    assert npv(flow, rate) == pytest.approx(row[f"{owner}_npv"], abs=1e-11 * scale)
    if row[f"{owner}_irr_status"] == status.UNIQUE:
        irr = brentq(lambda r: npv(flow, r), -0.99, 9.0, xtol=1e-13)
        assert irr == pytest.approx(row[f"{owner}_irr"], abs=1e-8)


def test_the_contracted_neocloud_replays_to_its_values(tmp_path: Path) -> None:
    shipped = riskcloud.load("configs/scenarios/neocloud.yaml")
    result = riskcloud.simulate(shipped, paths=256, out=tmp_path)
    frame = result.outcomes(["project_npv", "equity_npv"])
    for path in range(0, 256, 16):
        ledger = result.replay(path)
        for owner, rate in (("project", 0.10), ("equity", 0.18)):
            flow = ledger[f"{owner}_flow"].to_numpy()
            expected = frame[f"{owner}_npv"][path]
            assert npv(flow, rate) == pytest.approx(expected, abs=1e-11 * np.abs(flow).sum())


def test_a_ledger_names_items_and_units(result: riskcloud.Result) -> None:
    ledger = result.replay(3)
    assert len(ledger) == result.scenario.horizon + 1
    assert ledger.attrs["units"]["chip.h100.price"] == "USD/GPU-hour"
    assert {"cohort.first.ordered", "customer.anchor.price", "region.us.price"} <= set(ledger)
    assert not [name for name in ledger if "scratch" in name or name.startswith("draw_0")]
    assert ledger["cohort.first.ordered"].iloc[0] == 0.0
    assert np.isnan(ledger["default_month"].iloc[0])  # not 1e9, the kernel's "never"


def test_a_path_outside_the_run_is_refused(result: riskcloud.Result) -> None:
    with pytest.raises(ValueError, match="path: found 33000, expected 0 to 32999"):
        riskcloud.replay(result, 33_000)


def test_a_cover_below_zero_is_shown(result: riskcloud.Result) -> None:
    least = result.outcomes(["min_dscr"]).min_dscr
    assert least.min() < 0
    ledger = result.replay(int(least.idxmin()))
    assert ledger["dscr"].min() == least.min()
