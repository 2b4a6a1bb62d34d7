"""The market's price of a chip for a term of years (model, part 2)."""

from riskcloud.report.workbook.formulas.expression import Expression, If, same
from riskcloud.report.workbook.formulas.functions import exp
from riskcloud.report.workbook.ledger.scope import Scope


def begin(scope: Scope) -> None:
    """Named cells of what a term of one year would give."""
    book, x = scope.book, scope.x
    book.section("Price of a term")
    decline = scope.market.entry_cost_rent_decline
    words = "1", "mean of a premium that dies out, over one year"
    x.mean_premium = book.single("mean_premium", words, _mean(scope.terms.residual_reversion))
    words = "1", "mean of falling rent, over one year"
    x.mean_rent = book.single("mean_rent", words, If(same(decline, 0), 1, _mean(decline)))


def for_years(
    scope: Scope, price: Expression, tightness: Expression, years: Expression
) -> Expression:
    """From the price for one year: tightness is expected to die out, rent to fall."""
    x, decline = scope.x, scope.market.entry_cost_rent_decline
    reversion = scope.terms.residual_reversion
    premium = exp(tightness * (_mean(reversion * years) - x.mean_premium))
    falling = If(same(decline, 0), 1, _mean(decline * years))
    return price * premium * falling / x.mean_rent


def _mean(z: Expression) -> Expression:
    """Of exp(-z s) over s from 0 to 1; z is not 0."""
    return (1 - exp(-z)) / z
