"""The lender's and the committee's page against NumPy over outcomes and replayed ledgers."""

import json
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import riskcloud
from riskcloud.columns import INDEX, OUTCOMES
from riskcloud.kernels.returns import status
from riskcloud.model.reading import read_yaml
from riskcloud.model.scenario import Scenario
from riskcloud.risk.pages import BEYOND, PageRow
from riskcloud.run.first_paths import FIRST_PATHS, SOURCES, USES, FirstPaths, first_paths
from riskcloud.run.page_table import page_rows, year_grids
from tests.workbook.runs import RICH

CHOSEN = (0, 1, 255, 256, 777, 1023)


@pytest.fixture(scope="module")
def first(result: riskcloud.Result) -> FirstPaths:
    return first_paths(result.compiled, 1024)


@pytest.fixture(scope="module")
def outcomes(result: riskcloud.Result) -> pd.DataFrame:
    return result.outcomes()


def lender(result: riskcloud.Result, key: str) -> PageRow:
    return result.summary.pages["lender"].rows[key]


def committee(result: riskcloud.Result, key: str) -> PageRow:
    return result.summary.pages["committee"].rows[key]


@pytest.mark.parametrize("path", CHOSEN)
def test_debt_capacity_is_the_loan_that_cash_just_repays(
    result: riskcloud.Result, outcomes: pd.DataFrame, path: int
) -> None:
    ledger = result.replay(path)
    until = int(ledger["available_until"].iloc[-1])
    owed = outcomes["debt_capacity"][path]
    assert owed > 0.0
    tenor = ledger.loc[until + 1 : until + 18]
    tax = tenor["tax_unlevered"] - tenor["final_tax_unlevered"]
    for month, cash in (tenor["operating_cash"] - tax).items():
        owed = owed * (1.0 + ledger["loan_rate"][month] / 12.0) - cash
    assert owed == pytest.approx(0.0, abs=1e-9 * outcomes["debt_capacity"][path])


@pytest.mark.parametrize("path", CHOSEN)
def test_loan_life_cover_counts_prepayments_when_earned(
    result: riskcloud.Result, outcomes: pd.DataFrame, path: int
) -> None:
    ledger = result.replay(path)
    until = int(ledger["available_until"].iloc[-1])
    if ledger["default_month"].iloc[-1] <= until:
        assert np.isnan(outcomes["llcr"][path])
        return
    value, discount = 0.0, 1.0
    for month in range(until + 1, until + 19):
        row = ledger.loc[month]
        discount /= 1.0 + row["loan_rate"] / 12.0
        cash = row["operating_cash"] - row["tax_unlevered"] + row["final_tax_unlevered"]
        value += (cash + row["prepayment_credited"] + row["prepayment_kept"]) * discount
    balance = ledger["balance"][until]
    assert outcomes["llcr"][path] == pytest.approx(value / balance, rel=1e-9)
    cover = ledger["remaining_contract"][until] / balance
    assert outcomes["contract_cover"][path] == pytest.approx(cover, rel=1e-12)


@pytest.mark.parametrize("path", CHOSEN)
def test_a_loan_is_at_risk_until_default_or_repayment(
    result: riskcloud.Result, outcomes: pd.DataFrame, path: int
) -> None:
    ledger = result.replay(path)
    default = ledger["default_month"].fillna(np.inf)
    owed = (ledger["balance"] + ledger["revolver"]).shift(1, fill_value=0.0)
    months = ((owed > 0.0) & (ledger.index <= default.iloc[-1])).sum()
    assert outcomes["months_lent"][path] == months > 0


def test_debt_capacity_fails_on_the_share_of_paths_that_it_names(
    result: riskcloud.Result, outcomes: pd.DataFrame
) -> None:
    for percent in (1, 5, 10):
        (estimate,) = lender(result, f"debt_capacity_{percent}").estimates
        below = (outcomes["debt_capacity"] < estimate.value).mean()
        assert below <= percent / 100 <= (outcomes["debt_capacity"] <= estimate.value).mean()


def test_defaults_by_year_add_up(result: riskcloud.Result, outcomes: pd.DataFrame) -> None:
    table = result.summary.pages["lender"].tables["defaults"].rows
    for year, (estimate,) in table.items():
        of_loan = outcomes["default_kind"].between(1, 4)
        by_then = (outcomes["default_month"] <= 12 * year).fillna(False)
        assert estimate.value == (by_then & of_loan).mean()
    last = table[max(table)][0].value
    assert last == result.summary.probabilities["operator_default"].estimate.value


def test_ratios_of_means(result: riskcloud.Result, outcomes: pd.DataFrame) -> None:
    value = outcomes["project_npv"] + outcomes["capex_pv"]
    (share,) = committee(result, "terminal_share").estimates
    assert share.value == pytest.approx(outcomes["terminal_value_pv"].sum() / value.sum())
    (ratio,) = committee(result, "npv_per_dollar").estimates
    assert ratio.value == pytest.approx(outcomes["project_npv"].sum() / outcomes["capex_pv"].sum())
    assert ratio.low is not None
    assert ratio.low < ratio.value < ratio.high  # type: ignore[operator]


def test_a_ratio_below_zero_has_its_interval_there() -> None:
    from riskcloud.risk.ratio import Ratio

    ratio = Ratio(floor=-np.inf)
    ratio.add(np.array([-1.0, -2.0, -1.5, -1.5] * 10), np.ones(40))
    estimate = ratio.estimate("loss")
    assert estimate is not None
    assert estimate.low < -1.5 < estimate.high < 0.0  # type: ignore[operator]


def test_sources_equal_uses_on_every_path(first: FirstPaths, outcomes: pd.DataFrame) -> None:
    uses = sum(first.money[name] for name in USES)
    sources = sum(first.money[name] for name in SOURCES)
    np.testing.assert_allclose(sources, uses, rtol=1e-12)
    sound = outcomes["default_kind"].to_numpy()[: first.paths] == 0
    drawn = outcomes["debt_drawn"].to_numpy()[: first.paths]
    np.testing.assert_allclose(first.money["loan"][sound], drawn[sound], rtol=1e-12)
    np.testing.assert_allclose(first.money["opening_cash"], 2e6, rtol=1e-12)


@pytest.mark.parametrize("path", CHOSEN)
def test_uses_by_kind_are_those_of_the_ledger(
    result: riskcloud.Result, first: FirstPaths, path: int
) -> None:
    ledger = result.replay(path)
    until = ledger["available_until"].iloc[-1]
    default = ledger["default_month"].fillna(np.inf).iloc[-1]
    begun = ledger["first_commissioned"].iloc[-1]
    drawing = ledger[(ledger.index <= until) & (ledger.index < default)]
    spent = drawing["capex"] + drawing["vat_paid"] + drawing["fees"] - drawing["fees_serviced"]
    spent += drawing["interest"].where(drawing.index <= begun, 0.0)
    kept = drawing["uses"] - spent
    assert kept[0] == pytest.approx(2e6)  # opening cash
    reserve = kept[kept.index == begun].sum()
    assert kept.drop(index=0).sum() == pytest.approx(reserve, abs=1e-6)
    expected = {
        "capex": drawing["capex"].sum(),
        "reserve": reserve,
        "opening_cash": 2e6,
        "loan": drawing["debt_draw"].sum(),
        "equity": drawing["equity_call"].sum(),
        "prepayments": drawing["from_pot"].sum(),
    }
    for name, amount in expected.items():
        assert first.money[name][path] == pytest.approx(amount, rel=1e-12, abs=1e-6), name


def test_the_largest_customer_and_the_contracts(
    result: riskcloud.Result, first: FirstPaths
) -> None:
    for path in CHOSEN:
        ledger = result.replay(path)
        revenue = ledger[["revenue_contracts", "revenue_on_demand", "revenue_spot"]].sum().sum()
        bill = ledger["customer.anchor.bill"]
        is_first = ledger["customer.anchor.tenancy"] == 0
        tenants = sorted((bill[is_first].sum(), bill[~is_first].sum()))
        assert first.top_1[path] == pytest.approx(tenants[1] / revenue, rel=1e-12)
        assert first.top_3[path] == pytest.approx(sum(tenants) / revenue, rel=1e-12)
        months = bill > 0
        if months.any():
            start = ledger["customer.anchor.begin"].iloc[-1]
            end = ledger["customer.anchor.end"].iloc[-1]
            assert first.tenor[path] == pytest.approx(end - start)
    assert np.nanmax(first.tenor) <= 24.0  # months of the only contract


def test_covenants_by_year_are_the_last_tests_of_performing_loans(
    result: riskcloud.Result, first: FirstPaths
) -> None:
    for path in CHOSEN[:3]:
        ledger = result.replay(path)
        for year, values in first.dscr.items():
            row = ledger.loc[12 * year]
            owes = row["balance"] > 0 and row["performing"] > 0
            expected = row["dscr"] if owes else np.nan
            assert values[path] == pytest.approx(expected, nan_ok=True)
    fan = result.summary.pages["lender"].tables["dscr"].rows[1]
    values = [estimate.value for estimate in fan]
    assert values == sorted(values)
    assert fan[0].paths <= FIRST_PATHS


def test_the_page_names_what_a_lender_asks(result: riskcloud.Result) -> None:
    rows = result.summary.pages["lender"].rows
    asked = """annual_default_probability p_operator_default exposure loss_given_default
        expected_loss lender_irr min_dscr average_dscr llcr contract_cover contract_tenor
        debt_tenor contracts_past_maturity top_1_share top_3_share balloon refinancing_gap
        months_locked cures_used debt_capacity_1 debt_capacity_5 debt_capacity_10"""
    assert set(asked.split()) <= set(rows)
    (tenor,) = rows["debt_tenor"].estimates
    assert (tenor.value, tenor.low, tenor.high) == (18.0, 18.0, 18.0)


def test_pages_are_in_the_summary_file_and_in_words(result: riskcloud.Result) -> None:
    stored = json.loads((result.folder / "summary.json").read_text())["pages"]
    assert set(stored) == {"lender", "committee"}
    assert stored["lender"]["rows"]["llcr"]["estimates"][0]["name"] == "median"
    page = result.summary.pages["lender"]
    labels = [row.label for row in page_rows(page)]
    assert len(labels) == len(set(labels))
    for grid in year_grids(page):
        assert all(len(line) == len(grid.headings) for line in grid.lines)


def test_without_a_loan_there_is_no_lender(tmp_path: object) -> None:
    from riskcloud.model.reading import read_yaml
    from riskcloud.model.scenario import Scenario

    text = "operator: {name: a, cohorts: [{id: a, chip: h100, gpus: 8, price: 3e4}]}"
    unlevered = riskcloud.simulate(read_yaml(text, Scenario), paths=300, out=f"{tmp_path}/run")
    assert set(unlevered.summary.pages) == {"committee"}
    rows = unlevered.summary.pages["committee"].rows
    assert "uses_capex" in rows
    assert "sources_loan" not in rows


def test_status_codes_are_named_where_they_are_stored() -> None:
    words = ", ".join(f"{code:g} {name.replace('_', ' ')}" for code, name in status.NAMES.items())
    for column in ("project_irr_status", "equity_irr_status", "lender_irr_status"):
        assert OUTCOMES[INDEX[column]].meaning == words
    assert all(one < other for one, other in pairwise(status.NAMES))


def test_a_median_beyond_every_number_is_words_on_disk(tmp_path: Path) -> None:
    """Equity pays first: on most paths no loan is drawn, and the lender has no rate."""
    text = RICH.replace("funding_order: pro_rata", "funding_order: equity_first")
    run = riskcloud.simulate(read_yaml(text, Scenario), paths=256, out=tmp_path / "run")
    assert lender(run, "lender_irr").estimates[0].value == np.inf
    stored = json.loads((run.folder / "summary.json").read_text())
    row = stored["pages"]["lender"]["rows"]["lender_irr"]
    assert row["estimates"][0]["value"] == BEYOND
