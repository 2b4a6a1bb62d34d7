"""Simulate one block of paths: lane group by lane group, month by month."""

from riskcloud.columns import outcomes as c
from riskcloud.kernels.jit import kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.month import begin_rows, step_rows
from riskcloud.kernels.references import by_reference
from riskcloud.kernels.rows import rows_of
from riskcloud.kernels.totals.infinite import any_infinite
from riskcloud.kernels.totals.outcomes import write_outcomes
from riskcloud.kernels.uncounted import uncounted

OUTCOME_ROWS = c.OUTCOME.end


@kernel
def simulate_block(first_path, count, inputs, layout, work, outcomes):
    """Outcomes of `count` paths from first_path (int64, a multiple of LANES) on.

    Returns whether any outcome is infinite, of columns beyond `count`, too.

    inputs: (rows, LANES) float64, constants filled in; rows of uncertain inputs are
        written here.  layout: Layout.  work: (rows, LANES) float64, scratch.
    outcomes: (outcome columns, at least count rounded up to LANES) float64, written:
        columns beyond `count` are simulated and mean nothing.
    """
    layout, work = by_reference(layout), uncounted(work)
    input_rows, work_rows = rows_of(inputs), rows_of(work)
    infinite = False
    for start in range(0, count, LANES):
        path = first_path + start
        begin_rows(path, input_rows, layout, work_rows)
        for month in range(layout.operator.horizon + 1):
            step_rows(path, month, input_rows, layout, work_rows)
        outcome = work[layout.outcome : layout.outcome + OUTCOME_ROWS]
        write_outcomes(layout, work, outcome)
        outcomes[:, start : start + LANES] = outcome
        infinite = infinite | any_infinite(rows_of(outcome), OUTCOME_ROWS)
    return infinite
