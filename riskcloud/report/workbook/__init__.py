"""The workbook of a path: its ledger as live formulas, from finished values."""
