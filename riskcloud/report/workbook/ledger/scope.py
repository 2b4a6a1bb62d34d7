"""What the lines of an operator are built from: the book, its inputs, and lines made so far."""

from collections.abc import Callable
from dataclasses import dataclass, field
from types import SimpleNamespace

from riskcloud.report.workbook.formulas.book import Book, Terms
from riskcloud.report.workbook.formulas.expression import Expression, Month, Operand
from riskcloud.report.workbook.formulas.lines import Line, Single

HOURS = 730
"""Of a month."""
LEDGER, COHORTS, CUSTOMERS, DEBT = "Ledger", "Cohorts", "Customers", "Debt"
"""Sheets."""


@dataclass
class Scope:
    """terms, market: inputs.  x: lines of the operator.  cohorts, customers: of the items.

    x and the items are namespaces that the builders fill, in the order of a month.
    """

    book: Book
    terms: Terms = field(init=False)
    market: Terms = field(init=False)
    x: SimpleNamespace = field(default_factory=SimpleNamespace)
    cohorts: list[SimpleNamespace] = field(default_factory=list)
    customers: list[SimpleNamespace] = field(default_factory=list)
    month: Month = field(default_factory=Month)

    def __post_init__(self) -> None:
        inputs = dict(self.book.inputs)
        rating = next(one for one in inputs if one.startswith("market.ratings."))
        inputs["operator.debt.spread"] = inputs[rating]
        self.terms, self.market = Terms(inputs, "operator"), Terms(inputs, "market")

    @property
    def money(self) -> str:
        return self.book.given.run.currency

    @property
    def horizon(self) -> int:
        return self.book.given.fleet.horizon

    def chip(self, name: str, column: str) -> Line:
        return self.book.market(f"chip.{name}.{column}")

    def region(self, column: str) -> Line:
        return self.book.market(f"region.{self.book.given.fleet.region}.{column}")

    def kw(self, cohort: SimpleNamespace) -> Expression:
        """Of a card at work."""
        return self.book.inputs[f"market.chips.{cohort.chip}.kw"]

    def single_of(self, item: str) -> Callable[[str, str, str, Operand], Single]:
        """Named cells of an item: key, unit, meaning, formula."""
        return lambda key, unit, meaning, formula: self.book.single(
            f"{item}_{key}", (unit, meaning), formula
        )
