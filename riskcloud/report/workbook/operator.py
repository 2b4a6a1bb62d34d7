"""All lines of an operator, in the order in which a month computes them."""

from riskcloud.report.workbook import (
    closure,
    cohorts,
    costs,
    customers,
    layers,
    project,
    residual,
    sales,
    tax,
)
from riskcloud.report.workbook.book import Book
from riskcloud.report.workbook.inputs import WorkbookInputs
from riskcloud.report.workbook.returns import Owner, returns
from riskcloud.report.workbook.scope import Scope


def operator_book(given: WorkbookInputs) -> Book:
    """The path's ledger as formulas, evaluated."""
    book = Book(given)
    scope = Scope(book)
    scope.x.quadrature = residual.quadrature()
    book.tables.extend(scope.x.quadrature)
    cohorts.begin(scope)
    customers.begin(scope)
    cohorts.step(scope)
    customers.step(scope)
    sales.step(scope)
    layers.step(scope)
    costs.step(scope)
    residual.step(scope)
    closure.step(scope)
    tax.begin(scope)
    tax.unlevered(scope)
    project.step(scope)
    x, terms = scope.x, scope.terms
    returns(book, Owner("project", x.project_flow, x.project_terminal, terms.wacc))
    book.evaluate()
    return book
