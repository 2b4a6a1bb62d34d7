"""What is counted of every block: bins of columns, gaps, events, the lender's sums.

All of it is integers, or sums a block that `math.fsum` adds: blocks fold in any order.
"""

import threading
from collections import Counter
from collections.abc import Mapping

import numpy as np

from riskcloud.engine import Block
from riskcloud.kernels.counts import count_leading_bits
from riskcloud.risk.counts import ColumnCounts
from riskcloud.risk.ratio import Ratio
from riskcloud.risk.results import Missing
from riskcloud.run.block_counts import BlockCounts, count_block
from riskcloud.run.kept_columns import KeptColumns
from riskcloud.run.metrics import METRICS, Columns


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

    def count(self, block: Block, columns: Columns) -> BlockCounts:
        """What `add` takes in.  The tally stays as it is: the block may come to nothing yet."""
        return count_block(block, columns, self.kept.copied(block, columns))

    def add(self, counted: BlockCounts) -> None:
        """Take a block in that is stored."""
        with self._lock:
            self.paths += counted.block.count
            self.kept.add(counted.block, counted.kept)
            self.events.update(counted.events)
            self.default_rate.add(*counted.default_rate)
            self.expected_loss.add(*counted.expected_loss)
            self.npv_per_dollar.add(*counted.npv_per_dollar)
            self.terminal_share.add(*counted.terminal_share)
            self.default_years.update(counted.default_years)
            for name, counts in self.counts.items():
                count_leading_bits(np.ascontiguousarray(counted.columns(name)), counts.bins)
                self.missing[name] = summed(self.missing[name], counted.missing[name])


def summed(one: Missing, other: Missing) -> Missing:
    """Paths without a value of two sets of paths."""
    return Missing(
        one.lowest + other.lowest,
        one.highest + other.highest,
        one.unrankable + other.unrankable,
        one.excluded + other.excluded,
    )
