"""A table of columns: each is written once, and its index is its place in the table."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Column:
    """One column of an outcome file or of a path's monthly ledger."""

    name: str
    unit: str
    dtype: str
    meaning: str


@dataclass
class Table:
    """Columns in declared order.

    ``add`` returns the index as a plain int, so that a module constant set from it
    is a compile-time constant in the kernels.
    """

    name: str
    first: int = 0
    columns: list[Column] = field(default_factory=list)

    def add(self, name: str, unit: str, meaning: str, dtype: str = "float64") -> int:
        """Append a column and return its row: ``first`` plus its place."""
        self.columns.append(Column(name, unit, dtype, meaning))
        return self.first + len(self.columns) - 1

    @property
    def end(self) -> int:
        """The first row after this table."""
        return self.first + len(self.columns)
