"""Returns of one owner's flows: NPV, payback, internal rate (model, section 3)."""

from dataclasses import dataclass

import numpy as np

from riskcloud.report.workbook.formulas.book import PROFILE, STEPS, Book
from riskcloud.report.workbook.formulas.expression import (
    Call,
    Constant,
    Expression,
    If,
    Month,
    same,
)
from riskcloud.report.workbook.formulas.functions import either, flag, greatest, sum_product
from riskcloud.report.workbook.formulas.lines import Line, Months, Single

RETURNS = "Returns"
_LOWEST, _HIGHEST = 0.0001, 11.0  # one plus the rate of a year
NOT_WITHIN = "not within the horizon"
NO_RATE = "no single rate"


@dataclass(frozen=True)
class Owner:
    """name: project or equity.  flow: a month.  terminal: of it, the value of the end."""

    name: str
    flow: Line
    terminal: Line
    rate: Expression


@dataclass(frozen=True)
class Returns:
    """Of an owner: discount factors, the sum to date without terminal value, NPV, payback.

    payback: or a word.  outlay: month of the first one, or a word.
    """

    factor: Line
    operating: Line
    npv: Single
    payback: Single
    outlay: Single

    def payback_since(self, begin: Expression) -> Expression:
        """Payback counted from a month; a word where there is none."""
        return If(same(self.payback, NOT_WITHIN), NOT_WITHIN, self.payback - begin)


def returns(book: Book, owner: Owner) -> Returns:
    """The lines of an owner on the sheet of returns, and the named cells of its figures."""
    book.section(f"Returns: {owner.name}")
    money = owner.flow.unit
    name, flow = owner.name, owner.flow

    def line(key: str, unit: str, title: str, formula: Expression, opening: float = 0.0) -> Line:
        words = unit, f"{name}: {title}"
        return book.helper(RETURNS, f"{name}_{key}", words, formula, opening)

    discount = book.single(
        f"{name}_discount",
        ("1", f"{name}: factor of a month"),
        (1 + owner.rate) ** (Constant(-1) / 12),
    )
    taken = line("flow_here", money, "cash flow", 1 * flow)
    factor = _running(book, f"{name}_factor", ("1", f"{name}: discount factor"), discount)
    present = line("present", money, "present value", taken * factor)
    to_date = _cumulative(book, f"{name}_cumulative", money, f"{name}: to date", taken)
    operating = _cumulative(
        book,
        f"{name}_operating",
        money,
        f"{name}: to date, without terminal value",
        taken - owner.terminal,
    )
    discounted = _cumulative(
        book, f"{name}_discounted", money, f"{name}: present value to date", present
    )
    months = Months(taken)
    book.section(f"{name.capitalize()} returns")
    npv = book.outcome(f"{name}_npv", sum_of(present))
    outlay = _first_outlay(book, name, taken, months)
    payback = book.outcome(f"{name}_payback", _payback(book, to_date, outlay, months))
    for key, line_to_date in (
        ("payback_operating", operating),
        ("payback_discounted", discounted),
    ):
        book.outcome(f"{name}_{key}", _payback(book, line_to_date, outlay, months))
    _internal_rate(book, name, taken, months)
    return Returns(factor, operating, npv, payback, outlay)


def sum_of(line: Line) -> Expression:
    """Over all months."""
    return Call("SUM", lambda array: float(np.sum(array)), line.all)


def extreme(name: str, line: Line) -> Expression:
    """MIN or MAX over all months."""
    return Call(name, {"MIN": np.min, "MAX": np.max}[name], line.all)


def _running(book: Book, key: str, words: tuple[str, str], step: Expression) -> Line:
    """1 at month 0, each month times the step."""
    line = book.own(RETURNS, key, words, None)
    return book.define(line, If(same(Month(), 0), 1, line.before * step))


def _cumulative(book: Book, key: str, unit: str, title: str, of: Expression) -> Line:
    line = book.own(RETURNS, key, (unit, title))
    return book.define(line, line.before + of)


def _last(condition: Expression, months: Expression) -> Expression:
    """Last month of which a condition holds, plus 1; 0 if none."""
    greatest_of = Call("MAX", np.max, condition * (months + 1))
    return sum_product(greatest_of)


def _first_outlay(book: Book, name: str, flow: Line, months: Expression) -> Single:
    """First month of a negative flow: the months to the horizon are largest."""
    horizon = book.months
    found = horizon - sum_product(Call("MAX", np.max, (flow.all < 0) * (horizon - months)))
    formula = If(extreme("MIN", flow) >= 0, "none", found)
    return book.outcome(f"{name}_first_outlay", formula)


def _payback(book: Book, to_date: Line, outlay: Single, months: Expression) -> Expression:
    """First month from which the sum to date stays at or above zero to the horizon."""
    last_red = _last(to_date.all < 0, months)
    never = either(same(outlay, "none"), last_red >= book.months)
    return If(never, NOT_WITHIN, greatest(last_red, outlay))


def _internal_rate(book: Book, name: str, flow: Line, months: Expression) -> None:
    """The one change of sign of present value over all rates, found on a grid, then refined."""
    words = "1/month", f"{name}: rate of a month"
    rate = _rates(book)
    worth = sum_product(flow.all * (1 + rate) ** -months)
    value = book.step_line(f"{name}_value", (flow.unit, f"{name}: present value"), worth)
    turn = book.step_line(
        f"{name}_turns",
        ("flag", f"{name}: 1 where it changes sign"),
        flag(value * value.before < 0),
    )
    roots = book.single(f"{name}_roots", ("1", "changes of sign of present value"), sum_of(turn))
    status = book.single(
        f"{name}_status",
        ("", "whether there is one rate"),
        If(
            extreme("MIN", flow) >= 0,
            "no outlay",
            If(
                extreme("MAX", flow) <= 0,
                "total loss",
                If(same(roots, 1), "unique", If(roots > 1, "several", "none in range")),
            ),
        ),
    )
    guess = book.single(
        f"{name}_irr_guess", words, If(same(roots, 1), sum_product(turn.all * rate.all), 0)
    )
    found = Call("IRR", _irr, flow.all, guess)
    monthly = book.single(f"{name}_irr_monthly", words, If(same(status, "unique"), found, 0))
    better = monthly - _newton(flow, months, monthly)
    refined = book.single(
        f"{name}_irr_refined", ("1/month", "the same, one Newton step on"), better
    )
    last = If(same(status, "total loss"), -1, NO_RATE)
    book.outcome(f"{name}_irr", If(same(status, "unique"), (1 + refined) ** 12 - 1, last))


def _rates(book: Book) -> Line:
    """Rates of a month from -99.99 % to 1,000 % a year, in equal steps of their logarithm."""
    if PROFILE in book.sheets:
        return book.sheets[PROFILE][0]
    yearly = _LOWEST * Constant(_HIGHEST / _LOWEST) ** (Month() / STEPS)
    return book.step_line("rate", ("1/month", "rate of a month"), yearly ** (Constant(1) / 12) - 1)


def _newton(flow: Line, months: Expression, rate: Expression) -> Expression:
    """Present value over its slope at a rate."""
    value = sum_product(flow.all * (1 + rate) ** -months)
    slope = sum_product(flow.all * -months * (1 + rate) ** (-months - 1))
    return value / slope


def _irr(flows: np.ndarray, guess: float) -> float:
    """Newton's method from the guess, as spreadsheets do it."""
    months = np.arange(len(flows))
    rate = guess
    for _ in range(50):
        weights = (1 + rate) ** -(months + 0.0)
        slope = float(np.sum(flows * -months * weights)) / (1 + rate)
        step = float(np.sum(flows * weights)) / slope
        rate -= step
        if abs(step) < 1e-14:
            break
    return rate
