"""Figures of the first paths that no outcome column holds, from replaying them.

Who is relied on for revenue, how contracts and loan fit, what pays for what while the loan
is drawn, and the covenants by year.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from riskcloud.columns import operator as o
from riskcloud.compilation import Compiled, new_work
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.totals import first_paths as rows
from riskcloud.run.lanes import Room, months_of

FIRST_PATHS = 4096

Row = NDArray[np.float64]
Rows = NDArray[np.float64]

USES = ("capex", "vat", "fees", "interest", "opening_cash", "reserve", "shortfalls")
SOURCES = ("prepayments", "loan", "equity", "cash")
"""In the order of the kernel's rows."""


@dataclass(frozen=True)
class FirstPaths:
    """Arrays of one value a path; NaN where a path has none.

    money: each of USES and SOURCES, USD, to the end of drawing or the month before a default.
    top_1, top_3: share of all revenue that the largest one and three customers are billed.
    tenor: months of the contracts, weighted by their first bills.
    overhang: months from the loan's maturity to the end of contracts that live when drawing
        ends, weighted likewise; negative where contracts end first.
    dscr, ltv: at the last test before the end of each year, by year, of loans not yet repaid.
    """

    paths: int
    money: dict[str, Row]
    top_1: Row
    top_3: Row
    tenor: Row
    overhang: Row
    dscr: dict[int, Row]
    ltv: dict[int, Row]


def first_paths(compiled: Compiled, paths: int) -> FirstPaths:
    """The figures of the first ``paths`` paths, at most FIRST_PATHS."""
    count = min(paths, FIRST_PATHS)
    room = new_work(compiled)
    groups = [_Group(compiled, first, room) for first in range(0, count, LANES)]

    def join(values: list[Row]) -> Row:
        return np.concatenate(values)[:count]

    years = range(1, compiled.horizon // 12 + 1)
    return FirstPaths(
        count,
        {name: join([g.money[name] for g in groups]) for name in (*USES, *SOURCES)},
        join([g.share_of_largest(1) for g in groups]),
        join([g.share_of_largest(3) for g in groups]),
        join([g.tenor() for g in groups]),
        join([g.overhang for g in groups]),
        {year: join([g.dscr[year] for g in groups]) for year in years},
        {year: join([g.ltv[year] for g in groups]) for year in years},
    )


class _Group:
    """One lane group, folded month by month."""

    def __init__(self, compiled: Compiled, first: int, room: Room) -> None:
        customers = compiled.layout.operator.customers
        self._starts = customers.work + np.arange(customers.count) * o.CUSTOMER_FIELDS
        sums = np.zeros((rows.CUSTOMERS + rows.CUSTOMER_SUMS * customers.count, LANES))
        self.money = dict(zip((*USES, *SOURCES), sums, strict=False))
        self._revenue = sums[rows.REVENUE]
        self._of_customers = sums[rows.CUSTOMERS :].reshape(-1, rows.CUSTOMER_SUMS, LANES)
        self.dscr: dict[int, Row] = {}
        self.ltv: dict[int, Row] = {}
        self.overhang = np.full(LANES, np.nan)
        for month, work in months_of(compiled, first, room):
            rows.add_month(month, self._starts, work, sums)
            self._end_drawing(month, work)
            if month and month % 12 == 0:
                self._test(month // 12, work)

    def _end_drawing(self, month: int, work: Rows) -> None:
        """The contracts against the loan where drawing ends this month."""
        ends_drawing = work[o.AVAILABLE_UNTIL] == month
        if not ends_drawing.any():
            return
        end = work[self._starts + o.CUSTOMER_END]
        is_first = work[self._starts + o.CUSTOMER_TENANCY] == 0.0
        weights = np.where(is_first & (end > month), self._of_customers[:, rows.FIRST_BILL], 0.0)
        past = _weighted(end - work[o.MATURITY], weights)
        lent = ends_drawing & (work[o.BALANCE] > 0.0) & (work[o.PERFORMING] > 0.0)
        self.overhang = np.where(lent, past, self.overhang)

    def _test(self, year: int, work: Rows) -> None:
        owes = (work[o.PERFORMING] > 0.0) & (work[o.BALANCE] > 0.0)
        for kept, row in ((self.dscr, o.DSCR), (self.ltv, o.LTV)):
            kept[year] = np.where(owes & (work[row] > 0.0), work[row], np.nan)

    def share_of_largest(self, customers: int) -> Row:
        """Revenue of the largest customers over all revenue."""
        tenants = self._of_customers[:, [rows.FIRST_TENANT, rows.SECOND_TENANT]]
        by_size = np.sort(tenants.reshape(-1, LANES), axis=0)[::-1]
        largest = by_size[:customers].sum(axis=0)
        return np.divide(
            largest, self._revenue, out=np.full(LANES, np.nan), where=self._revenue > 0.0
        )

    def tenor(self) -> Row:
        """Months of the contracts, weighted by their first bills."""
        terms = self._of_customers[:, rows.TERM]
        return _weighted(terms, self._of_customers[:, rows.FIRST_BILL])


def _weighted(values: Rows, weights: Rows) -> Row:
    """Weighted mean over the rows; NaN where nothing weighs."""
    whole = weights.sum(axis=0)
    mean: Row = np.divide(
        (values * weights).sum(axis=0), whole, out=np.full(LANES, np.nan), where=whole > 0.0
    )
    return mean
