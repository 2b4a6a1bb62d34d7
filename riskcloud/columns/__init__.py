"""Every outcome and ledger column, once: name, unit, dtype, meaning, index."""

from riskcloud.columns.table import Column, Table

__all__ = ["Column", "Table"]
