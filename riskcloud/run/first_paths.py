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
from riskcloud.run.group_figures import GroupFigures

FIRST_PATHS = 4096

Row = NDArray[np.float64]

USES = ("capex", "vat", "fees", "interest", "opening_cash", "reserve", "shortfalls")
SOURCES = ("prepayments", "loan", "equity", "cash")


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
    years = range(1, compiled.horizon // 12 + 1)
    room = new_work(compiled)
    groups = [
        _figures(GroupFigures(compiled, first, room), years) for first in range(0, count, LANES)
    ]

    def join(values: list[Row]) -> Row:
        return np.concatenate(values)[:count]

    return FirstPaths(
        count,
        {name: join([g.money[name] for g in groups]) for name in (*USES, *SOURCES)},
        join([g.top_1 for g in groups]),
        join([g.top_3 for g in groups]),
        join([g.tenor for g in groups]),
        join([g.overhang for g in groups]),
        {year: join([g.dscr[year] for g in groups]) for year in years},
        {year: join([g.ltv[year] for g in groups]) for year in years},
    )


def _figures(group: GroupFigures, years: range) -> FirstPaths:
    """Those of one lane group, before its months are forgotten."""
    return FirstPaths(
        LANES,
        group.money(),
        group.share_of_largest(1),
        group.share_of_largest(3),
        group.tenor(),
        group.overhang(),
        {year: group.tested(o.DSCR, year) for year in years},
        {year: group.tested(o.LTV, year) for year in years},
    )
