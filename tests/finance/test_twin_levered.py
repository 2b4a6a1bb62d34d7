"""The kernel's levered ledger against the reference, row by row, on random operations."""

from collections.abc import Iterator

import numpy as np
import pytest

from riskcloud.kernels.lanes import LANES
from tests.finance.kernel_ledger import KernelLedger
from tests.finance.synthetic import HORIZON, PATHS, Synthetic
from tests.reference.ledger import FLOWS, NEVER, STATES, Array, Ledger

# What 1e-9 is of: everything that moves or stands in the month.
GROSS = ("uses", "due", "available_cash", "balance", "owed", "equity_commitment", "exposure")
# The kernel's rows hold the flag of the month's start, and the rate for the next month.
OTHER_MOMENT = {"performing", "base_rate"}
# Of the loan's terms nothing is said after a default.
TERMS = {"loan_rate", "margin", "maturity", "instalment", "available_until", "target"}


def gaps(seed: int) -> Iterator[tuple[int, dict[str, Array]]]:
    """Month by month, for every row the gap of each path in parts of its gross flow."""
    synthetic = Synthetic(seed)
    levered = synthetic.levered
    items = synthetic.cohorts, synthetic.customers, HORIZON
    groups = [
        KernelLedger(synthetic.terms, *items, slice(first, first + LANES))
        for first in range(0, PATHS, LANES)
    ]
    ledger: Ledger = levered.ledger
    for month in range(HORIZON + 1):
        rows = synthetic.rows(month)
        levered.accrue(month, rows)
        levered.step(month, rows)
        for group in groups:
            group.step(month, rows)
        gross = 1 + sum(np.abs(getattr(ledger, name)) for name in GROSS)
        sound = (ledger.default_month == NEVER) & (rows["ending"] == 0) & (ledger.settled == 0)
        found = {}
        for name in {*STATES, *FLOWS} - OTHER_MOMENT:
            kernel = np.concatenate([group.row(name) for group in groups])
            gap = np.abs(kernel - getattr(ledger, name)) / gross
            found[name] = np.where(sound, gap, 0.0) if name in TERMS else gap
        yield month, found


@pytest.mark.parametrize("seed", [1, 2])
def test_every_row_agrees_every_month(seed: int) -> None:
    for month, found in gaps(seed):
        worst = {name: float(np.max(gap)) for name, gap in found.items()}
        assert {name: gap for name, gap in worst.items() if not gap < 1e-9} == {}, month
