"""The kernel's months of a scenario, kept: every column of the ledger, month by path."""

from riskcloud.compilation import compile_scenario
from riskcloud.kernels.lanes import LANES
from riskcloud.model.scenario import Scenario
from riskcloud.run.lanes import traced
from riskcloud.run.ledger import ledger_columns
from tests.reference.draws import Array


def recorded(scenario: Scenario, paths: int = LANES) -> dict[str, Array]:
    """Rows by ledger name (``cohort.first.value``), each of shape (months + 1, paths)."""
    compiled = compile_scenario(scenario)
    columns = ledger_columns(compiled)
    months = traced(compiled, 0, (column.row for column in columns))
    return {column.name: months[column.row][:, :paths] for column in columns}
