"""Compile the halves of `simulate_block` by themselves, for the types that it calls them with.

Into the cache; nothing is run.  What is there when `simulate_block` is compiled is not compiled
again.
"""

from typing import Any

from numba import int64, typeof

from riskcloud.kernels.month import begin_rows, step_rows
from riskcloud.kernels.references import ReferenceType
from riskcloud.kernels.rows import matrix
from riskcloud.kernels.totals.outcomes import write_outcomes


def compile_month(layout: Any) -> None:
    """What comes each month, for any layout like this one."""
    step_rows.compile((int64, int64, matrix, ReferenceType(typeof(layout)), matrix))


def compile_ends(layout: Any, work: Any) -> None:
    """What comes before the first month and after the last; work: as of `simulate_block`."""
    reference, array = ReferenceType(typeof(layout)), typeof(work)
    begin_rows.compile((int64, matrix, reference, matrix))
    write_outcomes.compile((reference, array, array))
