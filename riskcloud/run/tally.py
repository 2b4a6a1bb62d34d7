"""What is counted of every block: bins of columns, gaps, events, the lender's sums.

All of it is integers, or sums a block that `math.fsum` adds: blocks fold in any order.
"""

import threading
from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial

import numpy as np

from riskcloud.engine import Block
from riskcloud.kernels.counts import count_leading_bits
from riskcloud.risk.counts import ColumnCounts
from riskcloud.risk.ratio import Ratio
from riskcloud.risk.results import Missing
from riskcloud.run.events import EVENTS, loan_defaults
from riskcloud.run.kept_columns import KeptColumns
from riskcloud.run.metrics import METRICS, Columns

HAS_DEBT = "has_debt"
_VALUES = ("project_npv", "capex_pv", "terminal_value_pv")


def columns_of(*readers: Callable[[Columns], object]) -> list[str]:
    """Every outcome column that functions of a block look at."""
    names: dict[str, None] = {}

    def note(name: str) -> np.ndarray:
        names[name] = None
        return np.zeros(1)

    for reader in readers:
        reader(note)
    return list(names)


def columns_read() -> list[str]:
    """Every outcome column that a tally looks at."""
    return columns_of(
        *(metric.missing for metric in METRICS),
        *(event.hits for event in EVENTS),
        _lender,
        _years_of_default,
        *(partial(_read, name=name) for name in _VALUES),
    )


def _read(columns: Columns, name: str) -> np.ndarray:
    return columns(name)


class Tally:
    """Counts of a run so far; one for all threads, under a lock."""

    def __init__(self) -> None:
        self.paths = 0
        self.counts: Mapping[str, ColumnCounts] = {m.column: ColumnCounts() for m in METRICS}
        self.missing = {m.column: Missing() for m in METRICS}
        self.events: Counter[str] = Counter()
        self.default_rate = Ratio()
        self.expected_loss = Ratio()
        self.npv_per_dollar = Ratio(floor=-np.inf)
        self.terminal_share = Ratio(floor=-np.inf)
        self.default_years: Counter[int] = Counter()
        self.kept = KeptColumns([m.column for m in METRICS])
        self._lock = threading.Lock()

    def add(self, block: Block, columns: Columns) -> None:
        """Add the columns of a block."""
        missing = {m.column: m.missing(columns) for m in METRICS}
        hits = Counter({event.key: int(np.count_nonzero(event.hits(columns))) for event in EVENTS})
        hits[HAS_DEBT] = int(np.count_nonzero(columns("debt_drawn") > 0.0))
        defaults, losses, years, lent_years = _lender(columns)
        npv, capex, terminal = (columns(name) for name in _VALUES)
        default_years = _years_of_default(columns)
        with self._lock:
            self.paths += block.count
            self.kept.add(block, columns)
            self.events.update(hits)
            self.default_rate.add(defaults, years)
            self.expected_loss.add(losses, lent_years)
            self.npv_per_dollar.add(npv, capex)
            self.terminal_share.add(terminal, npv + capex)
            self.default_years.update(default_years)
            for name, counts in self.counts.items():
                count_leading_bits(np.ascontiguousarray(columns(name)), counts.bins)
                self.missing[name] = summed(self.missing[name], missing[name])


def _lender(columns: Columns) -> tuple[np.ndarray, ...]:
    """Defaults, losses, years at risk and USD-years lent of each path.

    A loan is at risk from its first draw to its default or its repayment.
    """
    drawn = columns("debt_drawn")
    years = np.where(drawn > 0.0, np.maximum(columns("months_lent"), 1.0) / 12.0, 0.0)
    defaults = np.where(drawn > 0.0, loan_defaults(columns), 0.0)
    return defaults, columns("lender_loss"), years, drawn * years


def _years_of_default(columns: Columns) -> dict[int, int]:
    """Number of defaults on the loan in each year; month 0 belongs to year 1."""
    months = columns("default_month")[loan_defaults(columns)]
    years = np.maximum(np.ceil(months / 12.0), 1.0)
    values, counts = np.unique(years, return_counts=True)
    return dict(zip(values.astype(int).tolist(), counts.tolist(), strict=True))


def summed(one: Missing, other: Missing) -> Missing:
    """Paths without a value of two sets of paths."""
    return Missing(
        one.lowest + other.lowest,
        one.highest + other.highest,
        one.unrankable + other.unrankable,
        one.excluded + other.excluded,
    )
