"""What is counted of one block alone, before a tally takes it in."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from riskcloud.engine import Block
from riskcloud.risk.results import Missing
from riskcloud.run.events import EVENTS, loan_defaults
from riskcloud.run.metrics import METRICS, Columns

HAS_DEBT = "has_debt"
_VALUES = ("project_npv", "capex_pv", "terminal_value_pv")

Pair = tuple[NDArray[np.float64], NDArray[np.float64]]


@dataclass(frozen=True)
class BlockCounts:
    """Counts of a block, and its columns for what is counted in place.

    columns: good until the worker simulates its next block.
    kept: a copy of the columns to be kept, see KeptColumns; None where there is no room.
    missing: by metric.  events: paths that an event befell, by key.
    default_rate, expected_loss, npv_per_dollar, terminal_share: numerators and denominators.
    default_years: defaults on the loan by year.
    """

    block: Block
    columns: Columns
    kept: NDArray[np.float64] | None
    missing: Mapping[str, Missing]
    events: Counter[str]
    default_rate: Pair
    expected_loss: Pair
    npv_per_dollar: Pair
    terminal_share: Pair
    default_years: Counter[int]


def count_block(block: Block, columns: Columns, kept: NDArray[np.float64] | None) -> BlockCounts:
    """Count a block; ``kept`` as in BlockCounts."""
    defaults, losses, years, lent_years = _lender(columns)
    npv, capex, terminal = (columns(name) for name in _VALUES)
    return BlockCounts(
        block,
        columns,
        kept,
        missing={m.column: m.missing(columns) for m in METRICS},
        events=_events(columns),
        default_rate=(defaults, years),
        expected_loss=(losses, lent_years),
        npv_per_dollar=(npv, capex),
        terminal_share=(terminal, npv + capex),
        default_years=_years_of_default(columns),
    )


def _events(columns: Columns) -> Counter[str]:
    hits = Counter({event.key: int(np.count_nonzero(event.hits(columns))) for event in EVENTS})
    hits[HAS_DEBT] = int(np.count_nonzero(columns("debt_drawn") > 0.0))
    return hits


def _lender(columns: Columns) -> tuple[np.ndarray, ...]:
    """Defaults, losses, years at risk and USD-years lent of each path.

    A loan is at risk from its first draw to its default or its repayment.
    """
    drawn = columns("debt_drawn")
    years = np.where(drawn > 0.0, np.maximum(columns("months_lent"), 1.0) / 12.0, 0.0)
    defaults = np.where(drawn > 0.0, loan_defaults(columns), 0.0)
    return defaults, columns("lender_loss"), years, drawn * years


def _years_of_default(columns: Columns) -> Counter[int]:
    """Number of defaults on the loan in each year; month 0 belongs to year 1."""
    months = columns("default_month")[loan_defaults(columns)]
    years = np.maximum(np.ceil(months / 12.0), 1.0)
    values, counts = np.unique(years, return_counts=True)
    return Counter(dict(zip(values.astype(int).tolist(), counts.tolist(), strict=True)))


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
    """Every outcome column that is counted."""
    return columns_of(
        *(metric.missing for metric in METRICS),
        *(event.hits for event in EVENTS),
        _lender,
        _years_of_default,
        *(partial(_read, name=name) for name in _VALUES),
    )


def _read(columns: Columns, name: str) -> np.ndarray:
    return columns(name)
