"""Cells with a place: monthly lines (a column of a sheet), single named cells, inputs."""

from collections.abc import Sequence

import numpy as np

from riskcloud.report.workbook.formulas.expression import (
    Call,
    Expression,
    Operand,
    Value,
    as_expression,
)

FIRST_ROW = 14
"""Row of month 0 on every monthly sheet, counted from 1; the row above holds openings.

A formula may look back 12 months, so as many rows of headings and checks stand above.
"""


def column_name(column: int) -> str:
    """A for 0, AA for 26."""
    rest, place = divmod(column, 26)
    return (column_name(rest - 1) if rest else "") + chr(ord("A") + place)


class Input(Expression):
    """A named cell of the inputs sheet."""

    def __init__(self, name: str, number: float) -> None:
        self.name, self.number = name, number

    def text(self, sheet: str, row: int) -> str:
        return self.name

    def value(self, month: int) -> Value:
        return self.number


class InputRange(Expression):
    """A named range of cells below each other."""

    def __init__(self, name: str, cells: Sequence[Input]) -> None:
        self.name, self.cells = name, tuple(cells)

    def text(self, sheet: str, row: int) -> str:
        return self.name

    def value(self, month: int) -> Value:
        return np.array([cell.number for cell in self.cells])

    def parts(self) -> tuple[Expression, ...]:
        return self.cells


class Single(Expression):
    """A named cell: what holds for the whole path.  Evaluated when first asked for.

    outcome: the kernel's name of it among the path's outcomes, if it is one.
    """

    def __init__(self, name: str, unit: str, meaning: str, formula: Operand) -> None:
        self.name, self.unit, self.meaning = name, unit, meaning
        self.formula = as_expression(formula)
        self.section = ""
        self.outcome = ""
        self._value: Value = None

    def text(self, sheet: str, row: int) -> str:
        return self.name

    def value(self, month: int) -> Value:
        if self._value is None:
            self._value = self.formula.value(0)
        return self._value


class Line(Expression):
    """A column of a monthly sheet: values, or one formula for every month.

    key: the kernel's name of it, or a name of the workbook's own.  opening: what stands above
    month 0, a number or a named cell.  values: the opening, then month after month.
    """

    def __init__(self, key: str, sheet: str, column: int, unit: str, title: str) -> None:
        self.key, self.sheet, self.column = key, sheet, column
        self.letter = column_name(column)
        self.unit, self.title = unit, title
        self.section = ""
        self.formula: Expression | None = None
        self.is_checked = False
        self.opening: Operand | None = None
        self.values: list[Value] = [None]

    def text(self, sheet: str, row: int) -> str:
        return f"{self._sheet(sheet)}${self.letter}{row}"

    def value(self, month: int) -> Value:
        return self.values[month + 1]

    def _sheet(self, sheet: str) -> str:
        return "" if sheet == self.sheet else f"{self.sheet}!"

    @property
    def before(self) -> Expression:
        """Last month's."""
        return Before(self, 1)

    def back(self, months: int) -> Expression:
        return Before(self, months)

    @property
    def at_start(self) -> Expression:
        """Month 0's, from any row."""
        return AtStart(self)

    @property
    def all(self) -> "Column":
        return Column(self)


class Before(Expression):
    """The cell of some months ago."""

    def __init__(self, line: Line, months: int) -> None:
        self._line, self._months = line, months

    def text(self, sheet: str, row: int) -> str:
        return self._line.text(sheet, row - self._months)

    def value(self, month: int) -> Value:
        return self._line.value(month - self._months)


class AtStart(Expression):
    def __init__(self, line: Line) -> None:
        self._line = line

    def text(self, sheet: str, row: int) -> str:
        line = self._line
        return f"{line._sheet(sheet)}${line.letter}${FIRST_ROW}"

    def value(self, month: int) -> Value:
        return self._line.value(0)


class Column(Expression):
    """All months of a line, as a range."""

    def __init__(self, line: Line) -> None:
        self._line = line

    def text(self, sheet: str, row: int) -> str:
        line, last = self._line, FIRST_ROW + len(self._line.values) - 2
        return f"{line._sheet(sheet)}${line.letter}${FIRST_ROW}:${line.letter}${last}"

    def value(self, month: int) -> Value:
        return np.array(self._line.values[1:], dtype=float)


class Months(Expression):
    """The first column of a monthly sheet, as a range."""

    def __init__(self, line: Line) -> None:
        self._line = line

    def text(self, sheet: str, row: int) -> str:
        line, last = self._line, FIRST_ROW + len(self._line.values) - 2
        return f"{line.sheet}!$A${FIRST_ROW}:$A${last}"

    def value(self, month: int) -> Value:
        return np.arange(len(self._line.values) - 1.0)


def at_month(line: Line, month: Operand) -> Expression:
    """A line's value in a month, from any row."""
    return Call("INDEX", lambda months, place: months[int(place) - 1], line.all, month + 1)
