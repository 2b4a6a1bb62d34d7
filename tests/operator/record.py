"""The kernel's months of a scenario, kept: every column of the ledger, month by path."""

import numpy as np

from riskcloud.compilation import compile_scenario
from riskcloud.kernels.lanes import LANES
from riskcloud.model.scenario import Scenario
from riskcloud.run.lanes import months_of
from riskcloud.run.ledger import ledger_columns
from tests.reference.draws import Array


def recorded(scenario: Scenario, paths: int = LANES) -> dict[str, Array]:
    """Rows by ledger name (``cohort.first.value``), each of shape (months + 1, paths)."""
    compiled = compile_scenario(scenario)
    columns = ledger_columns(compiled)
    rows = [column.row for column in columns]
    months = np.array([work[rows, :paths] for _, work in months_of(compiled, 0)])
    return {column.name: months[:, place] for place, column in enumerate(columns)}
