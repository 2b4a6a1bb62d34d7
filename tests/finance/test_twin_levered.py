"""The kernel's levered ledger against the reference, row by row, on random operations."""

from collections.abc import Callable, Iterator

import numpy as np
import pytest

from riskcloud.kernels.lanes import LANES
from tests.finance import operator_case
from tests.finance.kernel_ledger import KernelLedger
from tests.finance.operator_case import WholeKernel
from tests.finance.synthetic import HORIZON, PATHS, Synthetic
from tests.reference.finance import Levered
from tests.reference.ledger import FLOWS, NEVER, STATES, Array, Ledger, Rows

# What 1e-9 is of: everything that moves or stands in the month.
GROSS = ("uses", "due", "available_cash", "balance", "owed", "equity_commitment", "exposure")
# The kernel's rows hold the flag of the month's start, and the rate for the next month.
OTHER_MOMENT = {"performing", "base_rate"}
# Of the loan's terms nothing is said after a default.
TERMS = {"loan_rate", "margin", "maturity", "instalment", "available_until", "target"}
# The kernel does not know a cohort's dates before its order; the reference takes the plan.
DATES = {"first_commissioned", "available_until", "maturity"}
LAST_ORDER = 3

Gaps = Iterator[tuple[int, dict[str, Array]]]


def gaps_of(kernel: Rows, ledger: Ledger, rows: Rows) -> dict[str, Array]:
    """For every row the gap of each path, in parts of the month's gross flow."""
    gross = 1 + sum(np.abs(getattr(ledger, name)) for name in GROSS)
    sound = (ledger.default_month == NEVER) & (rows["ending"] == 0) & (ledger.settled == 0)
    found = {}
    for name in {*STATES, *FLOWS} - OTHER_MOMENT:
        gap = np.abs(kernel[name] - getattr(ledger, name)) / gross
        found[name] = np.where(sound, gap, 0.0) if name in TERMS else gap
    return found


def fed_gaps(seed: int) -> Gaps:
    """Both fed with made-up operations, which meet every event."""
    synthetic = Synthetic(seed)
    levered = synthetic.levered
    items = synthetic.cohorts, synthetic.customers, HORIZON
    groups = [
        KernelLedger(synthetic.terms, *items, slice(first, first + LANES))
        for first in range(0, PATHS, LANES)
    ]
    for month in range(HORIZON + 1):
        rows = synthetic.rows(month)
        levered.accrue(month, rows)
        levered.step(month, rows)
        for group in groups:
            group.step(month, rows)
        names = {*STATES, *FLOWS}
        kernel = {name: np.concatenate([group.row(name) for group in groups]) for name in names}
        yield month, gaps_of(kernel, levered.ledger, rows)


def whole_gaps(seed: int) -> Gaps:
    """The whole kernel; the reference takes its operations and tax."""
    whole = WholeKernel(seed)
    items = whole.cohorts, whole.customers, operator_case.HORIZON
    levered = Levered(whole.terms, *items, LANES)
    for month, rows in enumerate(whole.months()):
        levered.accrue(month, rows)
        levered.step(month, rows)
        found = gaps_of(rows, levered.ledger, rows)
        yield (
            month,
            {name: found[name] for name in found if month > LAST_ORDER or name not in DATES},
        )


@pytest.mark.parametrize("gaps", [fed_gaps, whole_gaps])
@pytest.mark.parametrize("seed", [1, 2, 3, 4, 6])
def test_every_row_agrees_every_month(gaps: Callable[[int], Gaps], seed: int) -> None:
    for month, found in gaps(seed):
        worst = {name: float(np.max(gap)) for name, gap in found.items()}
        assert {name: gap for name, gap in worst.items() if not gap < 1e-9} == {}, month
