"""All lines of an operator, in the order in which a month computes them."""

from riskcloud.report.workbook.formulas.book import Book
from riskcloud.report.workbook.inputs import WorkbookInputs
from riskcloud.report.workbook.ledger import (
    closure,
    cohorts,
    contract_cliff,
    costs,
    covenants,
    customers,
    default,
    layers,
    loan,
    project,
    residual,
    results,
    sales,
    settlement,
    sizing,
    tax,
    waterfall,
)
from riskcloud.report.workbook.ledger.returns import Owner, returns
from riskcloud.report.workbook.ledger.scope import Scope


def operator_book(given: WorkbookInputs) -> Book:
    """The path's ledger as formulas, evaluated."""
    book = Book(given)
    scope = Scope(book)
    scope.x.months_ahead = residual.months_ahead(scope.terms.residual_life_months.value(0))
    book.tables.append(scope.x.months_ahead)
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
    sizing.size(scope)
    loan.begin(scope)
    contract_cliff.step(scope)
    tax.levered(scope, loan.accrue(scope))
    loan.fund(scope)
    waterfall.serve(scope)
    covenants.check(scope)
    default.enforce(scope)
    settlement.settle(scope)
    x, terms = scope.x, scope.terms
    made = returns(book, Owner("project", x.project_flow, x.project_terminal, terms.wacc))
    results.project(scope, made)
    made = returns(book, Owner("equity", x.equity_flow, x.equity_terminal, terms.cost_of_equity))
    results.equity(scope, made)
    results.lender(scope)
    book.evaluate()
    return book
