"""Formulas as trees, and the cells, lines and names that they stand in."""
