"""What a month cannot pay, and what a settlement at the end still pays of it (model, 3.6)."""

from riskcloud.report.workbook.formulas.expression import Expression, If, same
from riskcloud.report.workbook.formulas.functions import both, greatest, least
from riskcloud.report.workbook.ledger.loan import helper
from riskcloud.report.workbook.ledger.scope import DEBT, Scope
from riskcloud.report.workbook.ledger.waterfall import negate


def leave(scope: Scope) -> None:
    """What lacks of uses, and what is unpaid for it where the month cannot pay."""
    book, x = scope.book, scope.x
    x.is_end = both(x.on, same(x.failed, 0), same(x.breached, 0), same(x.ending, 1))
    x.is_short = same(x.short_at_end, 1)
    _lack(scope)
    unpaid = If(x.in_service, x.interest, x.lacking_interest)
    x.unpaid_interest = helper(
        scope,
        "unpaid_interest",
        "interest unpaid at default or end",
        If(both(x.on, negate(x.sound)), unpaid, 0),
    )
    _pay_at_end(scope)
    short_of = x.interest - x.unpaid_interest
    x.interest_paid = book.line(
        DEBT,
        "interest_paid",
        If(x.paying, x.interest, If(x.on, short_of + x.end_interest, 0)),
    )
    funded = x.fees - x.fees_serviced - x.lacking_fees
    x.fees_paid = book.line(
        DEBT, "fees_paid", If(x.paying, x.fees, If(x.on, funded + x.end_fees, 0))
    )


def _lack(scope: Scope) -> None:
    """Sources meet uses in the order written, so what is unfunded is the last of them."""
    x = scope.x
    left: Expression = x.unfunded
    for key, meaning, use in (
        ("lacking_reserve", "of the first reserve", x.first_reserve),
        ("lacking_opening", "of opening cash", x.opening),
        ("lacking_interest", "of interest in construction", x.building),
        ("lacking_fees", "of funded fees", x.fees - x.fees_serviced),
    ):
        part = helper(scope, key, f"unfunded, {meaning}", least(left, use))
        setattr(x, key, part)
        left = left - part
    x.lacking_suppliers = left


def _pay_at_end(scope: Scope) -> None:
    """All that is there at the end; of it suppliers, fees and interest that the month left."""
    x = scope.x
    there = x.cash_now + x.reserve_kept + x.pot_now
    lacking = x.lacking_reserve + x.lacking_opening + x.lacking_suppliers
    x.there_at_end = helper(
        scope,
        "there_at_end",
        "there at the end, suppliers paid",
        If(x.is_end, there - If(x.is_short, lacking, 0), 0),
    )
    left = greatest(0, x.there_at_end)
    fees = If(x.is_short, x.fees_serviced + x.lacking_fees, 0)
    x.end_fees = helper(scope, "end_fees", "fees paid by the settlement", least(left, fees))
    interest = If(x.is_short, x.unpaid_interest, 0)
    x.end_interest = helper(
        scope,
        "end_interest",
        "interest paid by the settlement",
        least(left - x.end_fees, interest),
    )
    x.left_at_end = left - x.end_fees - x.end_interest
