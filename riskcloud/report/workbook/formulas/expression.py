"""Formulas as trees: one tree is written as the text of a cell and evaluated in Python.

    flow = 1 + rate * hours.before
    flow.text("Ledger", 12)    # "1+rental_rate*$C11"
    flow.value(3)              # what that cell shows in month 3

So every formula cell is stored with its value, for viewers that do not recalculate, and a
test can hold both against each other.
"""

import operator
from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

Value: TypeAlias = Any
"""A float, a bool, a text, or inside SUMPRODUCT an array of one number a month."""

_ATOM, _SIGN, _POWER, _PRODUCT, _SUM, _COMPARISON = 6, 5, 4, 3, 2, 1


class Expression:
    """A part of a formula.  Comparisons are ``<`` and its like, and ``same(a, b)`` for =."""

    precedence = _ATOM

    def text(self, sheet: str, row: int) -> str:
        """As it stands in a cell of a sheet, in a row counted from 1."""
        raise NotImplementedError

    def value(self, month: int) -> Value:
        """In the row of a month; -1 is the row of openings above month 0."""
        raise NotImplementedError

    def parts(self) -> tuple["Expression", ...]:
        return ()

    def __add__(self, other: "Operand") -> "Expression":
        return Binary("+", self, other)

    def __radd__(self, other: float) -> "Expression":
        return Binary("+", other, self)

    def __sub__(self, other: "Operand") -> "Expression":
        return Binary("-", self, other)

    def __rsub__(self, other: float) -> "Expression":
        return Binary("-", other, self)

    def __mul__(self, other: "Operand") -> "Expression":
        return Binary("*", self, other)

    def __rmul__(self, other: float) -> "Expression":
        return Binary("*", other, self)

    def __truediv__(self, other: "Operand") -> "Expression":
        return Binary("/", self, other)

    def __rtruediv__(self, other: float) -> "Expression":
        return Binary("/", other, self)

    def __pow__(self, other: "Operand") -> "Expression":
        return Binary("^", self, other)

    def __neg__(self) -> "Expression":
        return Negative(self)

    def __lt__(self, other: "Operand") -> "Expression":
        return Binary("<", self, other)

    def __le__(self, other: "Operand") -> "Expression":
        return Binary("<=", self, other)

    def __gt__(self, other: "Operand") -> "Expression":
        return Binary(">", self, other)

    def __ge__(self, other: "Operand") -> "Expression":
        return Binary(">=", self, other)


Operand: TypeAlias = Expression | float


def same(left: Operand | str, right: Operand | str) -> Expression:
    return Binary("=", left, right)


def as_expression(value: Operand | str) -> Expression:
    return value if isinstance(value, Expression) else Constant(value)


def walk(expression: Expression) -> Iterator[Expression]:
    """The expression and all below it; cells are leaves."""
    yield expression
    for part in expression.parts():
        yield from walk(part)


class Constant(Expression):
    """A number or text written in the formula itself."""

    def __init__(self, value: float | str) -> None:
        self._value = value
        negative = not isinstance(value, str) and value < 0
        self.precedence = _SIGN if negative else _ATOM

    def text(self, sheet: str, row: int) -> str:
        if isinstance(self._value, str):
            return '"' + self._value.replace('"', '""') + '"'
        return f"{self._value:.15g}"

    def value(self, month: int) -> Value:
        return self._value


class Month(Expression):
    """The month of the row: it stands in the first column of every monthly sheet."""

    def text(self, sheet: str, row: int) -> str:
        return f"$A{row}"

    def value(self, month: int) -> Value:
        return month


class Negative(Expression):
    precedence = _SIGN

    def __init__(self, operand: Expression) -> None:
        self._operand = operand

    def text(self, sheet: str, row: int) -> str:
        return "-" + _within(self._operand, _SIGN, sheet, row)

    def value(self, month: int) -> Value:
        return -self._operand.value(month)

    def parts(self) -> tuple[Expression, ...]:
        return (self._operand,)


_BINARY: dict[str, tuple[int, Callable[[Value, Value], Value]]] = {
    "+": (_SUM, operator.add),
    "-": (_SUM, operator.sub),
    "*": (_PRODUCT, operator.mul),
    "/": (_PRODUCT, operator.truediv),
    "^": (_POWER, operator.pow),
    "=": (_COMPARISON, operator.eq),
    "<": (_COMPARISON, operator.lt),
    "<=": (_COMPARISON, operator.le),
    ">": (_COMPARISON, operator.gt),
    ">=": (_COMPARISON, operator.ge),
}


class Binary(Expression):
    """Two operands; both Excel and LibreOffice work from the left among equals."""

    def __init__(self, symbol: str, left: Operand | str, right: Operand | str) -> None:
        self._symbol = symbol
        self._left, self._right = as_expression(left), as_expression(right)
        self.precedence, self._compute = _BINARY[symbol]

    def text(self, sheet: str, row: int) -> str:
        left = _within(self._left, self.precedence, sheet, row)
        beyond = self.precedence if self._symbol in "+*" else self.precedence + 1
        right = _within(self._right, beyond, sheet, row)
        return f"{left}{self._symbol}{right}"

    def value(self, month: int) -> Value:
        return self._compute(self._left.value(month), self._right.value(month))

    def parts(self) -> tuple[Expression, ...]:
        return self._left, self._right


def _within(part: Expression, precedence: int, sheet: str, row: int) -> str:
    """The text of a part, in brackets where it binds less."""
    text = part.text(sheet, row)
    return f"({text})" if part.precedence < precedence else text


class Call(Expression):
    """A function of the spreadsheet, with what it is in Python."""

    def __init__(self, name: str, compute: Callable[..., Value], *arguments: Operand | str) -> None:
        self._name, self._compute = name, compute
        self._arguments = tuple(map(as_expression, arguments))

    def text(self, sheet: str, row: int) -> str:
        inner = ",".join(argument.text(sheet, row) for argument in self._arguments)
        return f"{self._name}({inner})"

    def value(self, month: int) -> Value:
        return self._compute(*(argument.value(month) for argument in self._arguments))

    def parts(self) -> tuple[Expression, ...]:
        return self._arguments


class If(Call):
    """Only the branch that is taken is evaluated, as in a spreadsheet."""

    def __init__(self, condition: Expression, then: Operand | str, other: Operand | str):
        super().__init__("IF", _never, condition, then, other)

    def value(self, month: int) -> Value:
        condition, then, other = self._arguments
        return (then if condition.value(month) else other).value(month)


def _never(*values: Value) -> Value:
    raise AssertionError("IF evaluates its own branches")
