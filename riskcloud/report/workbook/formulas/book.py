"""The workbook as a model: its lines, single cells and inputs, in the order they are computed."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from riskcloud.report.workbook.formulas.expression import Expression, Operand, as_expression, walk
from riskcloud.report.workbook.formulas.lines import Input, InputRange, Line, Single
from riskcloud.report.workbook.inputs import WorkbookInputs

MARKET = "Market"
"""The sheet of values that the path brings along."""
PROFILE = "Profile"
"""The sheet of present values over rates."""
STEPS = 240
"""Of the rates of the profile."""
NEVER = 1e9
_LONGEST = 120
_FIRST_COLUMN = 1  # after the month
_NOT_TESTED = ("dscr", "ltv")


class Book:
    """Takes lines in the order in which a month computes them, and evaluates them so."""

    def __init__(self, given: WorkbookInputs) -> None:
        self.given = given
        self.months = len(next(iter(given.replay.values())))
        self._names: set[str] = set()
        self.inputs = {
            one.field: Input(self._free(name_of(one.field)), one.value) for one in given.inputs
        }
        self.ranges: list[InputRange] = []
        self.tables: list[InputRange] = []
        self.singles: list[Single] = []
        self.sheets: dict[str, list[Line]] = {MARKET: []}
        self._order: list[Line] = []
        self._given: dict[str, Line] = {}
        self._section = ""

    def section(self, title: str) -> None:
        """What the lines that follow are about."""
        self._section = title

    def market(self, column: str) -> Line:
        """A column of the replay as values, once."""
        if column not in self._given:
            values = [NEVER if one != one else one for one in self.given.replay[column]]
            meta = self.given.units[column], self.given.meanings[column]
            self._given[column] = self._add(MARKET, column, *meta)
            self._given[column].values = [None, *values]
        return self._given[column]

    def event(self, key: str, meaning: str, values: Sequence[float]) -> Line:
        """What happens on the path by chance or decision, as values."""
        line = self._add(MARKET, key, "flag", meaning)
        line.values = [None, *values]
        return line

    def line(self, sheet: str, key: str, formula: Operand, opening: Operand | None = None) -> Line:
        """A line that the kernel has too, by the name of the column of the ledger."""
        return self.define(self.state(sheet, key, opening), formula)

    def helper(
        self,
        sheet: str,
        key: str,
        words: tuple[str, str],
        formula: Operand,
        opening: Operand | None = None,
    ) -> Line:
        """A line that the kernel's ledger does not show; words: unit and title."""
        return self.define(self.own(sheet, key, words, opening), formula)

    def own(
        self, sheet: str, key: str, words: tuple[str, str], opening: Operand | None = 0.0
    ) -> Line:
        """The same, whose formula follows."""
        line = self._add(sheet, key, *words)
        line.opening = opening
        return line

    def state(self, sheet: str, key: str, opening: Operand | None = 0.0) -> Line:
        """A line whose formula follows, so that others may read last month's."""
        line = self._add(sheet, key, self.given.units[key], self.given.meanings[key])
        line.is_checked = True
        line.opening = opening
        return line

    def define(self, line: Line, formula: Operand) -> Line:
        line.formula = as_expression(formula)
        self._order.append(line)
        return line

    def single(self, name: str, words: tuple[str, str], formula: Operand) -> Single:
        """A named cell of the path; words: unit and meaning."""
        cell = Single(self._free(clean_name(name)), *words, formula)
        cell.section = self._section
        self.singles.append(cell)
        return cell

    def outcome(self, name: str, formula: Operand) -> Single:
        """A named cell that the kernel has too, among the outcomes of the path."""
        words = self.given.outcome_units[name], self.given.outcome_meanings[name]
        cell = self.single(name, words, formula)
        cell.outcome = name
        return cell

    def label_of(self, outcome: str) -> str:
        """What a figure is called in the summary, or else what it means."""
        known = self.given.run.columns.get(outcome)
        return known.label if known else self.given.outcome_meanings[outcome]

    def step_line(self, key: str, words: tuple[str, str], formula: Operand) -> Line:
        """A column of the profile of present value, one rate a row."""
        line = self._add(PROFILE, key, *words)
        line.opening = 0.0
        line.formula = as_expression(formula)
        return line

    def range_of(self, name: str, fields: Sequence[str]) -> InputRange:
        """A name for inputs that stand below each other."""
        self.ranges.append(InputRange(name, [self.inputs[field] for field in fields]))
        return self.ranges[-1]

    def _free(self, name: str) -> str:
        """The name, or if another cell has it the name and a number."""
        tried, number = name, 1
        while tried in self._names:
            number += 1
            tried = f"{name}_{number}"
        self._names.add(tried)
        return tried

    def _add(self, sheet: str, key: str, unit: str, title: str) -> Line:
        lines = self.sheets.setdefault(sheet, [])
        line = Line(key, sheet, _FIRST_COLUMN + len(lines), unit, title)
        line.section = self._section
        lines.append(line)
        return line

    def checked(self) -> list[Line]:
        """Lines that the kernel has too."""
        return [line for lines in self.sheets.values() for line in lines if line.is_checked]

    def kernel_values(self, line: Line) -> list[float]:
        """What the kernel has of a line, with the workbook's numbers for what is missing."""
        missing = -1.0 if line.key in _NOT_TESTED else NEVER
        return [missing if one != one else one for one in self.given.replay[line.key]]

    def evaluate(self) -> None:
        """Every line of every month, in the order of definition, then the single cells."""
        lines = [line for sheet in self.sheets.values() for line in sheet]
        for line in lines:
            if line.opening is not None:
                line.values[0] = as_expression(line.opening).value(-1)
        for month in range(self.months):
            for line in self._order:
                assert line.formula is not None
                line.values.append(line.formula.value(month))
        for step in range(STEPS + 1):
            for line in self.sheets.get(PROFILE, ()):
                assert line.formula is not None
                line.values.append(line.formula.value(step))
        for cell in self.singles:
            cell.value(0)

    def formulas(self) -> Iterator[Expression]:
        lines = (line for sheet in self.sheets.values() for line in sheet)
        yield from (line.formula for line in lines if line.formula is not None)
        yield from (cell.formula for cell in self.singles)

    def used(self) -> set[str]:
        """Names of the inputs that some formula reads."""
        parts = {part for formula in self.formulas() for part in walk(formula)}
        return {part.name for part in parts if isinstance(part, Input)}


def name_of(field: str) -> str:
    """The name of an input's cell: operator.tax.rate is tax_rate, items are under their kind."""
    scope, *rest = field.split(".")
    if rest[0] in ("cohorts", "customers"):
        rest[0] = rest[0].removesuffix("s")
    return clean_name("_".join(rest if scope == "operator" else [scope, *rest]))


def clean_name(name: str) -> str:
    """A name that a spreadsheet takes; ids may be of any length."""
    return re.sub("[^a-z0-9_]", "_", name.lower())[:_LONGEST]


class Terms:
    """Inputs under a path, as attributes: terms.tax_rate is the cell of operator.tax.rate."""

    def __init__(self, inputs: Mapping[str, Input], path: str) -> None:
        start = path + "."
        self._named = {
            field.removeprefix(start).replace(".", "_"): cell
            for field, cell in inputs.items()
            if field.startswith(start)
        }

    def __getattr__(self, name: str) -> Any:
        try:
            return self.__dict__["_named"][name]
        except KeyError:
            raise AttributeError(name) from None
