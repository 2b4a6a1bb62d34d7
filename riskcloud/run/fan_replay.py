"""Fans over time, from replaying the first 4,096 paths, and single paths through them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from riskcloud.columns import market as m
from riskcloud.columns import operator as o
from riskcloud.columns.units import in_currency
from riskcloud.compilation import Compiled, new_work
from riskcloud.kernels.lanes import LANES
from riskcloud.risk.conventions import rank_of
from riskcloud.risk.fans import FAN_QUANTILES, Fan, SinglePath
from riskcloud.risk.risk_summary import RiskSummary
from riskcloud.run.lanes import Room, group_of, traced

FAN_PATHS = 4096
SINGLE_QUANTILES = (0.05, 0.5, 0.95)

Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class _Figure:
    """A figure drawn as a fan: its rows of work, and what is made of them.

    combine: from one matrix (month, path) a row to one matrix, NaN where there is none.
    """

    name: str
    title: str
    unit: str
    rows: tuple[int, ...]
    combine: Callable[..., Matrix]


def fans(compiled: Compiled, summary: RiskSummary) -> dict[str, Fan]:
    """Fans of the price of the first chip, utilisation, cumulative cash, DSCR and LTV, by name."""
    figures = _figures(compiled)
    paths = min(summary.paths, FAN_PATHS)
    values = _first_paths(compiled, figures, paths)
    chosen = single_paths(summary)
    singles = {path: _one_path(compiled, figures, path) for path in dict(chosen)}
    months = np.arange(compiled.horizon + 1)
    made = {}
    for figure in figures:
        drawn = tuple(SinglePath(path, label, singles[path][figure.name]) for path, label in chosen)
        bands, counts = _bands(values[figure.name])
        made[figure.name] = Fan(
            figure.name,
            figure.title,
            in_currency(figure.unit, compiled.currency),
            paths,
            months,
            FAN_QUANTILES,
            bands,
            counts,
            drawn,
        )
    return made


def single_paths(summary: RiskSummary) -> list[tuple[int, str]]:
    """Paths at quantiles of the project IRR, or of NPV where no number stands there."""
    chosen: dict[int, str] = {}
    for p in SINGLE_QUANTILES:
        for column, words in (("project_irr", "project IRR"), ("project_npv", "project NPV")):
            estimate = summary.quantile(column, p)
            if estimate.path is not None:
                chosen.setdefault(estimate.path, f"{estimate.name} of {words}")
                break
    return list(chosen.items())


def _figures(compiled: Compiled) -> list[_Figure]:
    chip = compiled.ids["chip"][0]
    price = compiled.layout.market.chips.work + m.CHIP_PRICE
    loan = (o.PERFORMING, o.BALANCE)
    return [
        _Figure(
            "h100_price", f"{chip} price, 1-year contract", "USD/GPU-hour", (price,), lambda p: p
        ),
        _Figure("utilisation", "utilisation", "share", (o.BILLED_HOURS, o.AVAILABLE_HOURS), _share),
        _Figure(
            "project_cash",
            "cumulative project cash",
            "USD",
            (o.PROJECT_FLOW,),
            _cumulated,
        ),
        _Figure(
            "equity_cash",
            "cumulative equity cash",
            "USD",
            (o.EQUITY_FLOW,),
            _cumulated,
        ),
        _Figure("dscr", "DSCR at the last test", "1", (o.DSCR, *loan), _tested),
        _Figure("ltv", "loan-to-value at the last test", "1", (o.LTV, *loan), _tested),
    ]


def _share(part: Matrix, whole: Matrix) -> Matrix:
    return np.divide(part, whole, out=np.full_like(part, np.nan), where=whole > 0.0)


def _cumulated(flow: Matrix) -> Matrix:
    return np.cumsum(flow, axis=0)


def _tested(value: Matrix, performing: Matrix, balance: Matrix) -> Matrix:
    """NaN before the first test and once there is no loan to test."""
    return np.where((value > 0.0) & (performing > 0.0) & (balance > 0.0), value, np.nan)


def _first_paths(compiled: Compiled, figures: Sequence[_Figure], paths: int) -> dict[str, Matrix]:
    """Each figure of the first paths, (month, path), written lane group by lane group."""
    room = new_work(compiled)
    made = {figure.name: np.empty((compiled.horizon + 1, paths)) for figure in figures}
    for first in range(0, paths, LANES):
        width = min(LANES, paths - first)
        for name, group in _group(compiled, figures, first, room).items():
            made[name][:, first : first + width] = group[:, :width]
    return made


def _one_path(compiled: Compiled, figures: Sequence[_Figure], path: int) -> dict[str, Matrix]:
    first = group_of(path)
    group = _group(compiled, figures, first)
    return {name: matrix[:, path - first].copy() for name, matrix in group.items()}


def _group(
    compiled: Compiled, figures: Sequence[_Figure], first: int, room: Room | None = None
) -> Mapping[str, Matrix]:
    """Each figure of a lane group, (month, path)."""
    by_row = traced(compiled, first, (row for figure in figures for row in figure.rows), room)
    return {f.name: f.combine(*(by_row[row] for row in f.rows)) for f in figures}


def _bands(values: Matrix) -> tuple[Matrix, NDArray[np.int64]]:
    """Quantiles by month over the paths that have the figure, and how many have it.

    Quantile p is the value of rank ceil(n p).
    """
    ascending = np.sort(values, axis=1)  # NaN last
    counts = np.count_nonzero(~np.isnan(values), axis=1)
    months = np.arange(len(values))
    bands = np.full((len(FAN_QUANTILES), len(values)), np.nan)
    for q, p in enumerate(FAN_QUANTILES):
        ranks = np.array([rank_of(p, int(count)) if count else 1 for count in counts])
        bands[q] = ascending[months, ranks - 1]
    return bands, counts
