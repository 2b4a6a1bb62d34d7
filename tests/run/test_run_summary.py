"""The summary against plain NumPy over the outcomes of all paths."""

import json
from pathlib import Path

import numpy as np
import pytest

import riskcloud
from riskcloud.model.scenario import Scenario
from riskcloud.risk.conventions import Worse
from riskcloud.run.fan_replay import FAN_PATHS
from riskcloud.run.lanes import drawn_inputs
from riskcloud.run.table import rows
from riskcloud.study.variation import varied

P = (0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99)


@pytest.mark.parametrize("column", ["project_npv", "equity_npv", "utilisation", "debt_drawn"])
def test_quantiles_and_means_are_those_of_the_outcomes(
    result: riskcloud.Result, column: str
) -> None:
    values = np.sort(result.outcomes([column])[column].dropna().to_numpy())
    figures = result.summary.columns[column]
    for estimate, p in zip(figures.quantiles, P, strict=True):
        assert estimate.value == values[int(np.ceil(round(p * len(values), 9))) - 1]
    assert figures.mean is not None
    assert figures.mean.value == pytest.approx(values.mean(), rel=1e-12)


def test_payback_beyond_the_horizon_ranks_last(result: riskcloud.Result) -> None:
    frame = result.outcomes(["equity_payback", "equity_first_outlay"])
    paid = frame[frame["equity_first_outlay"].notna()]["equity_payback"]
    ranked = np.sort(paid.to_numpy(dtype=float, na_value=np.inf))
    figures = result.summary.columns["equity_payback"]
    assert figures.worse is Worse.HIGH
    for estimate, p in zip(figures.quantiles, P, strict=True):
        assert estimate.value == ranked[int(np.ceil(round(p * len(ranked), 9))) - 1]


@pytest.mark.parametrize("owner", ["project", "equity"])
@pytest.mark.parametrize("kind", ["from_outlay", "from_service"])
def test_payback_counts_from_its_beginning(result: riskcloud.Result, owner: str, kind: str) -> None:
    begin = f"{owner}_first_outlay" if kind == "from_outlay" else "first_commissioned"
    frame = result.outcomes()
    paid = frame[frame[f"{owner}_first_outlay"].notna()]
    months = (paid[f"{owner}_payback"] - paid[begin]).to_numpy(dtype=float, na_value=np.inf)
    figures = result.summary.columns[f"{owner}_payback_{kind}"]
    for p in (0.5, 0.95):
        estimate = figures.quantile(p)
        assert estimate.value == np.sort(months)[int(np.ceil(round(p * len(months), 9))) - 1]
    median = figures.quantile(0.5)
    label = result.summary.labels[f"{owner}_payback_{kind}"]
    shown = [row for row in rows(result.summary) if row.label.startswith(label)]
    words = figures.beyond if np.isinf(median.value) else f"{median.value:.0f} months"
    assert [(row.label, row.value) for row in shown] == [(f"{label}, median", words)]


def test_probabilities_are_shares_of_paths(result: riskcloud.Result) -> None:
    frame = result.outcomes()
    expected = {
        "project_irr_below_wacc": frame["project_npv"] < 0,
        "equity_irr_below_cost_of_equity": frame["equity_npv"] < 0,
        "equity_not_paid_back": frame["equity_payback"].isna()
        & frame["equity_first_outlay"].notna(),
        "covenant_breach": frame["covenant_breaches"] > 0,
        "operator_default": frame["default_kind"].between(1, 4),
        "insolvency_without_debt": frame["default_kind"] == 5,
        "default_covenant": frame["default_kind"] == 2,
        "lender_loss": frame["lender_loss"] > 0,
        "equity_total_loss": frame["equity_irr_status"] == 1,
        "customer_default": frame["customer_defaults"] > 0,
    }
    for key, hits in expected.items():
        estimate = result.summary.probabilities[key].estimate
        assert estimate.value == hits.mean(), key
        assert estimate.low <= estimate.value <= estimate.high
    owners = result.summary.probabilities
    for owner in ("project", "equity"):
        statuses = [f.estimate.value for k, f in owners.items() if k.startswith(f"{owner}_irr_")]
        below = owners[f"{owner}_irr_below_" + ("wacc" if owner == "project" else "cost_of_equity")]
        assert sum(statuses) - below.estimate.value == pytest.approx(1.0)


def test_lender_rates_are_sums_over_years_at_risk(result: riskcloud.Result) -> None:
    frame = result.outcomes()
    years = frame["months_lent"].astype(float) / 12
    defaults = result.summary.lender["annual_default_probability"].estimate
    assert defaults.value == pytest.approx(frame["default_kind"].between(1, 4).sum() / years.sum())
    loss = result.summary.lender["expected_loss"].estimate
    lent = (frame["debt_drawn"] * years).sum()
    assert loss.value == pytest.approx(1e4 * frame["lender_loss"].sum() / lent)
    rng = np.random.default_rng(1)
    picks = rng.integers(0, len(frame), (400, len(frame)))
    tops, bottoms = frame["lender_loss"].to_numpy(), (frame["debt_drawn"] * years).to_numpy()
    spread = np.std([1e4 * tops[p].sum() / bottoms[p].sum() for p in picks])
    assert (loss.high - loss.low) / 2 == pytest.approx(1.96 * spread, rel=0.15)


def test_an_opened_run_says_the_same(result: riskcloud.Result) -> None:
    opened = riskcloud.open_run(result.folder)
    assert opened.summary == result.summary
    stored = json.loads((result.folder / "summary.json").read_text())
    assert stored == json.loads(json.dumps(result.summary.as_json()))


def test_the_price_of_cards_explains_the_worst_paths(result: riskcloud.Result) -> None:
    effects = result.summary.attribution["project_npv"].effects
    assert {effect.name for effect in effects} == {one.path for one in result.compiled.uncertain}
    price = next(e for e in effects if e.name == "operator.cohorts.first.price")
    drawn = drawn_inputs(result.compiled, 0, 32_768)
    place = [one.path for one in result.compiled.uncertain].index(price.name)
    npv = result.outcomes(["project_npv"])["project_npv"].to_numpy()[:32_768]
    worst = np.argsort(npv, kind="stable")[:1639]
    shift = (drawn[place][worst].mean() - drawn[place].mean()) / drawn[place].std()
    assert price.tail_shift == pytest.approx(shift, rel=1e-9)
    assert price.tail_shift > 0.0


def test_fans_are_quantiles_of_replayed_paths(result: riskcloud.Result) -> None:
    fans = result.fans()
    assert set(fans) == {"h100_price", "utilisation", "project_cash", "equity_cash", "dscr", "ltv"}
    fan = fans["h100_price"]
    assert fan.paths == FAN_PATHS
    prices = result.outcomes(["h100_price_year_1"])["h100_price_year_1"].to_numpy()[:FAN_PATHS]
    ascending = np.sort(prices)
    for band, p in zip(fan.bands, fan.quantiles, strict=True):
        assert band[12] == ascending[int(np.ceil(round(p * FAN_PATHS, 9))) - 1]
    single = fans["equity_cash"].singles[0]
    ledger = result.replay(single.path)
    np.testing.assert_array_equal(single.values, ledger["equity_flow"].cumsum().to_numpy())
    low = result.summary.quantile("project_irr", 0.05)
    assert (single.path, single.label) == (low.path, "5 % quantile of project IRR")


def test_a_result_shows_itself(result: riskcloud.Result) -> None:
    text, html = repr(result), result._repr_html_()
    for shown in (text, html):
        assert "equity IRR, 5 % quantile" in shown
        assert "33,000 paths" in shown
        assert str(result.folder) in shown


def test_a_loan_without_a_covenant_has_no_breach(scenario: Scenario, tmp_path: Path) -> None:
    """A default level of 0 is no covenant; with one its probability is there, be it 0."""
    found = {}
    for level in (0.0, 0.01):
        loan = varied(scenario, [f"operator.debt.default_dscr={level}"])
        summary = riskcloud.simulate(loan, paths=256, out=tmp_path / f"{level}").summary
        found[level] = set(summary.probabilities), set(summary.pages["lender"].rows)
    assert found[0.01][0] - found[0.0][0] == {"covenant_breach", "equity_cure", "default_covenant"}
    assert found[0.01][1] - found[0.0][1] == {"p_covenant_breach", "p_equity_cure"}
