"""Keep chosen rows of each month of a lane group: what replays and figures over time read."""

from riskcloud.kernels.jit import kernel
from riskcloud.kernels.month import begin_rows, step_rows
from riskcloud.kernels.references import by_reference
from riskcloud.kernels.rows import rows_of


@kernel
def trace_paths(first_path, inputs, layout, work, rows, traced):
    """The months of LANES paths from first_path on, as `simulate_block` steps through them.

    inputs, layout, work: as of `simulate_block`; work is left as the last month has it.
    rows: (chosen,) int64, rows of work.
    traced: (months, chosen, LANES) float64, written: the rows after each month from month 0.
    """
    layout = by_reference(layout)
    input_rows, work_rows = rows_of(inputs), rows_of(work)
    begin_rows(first_path, input_rows, layout, work_rows)
    for month in range(layout.operator.horizon + 1):
        step_rows(first_path, month, input_rows, layout, work_rows)
        for place in range(rows.size):
            traced[month, place, :] = work[rows[place]]
