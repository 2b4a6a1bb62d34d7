"""The lender's and the committee's page of a run (model page, part 3.8)."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from riskcloud.columns.units import in_currency
from riskcloud.compilation import Compiled
from riskcloud.kernels.layout import operator as rows
from riskcloud.risk.intervals import probability
from riskcloud.risk.means import mean_of
from riskcloud.risk.pages import Page, PageRow, YearTable
from riskcloud.risk.quantiles import quantile_of
from riskcloud.risk.results import ColumnFigures, Estimate
from riskcloud.risk.risk_summary import Figure
from riskcloud.run.block_counts import HAS_DEBT
from riskcloud.run.covenant import has_cover_covenant
from riskcloud.run.essay import input_mean
from riskcloud.run.events import BY_KEY
from riskcloud.run.first_paths import SOURCES, USES, FirstPaths
from riskcloud.run.metrics import CAPACITY_LEVELS, METRICS
from riskcloud.run.tally import Tally

_FEWEST = 30
"""Paths below which a year has no row: their quantiles would say nothing."""

_WORDS = {
    "capex": "uses: cards and shell",
    "vat": "uses: recoverable VAT",
    "fees": "uses: upfront and commitment fees",
    "interest": "uses: interest in construction",
    "opening_cash": "uses: opening cash",
    "reserve": "uses: debt service reserve",
    "shortfalls": "uses: shortfalls of operations",
    "prepayments": "sources: customers' prepayments",
    "loan": "sources: loan",
    "equity": "sources: equity",
    "cash": "sources: cash of operations",
}

_LENDER_NOTES = (
    "Debt capacity at P(default) of p is the p quantile, over all paths, of the loan at the end"
    " of drawing that the path's operating cash less unlevered tax would just repay over the"
    " tenor, at the loan's rate: on a share p of paths a larger loan cannot be repaid from cash"
    " of its tenor. It leaves out the timing of instalments, covenants and the sale of cards: at"
    " 1 % it is too generous where a late start can default on any loan.",
    "DSCR and LLCR count prepayments when they are earned; debt capacity counts cash only.",
    "DSCR and LTV by year, customers, tenors and sources and uses are over the first paths,"
    " replayed; DSCR and LTV over those of them whose loan performs and is not yet repaid.",
)
_COMMITTEE_NOTES = (
    "NPV per unit of capex and the share of terminal value are ratios of means: a mean of ratios"
    " has no meaning where the denominator comes near zero.",
    "The share of terminal value is of the present value of all project flows but capex.",
    "Sources and uses run to the end of drawing, or to the month before a default.",
)


def lender_page(
    columns: Mapping[str, ColumnFigures],
    rates: Mapping[str, Figure],
    tally: Tally,
    first: FirstPaths,
    compiled: Compiled,
) -> Page:
    """What a lender asks; ``columns`` and ``rates`` are those of the summary."""
    found = _Rows(columns, tally, compiled.currency)
    found.rates(rates)
    has_covenant = has_cover_covenant(compiled)
    for key in ("operator_default", "covenant_breach", "lock_up", "equity_cure"):
        if BY_KEY[key].may_come(True, has_covenant):
            found.share(key)
    found.column("exposure", mean=True)
    found.column("loss_given_default", mean=True)
    found.column("lender_irr", 0.5, 0.05)
    for key in ("min_dscr", "average_dscr", "llcr", "contract_cover"):
        found.column(key, 0.5, 0.05)
    found.column("max_ltv", 0.5, 0.95)
    found.column("debt_drawn", mean=True)
    found.capacity()
    found.row("top_1_share", "largest customer's share of revenue", "share", _spread(first.top_1))
    found.row(
        "top_3_share", "three largest customers' share of revenue", "share", _spread(first.top_3)
    )
    words = "contract tenor, weighted by revenue"
    found.row("contract_tenor", words, "months", _average(first.tenor))
    tenor = replace(input_mean(compiled, [rows.DEBT_TENOR_MONTHS]), name="mean")
    found.row("debt_tenor", "tenor of the loan, from the end of drawing", "months", (tenor,))
    words = "end of contracts after maturity of the loan"
    found.row("contracts_past_maturity", words, "months", _average(first.overhang))
    for key in ("months_locked", "cures_used", "cures_paid"):
        found.column(key, 0.95, mean=True)
    for key in ("balloon", "refinancing_gap"):
        found.column(key, mean=True)
    found.share("refinancing_gap", "balloon_not_refinanced")
    tables = {
        "dscr": _by_year("DSCR at the last test of the year", "1", first.dscr),
        "ltv": _by_year("loan-to-value at the last test of the year", "1", first.ltv),
        "defaults": _defaults(tally, compiled),
    }
    return Page("lender", found.found, tables, _LENDER_NOTES)


def committee_page(
    columns: Mapping[str, ColumnFigures], tally: Tally, first: FirstPaths, currency: str
) -> Page:
    """What an investment committee asks."""
    found = _Rows(columns, tally, currency)
    for key in ("project_irr", "equity_irr"):
        found.column(key, 0.5, 0.05)
    for key in ("project_irr_below_wacc", "equity_irr_below_cost_of_equity"):
        found.share(key)
    for key in ("project_npv", "equity_npv"):
        found.column(key, 0.05, mean=True)
    for key, label, ratio in (
        ("npv_per_dollar", "project NPV per unit of capex", tally.npv_per_dollar),
        ("terminal_share", "terminal value in project value before capex", tally.terminal_share),
    ):
        estimate = ratio.estimate("ratio of means")
        if estimate is not None:
            found.row(key, label, "1" if key == "npv_per_dollar" else "share", (estimate,))
    found.column("terminal_value_pv", mean=True)
    found.column("levelised_cost", 0.5, 0.95)
    for kind in (USES, SOURCES):
        word = "uses" if kind is USES else "sources"
        total = np.add.reduce([first.money[name] for name in kind])
        for name in kind:
            if first.money[name].any():
                found.row(f"{word}_{name}", _WORDS[name], "USD", _means(first, name))
        found.row(f"{word}_in_all", f"{word}: in all", "USD", (mean_of(total),))
    return Page("committee", found.found, {}, _COMMITTEE_NOTES)


class _Rows:
    """Rows of a page as they are found; what a run does not have is left out."""

    def __init__(self, columns: Mapping[str, ColumnFigures], tally: Tally, currency: str) -> None:
        self.found: dict[str, PageRow] = {}
        self._columns = columns
        self._tally = tally
        self._currency = currency
        self._metrics = {metric.column: metric for metric in METRICS}

    def row(self, key: str, label: str, unit: str, estimates: tuple[Estimate, ...]) -> None:
        if estimates:
            self.found[key] = PageRow(label, in_currency(unit, self._currency), estimates)

    def column(self, name: str, *quantiles: float, mean: bool = False) -> None:
        """Quantiles of a summarised column, and its mean."""
        figures = self._columns.get(name)
        if figures is None:
            return
        wanted = [figures.quantile(p) for p in quantiles]
        if mean and figures.mean is not None:
            wanted.insert(0, figures.mean)
        metric = self._metrics[name]
        self.row(name, metric.label, metric.unit, tuple(wanted))

    def rates(self, rates: Mapping[str, Figure]) -> None:
        for key, figure in rates.items():
            self.row(key, figure.label, figure.unit, (replace(figure.estimate, name="estimate"),))

    def share(self, key: str, name: str | None = None) -> None:
        """The probability of an event."""
        event = BY_KEY[key]
        estimate = probability("probability", self._tally.events[key], self._tally.paths)
        self.row(name or f"p_{key}", f"P({event.label})", "share", (estimate,))

    def capacity(self) -> None:
        figures = self._columns.get("debt_capacity")
        for p in CAPACITY_LEVELS if figures else ():
            assert figures is not None
            words = f"debt capacity at P(default) of {100 * p:g} %"
            key = f"debt_capacity_{100 * p:g}"
            self.row(key, words, "USD", (replace(figures.quantile(p), name="estimate"),))


def _average(values: NDArray[np.float64]) -> tuple[Estimate, ...]:
    known = values[~np.isnan(values)]
    return (mean_of(known),) if known.size >= _FEWEST else ()


def _spread(values: NDArray[np.float64]) -> tuple[Estimate, ...]:
    known = values[~np.isnan(values)]
    if known.size < _FEWEST:
        return ()
    return (mean_of(known), quantile_of(known, 0.95))


def _means(first: FirstPaths, name: str) -> tuple[Estimate, ...]:
    return (mean_of(first.money[name]),)


def _by_year(label: str, unit: str, years: Mapping[int, NDArray[np.float64]]) -> YearTable:
    table = {year: _fan(values[~np.isnan(values)]) for year, values in years.items()}
    return YearTable(label, unit, {year: fan for year, fan in table.items() if fan})


def _fan(values: NDArray[np.float64]) -> tuple[Estimate, ...]:
    if values.size < _FEWEST:
        return ()
    # Not the path's number: these values are of some of the first paths only.
    return tuple(replace(quantile_of(values, p), path=None) for p in (0.05, 0.25, 0.5, 0.75, 0.95))


def _defaults(tally: Tally, compiled: Compiled) -> YearTable:
    """Cumulative probability of default by the end of each year, over all paths."""
    years = range(1, -(-compiled.horizon // 12) + 1)
    rows = {}
    for year in years:
        hits = sum(count for y, count in tally.default_years.items() if y <= year)
        rows[year] = (probability("probability", hits, tally.paths),)
    return YearTable("operator default by the end of the year", "share", rows)


def pages(
    columns: Mapping[str, ColumnFigures],
    rates: Mapping[str, Figure],
    tally: Tally,
    first: FirstPaths,
    compiled: Compiled,
) -> dict[str, Page]:
    """The pages of a run; the lender's only with debt."""
    made = {}
    if tally.events[HAS_DEBT]:
        made["lender"] = lender_page(columns, rates, tally, first, compiled)
    made["committee"] = committee_page(columns, tally, first, compiled.currency)
    return made
