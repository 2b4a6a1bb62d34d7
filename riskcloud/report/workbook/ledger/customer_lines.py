"""Lines of a customer on its sheet."""

from types import SimpleNamespace

from riskcloud.report.workbook.formulas.expression import Operand
from riskcloud.report.workbook.formulas.lines import Line
from riskcloud.report.workbook.ledger.scope import CUSTOMERS, Scope


def line(scope: Scope, customer: SimpleNamespace, key: str, formula: Operand) -> Line:
    return scope.book.line(CUSTOMERS, f"customer.{customer.name}.{key}", formula)


def helper(
    scope: Scope, customer: SimpleNamespace, key: str, words: tuple[str, str], formula: Operand
) -> Line:
    unit, meaning = words
    words = unit, f"{customer.name}: {meaning}"
    return scope.book.helper(CUSTOMERS, f"customer.{customer.name}.{key}", words, formula)
