"""What the loan may be, and its dates: known at month 0 (model, 3.4 and 3.5)."""

from collections.abc import Sequence
from types import SimpleNamespace

from riskcloud.report.workbook.formulas.expression import Expression, If, Operand
from riskcloud.report.workbook.formulas.functions import annuity, greatest, least, ratio, total
from riskcloud.report.workbook.ledger import term_price
from riskcloud.report.workbook.ledger.scope import HOURS, Scope


def size(scope: Scope) -> None:
    """Named cells of commitment, margin, equity and dates."""
    book, x, terms = scope.book, scope.x, scope.terms
    book.section("Loan and equity at month 0")
    single = scope.single_of("loan")
    committed = [one for one in scope.cohorts if not one.terms.by_rule.number]
    by_rule = [one for one in scope.cohorts if one.terms.by_rule.number]
    money = scope.money
    planned = _landed(scope, committed) + terms.space_shell_capex
    x.planned = single("planned_cost", money, "planned cost of cards and shell", planned)
    cards = total([_cards(scope, one) for one in committed])
    x.card_value = single("card_value", money, "cards of committed cohorts", cards)
    spread = terms.debt_spread * book.market("spread_factor").at_start
    x.spread_at_start = single("spread", "1/year", "spread of the rating at month 0", spread)
    rate = loan_rate(scope, x.spread_at_start, book.market("short_rate").at_start)
    x.sizing_rate = single("sizing_rate", "1/year", "rate of sizing", rate)
    contracts = total(
        [_contracted(scope, one) for one in scope.customers if one.cohort in committed]
    )
    x.contracts = single("contracted_value", money, "contracted cash within the tenor", contracts)
    limits = least(terms.debt_loan_to_cost * x.planned, terms.debt_loan_to_value * x.card_value)
    on_contracts = least(limits, x.contracts / terms.debt_sizing_dscr)
    sized = If(terms.debt_size_on_contracts > 0, on_contracts, limits)
    x.commitment = single("commitment", money, "commitment of the lender", sized)
    x.draw_ratio = single(
        "draw_ratio", "1", "commitment over planned cost", ratio(x.commitment, x.planned)
    )
    above = ratio(x.commitment, x.card_value) - terms.debt_reference_ltv
    margin = x.spread_at_start + terms.debt_ltv_margin_slope * above
    x.margin_at_start = single("margin", "1/year", "margin at signing", margin)
    _equity(scope, committed, by_rule)
    _dates(scope, committed)


def loan_rate(scope: Scope, margin: Expression, base_rate: Expression) -> Expression:
    """Margin, the swapped share at the swap rate, the rest at the short rate; not below 0."""
    swapped, terms = scope.terms.debt_swap_share, scope.terms
    return greatest(0, margin + swapped * terms.debt_swap_rate + (1 - swapped) * base_rate)


def _cards(scope: Scope, cohort: SimpleNamespace) -> Expression:
    terms = cohort.terms
    cost = terms.price * terms.gpus
    rate = scope.book.market("exchange_rate").at_start
    return cost * rate if terms.foreign.number else cost


def _landed(scope: Scope, cohorts: Sequence[SimpleNamespace]) -> Expression:
    """With freight and duty."""
    return total(
        [_cards(scope, c) * (1 + c.terms.freight_share + c.terms.duty_share) for c in cohorts]
    )


def _first_price(scope: Scope, customer: SimpleNamespace) -> Expression:
    """A customer's price if it signed at month 0."""
    terms: SimpleNamespace = customer.terms
    price: Expression = terms.price
    if terms.at_market.number:
        chip = scope.chip(customer.cohort.chip, "price").at_start
        tightness = scope.book.market("tightness").at_start
        return price * term_price.for_years(scope, chip, tightness, customer.years)
    return price


def _contracted(scope: Scope, customer: SimpleNamespace) -> Expression:
    """Present value of a customer's receipts within the tenor, less the cost share."""
    terms, rate = customer.terms, scope.x.sizing_rate / 12
    single = scope.single_of(f"customer_{customer.name}")
    money = scope.money
    value = _first_price(scope, customer) * customer.gpus * HOURS
    monthly = single("sizing_bill", money, "bill of a month at month 0's price", value)
    bill = monthly * (1 - terms.sla_credit)
    prepaid = terms.prepayment_share * monthly * terms.term_months
    customer.sizing_prepaid = single("sizing_prepaid", money, "prepayment at that price", prepaid)
    months = least(terms.term_months, scope.terms.debt_tenor_months)
    instalment = customer.sizing_prepaid / (terms.credit_to - terms.credit_from + 1)
    last = least(terms.credit_to, months)
    crediting = greatest(0, annuity(rate, last) - annuity(rate, terms.credit_from - 1))
    worth = bill * annuity(rate, months) - least(instalment, bill) * crediting
    kept = worth * (1 - scope.terms.debt_contract_cost_share)
    return single("sizing_value", money, "contracted cash within the tenor", kept)


def _lending_cost(scope: Scope, committed: Sequence[SimpleNamespace]) -> Expression:
    """Interest in construction, commitment fee and first reserve, as expected at month 0."""
    x, terms = scope.x, scope.terms
    base = scope.book.market("short_rate").at_start
    rate = scope.single_of("loan")(
        "first_rate", "1/year", "rate at month 0", loan_rate(scope, x.margin_at_start, base)
    )
    interest = x.commitment * rate / 12
    principal = x.commitment * (1 - terms.debt_balloon_share) / terms.debt_tenor_months
    reserve = terms.debt_reserve_months * (principal + interest)
    if not committed:
        return reserve
    months = [_months(one) for one in committed]
    delivered = [delivery for delivery, _ in months]
    building = least(*(service for _, service in months)) - least(*delivered)
    fee = x.commitment * terms.debt_commitment_fee / 12
    return interest * building + fee * greatest(*delivered) + reserve


def _equity(
    scope: Scope, committed: Sequence[SimpleNamespace], by_rule: Sequence[SimpleNamespace]
) -> None:
    x, terms, money = scope.x, scope.terms, scope.money
    single = scope.single_of("equity")
    prepaid = total([_prepaid(scope, one) for one in scope.customers])
    at_start = terms.debt_upfront_fee * x.commitment + terms.equity_opening_cash
    lending = single(
        "lending_cost",
        money,
        "interest in construction, commitment fee and first reserve, expected",
        _lending_cost(scope, committed),
    )
    vat = total([one.terms.vat_rate * _cards(scope, one) for one in scope.cohorts])
    vat = single("planned_vat", money, "recoverable VAT of all cohorts", vat)
    needed = x.planned + _landed(scope, by_rule) + vat + lending + at_start
    needed = needed - x.commitment - prepaid
    deposits = [
        (one.terms.deposit_share + one.terms.milestone_share) * _cards(scope, one)
        for one in scope.cohorts
    ]
    early = at_start + total(deposits)
    most = greatest(needed, 0.05 * x.planned, early)
    x.equity_commitment = single(
        "commitment", money, "commitment of equity", (1 + terms.equity_contingency) * most
    )
    cures = terms.debt_cure_share * x.equity_commitment
    x.cure_amount = single("cure_amount", money, "cures allowed, amount", cures)


def _prepaid(scope: Scope, customer: SimpleNamespace) -> Expression:
    if hasattr(customer, "sizing_prepaid"):
        prepaid: Expression = customer.sizing_prepaid
        return prepaid
    terms = customer.terms
    value = _first_price(scope, customer) * customer.gpus * HOURS * terms.term_months
    return terms.prepayment_share * value


def _months(cohort: SimpleNamespace) -> tuple[Expression, Expression]:
    """Delivery and commissioning: as planned if committed, else as the order of the path."""
    if cohort.terms.by_rule.number:
        return cohort.delivered, cohort.commissioned
    delivered = cohort.terms.order_month + cohort.terms.delivery_months
    return delivered, delivered + cohort.delay


def _dates(scope: Scope, committed: Sequence[SimpleNamespace]) -> None:
    x, terms = scope.x, scope.terms
    single = scope.single_of("loan")

    def date(key: str, meaning: str, formula: Operand) -> Expression:
        return single(key, "month", meaning, formula)

    both = [_months(one) for one in scope.cohorts]
    x.first_delivered = date("first_delivered", "first delivery", least(*(d for d, _ in both)))
    x.first_commissioned = date(
        "first_commissioned", "first cohort in service", least(*(c for _, c in both))
    )
    slack = terms.debt_slack_months
    last = [least(c, d + slack) for d, c in map(_months, committed)]
    x.available_until = date(
        "available_until", "last month of drawing", greatest(0, *last) + terms.debt_grace_months
    )
    x.maturity_at_start = date("maturity", "maturity", x.available_until + terms.debt_tenor_months)
