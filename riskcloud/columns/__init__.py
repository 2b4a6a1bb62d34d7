"""Every outcome and ledger column, once: name, unit, dtype, meaning, index."""

from riskcloud.columns.outcomes import INDEX, OUTCOMES
from riskcloud.columns.table import Column, Table

__all__ = ["INDEX", "OUTCOMES", "Column", "Table"]
