"""Functions of the spreadsheet: only such as Excel and LibreOffice compute alike."""

import math
import operator
from collections.abc import Sequence

import numpy as np

from riskcloud.report.workbook.formulas.expression import (
    Call,
    Constant,
    Expression,
    If,
    Operand,
    as_expression,
    same,
)


def exp(value: Operand) -> Expression:
    return Call("EXP", np.exp, value)


def log(value: Operand) -> Expression:
    return Call("LN", math.log, value)


def least(*values: Operand) -> Expression:
    return Call("MIN", lambda *numbers: min(numbers), *values)


def greatest(*values: Operand) -> Expression:
    return Call("MAX", lambda *numbers: max(numbers), *values)


def modulo(value: Operand, divisor: float) -> Expression:
    return Call("MOD", operator.mod, value, divisor)


def whole(value: Operand) -> Expression:
    """Rounded down."""
    return Call("INT", math.floor, value)


def rounded(value: Operand) -> Expression:
    """To the nearest whole number; half to even, as IEEE and the kernel have it."""
    number = as_expression(value)
    half = same(modulo(number, 1), 0.5)
    return If(half, 2 * _nearest(number / 2), _nearest(number))


def _nearest(value: Expression) -> Expression:
    """Half away from zero, as spreadsheets have it."""
    return Call("ROUND", lambda one, _: math.copysign(math.floor(abs(one) + 0.5), one), value, 0)


def both(*conditions: Expression) -> Expression:
    return Call("AND", lambda *all_of: all(all_of), *conditions)


def either(*conditions: Expression) -> Expression:
    return Call("OR", lambda *some: any(some), *conditions)


def flag(condition: Expression) -> Expression:
    """1 or 0."""
    return If(condition, 1, 0)


def sum_product(value: Expression) -> Expression:
    """Of an array made of columns and ranges: SUMPRODUCT takes it without array entry."""
    return Call("SUMPRODUCT", lambda array: float(np.sum(array)), value)


def ratio(upper: Operand, lower: Expression, without: float = 0.0) -> Expression:
    """Upper over lower, ``without`` where lower is zero."""
    return If(same(lower, 0), without, upper / lower)


def total(parts: Sequence[Expression]) -> Expression:
    """The sum of some parts; 0 of none."""
    if not parts:
        return Constant(0)
    return sum(parts[1:], start=parts[0])


def annuity(rate: Operand, months: Operand) -> Expression:
    """Present value of 1 at the end of each month; PV knows what to do at a rate of 0."""

    def value(rate: float, months: float, payment: float) -> float:
        return -payment * (months if rate == 0 else -math.expm1(-months * math.log1p(rate)) / rate)

    return Call("PV", value, rate, months, -1)
