"""Sizing and dates of the loan (3.4, 3.5): what is known at month 0."""

from types import SimpleNamespace
from typing import Any

import numpy as np

from tests.reference.ledger import Array, Ledger, Rows, ratio

HOURS = 730


def loan_rate(terms: SimpleNamespace, margin: Array, base_rate: Array) -> Array:
    """Margin, the swapped share at the swap rate, the rest at the short rate; not below 0."""
    swapped = terms.debt_swap_share
    rate = margin + swapped * terms.debt_swap_rate + (1 - swapped) * base_rate
    return np.maximum(0.0, rate)


def prepayment(customer: SimpleNamespace, price: Array) -> Array:
    hours = customer.gpus * HOURS * customer.term_months
    return customer.prepayment_share * price * hours


def contracted(
    terms: SimpleNamespace, customer: SimpleNamespace, price: Array, rate: Array
) -> Array:
    """Present value of one customer's receipts within the tenor, less the cost share."""
    bill = price * customer.gpus * HOURS * (1 - customer.sla_credit)
    prepaid = held = prepayment(customer, price)
    spread_over = customer.credit_to - customer.credit_from + 1
    value = np.zeros_like(bill)
    for month in range(1, int(np.max(customer.term_months)) + 1):
        crediting = customer.credit_from <= month <= customer.credit_to
        credit = np.minimum(np.minimum(held, prepaid / spread_over), bill) if crediting else 0.0
        held = held - credit
        counts = month <= np.minimum(customer.term_months, terms.debt_tenor_months)
        value = value + np.where(counts, (bill - credit) * (1 + rate / 12) ** -month, 0.0)
    return value * (1 - terms.debt_contract_cost_share)


def _cards(cohort: SimpleNamespace, rows: Rows) -> Any:
    """At the exchange rate of month 0."""
    return cohort.price * cohort.gpus * (rows["exchange_rate"] if cohort.foreign else 1.0)


def _costs(cohorts: list[SimpleNamespace], rows: Rows, by_rule: bool) -> tuple[Any, Any]:
    """Of the cohorts committed or by rule: their landed cost, and their cards alone."""
    chosen = [cohort for cohort in cohorts if bool(cohort.by_rule) is by_rule]
    cards = [_cards(cohort, rows) for cohort in chosen]
    landed = [
        cost * (1 + cohort.freight_share + cohort.duty_share)
        for cost, cohort in zip(cards, chosen, strict=True)
    ]
    return sum(landed, start=0.0), sum(cards, start=0.0)


def _before_delivery(cohort: SimpleNamespace, rows: Rows) -> Any:
    return (cohort.deposit_share + cohort.milestone_share) * _cards(cohort, rows)


def _building_and_waiting(cohorts: list[SimpleNamespace]) -> tuple[Any, Any]:
    """Months from the first delivery planned to the first service, and to the last delivery."""
    committed = [cohort for cohort in cohorts if not cohort.by_rule]
    if not committed:
        return 0.0, 0.0
    delivered = [cohort.order_month + cohort.delivery_months for cohort in committed]
    late = [np.maximum(0.0, np.rint(cohort.commissioning_delay)) for cohort in committed]
    served = [month + delay for month, delay in zip(delivered, late, strict=True)]
    first, last = np.minimum.reduce(delivered), np.maximum.reduce(delivered)
    return np.min(np.broadcast_arrays(*served), axis=0) - first, last


def _lending_cost(
    terms: SimpleNamespace, commitment: Array, rate: Array, cohorts: list[SimpleNamespace]
) -> Any:
    """Interest in construction, commitment fee and first reserve, as expected at month 0."""
    building, waiting = _building_and_waiting(cohorts)
    interest = commitment * rate / 12
    principal = commitment * (1 - terms.debt_balloon_share) / terms.debt_tenor_months
    fee = commitment * terms.debt_commitment_fee / 12
    reserve = terms.debt_reserve_months * (principal + interest)
    return interest * building + fee * waiting + reserve


def size(
    ledger: Ledger,
    terms: SimpleNamespace,
    cohorts: list[SimpleNamespace],
    customers: list[SimpleNamespace],
    rows: Rows,
) -> None:
    """3.4. ``rows`` are month 0's, with ``price_0``: customers' prices at month 0."""
    zero = np.zeros_like(ledger.balance)
    planned, cards = _costs(cohorts, rows, by_rule=False)
    planned, cards = zero + planned + terms.space_shell_capex, zero + cards
    prices = [zero + price for price in rows["price_0"]]
    spread = terms.debt_spread * rows["spread_factor"]
    rate = loan_rate(terms, spread, rows["base_rate"])
    contracts = zero + sum(
        contracted(terms, customer, price, rate)
        for customer, price in zip(customers, prices, strict=True)
        if not cohorts[customer.cohort].by_rule
    )
    commitment = np.minimum(terms.debt_loan_to_cost * planned, terms.debt_loan_to_value * cards)
    on_contracts = np.minimum(commitment, contracts / terms.debt_sizing_dscr)
    commitment = np.where(zero + terms.debt_size_on_contracts > 0, on_contracts, commitment)
    ledger.commitment = commitment
    ledger.draw_ratio = ratio(commitment, planned)
    above = ratio(commitment, cards) - terms.debt_reference_ltv
    ledger.margin = spread + terms.debt_ltv_margin_slope * above

    prepaid = sum(map(prepayment, customers, prices), start=zero)
    at_start = terms.debt_upfront_fee * commitment + terms.equity_opening_cash
    needed = planned + _costs(cohorts, rows, by_rule=True)[0] + at_start - commitment - prepaid
    rate = loan_rate(terms, ledger.margin, rows["base_rate"])
    needed = needed + _lending_cost(terms, commitment, rate, cohorts)
    needed = needed + sum(cohort.vat_rate * _cards(cohort, rows) for cohort in cohorts)
    early = at_start + sum(_before_delivery(cohort, rows) for cohort in cohorts)
    least = np.maximum(0.05 * planned, early)
    ledger.equity_commitment = (1 + terms.equity_contingency) * np.maximum(needed, least)
    ledger.equity_left = ledger.equity_commitment
    ledger.cure_left = terms.debt_cure_share * ledger.equity_commitment
    ledger.cures_left = zero + terms.debt_cures


def _months(cohort: SimpleNamespace, place: int, rows: Rows) -> tuple[Any, Any]:
    """Delivery and commissioning: as planned if committed, else as the order of the path."""
    if cohort.by_rule:
        return rows["delivered"][place], rows["commissioned"][place]
    delivered = cohort.order_month + cohort.delivery_months
    return delivered, delivered + np.maximum(0.0, np.rint(cohort.commissioning_delay))


def date(
    ledger: Ledger,
    terms: SimpleNamespace,
    cohorts: list[SimpleNamespace],
    month: int,
    rows: Rows,
) -> None:
    """3.5. Orders by rule can bring the first commissioning forward, so it is read monthly."""
    zero = np.zeros_like(ledger.balance)
    months = [_months(cohort, place, rows) for place, cohort in enumerate(cohorts)]
    ledger.first_delivered = np.min([zero + delivered for delivered, _ in months], axis=0)
    ledger.first_commissioned = np.min([zero + commissioned for _, commissioned in months], axis=0)
    if month == 0:
        committed = [
            zero + np.minimum(commissioned, delivered + terms.debt_slack_months)
            for cohort, (delivered, commissioned) in zip(cohorts, months, strict=True)
            if not cohort.by_rule
        ]
        ledger.available_until = np.max([zero, *committed], axis=0) + terms.debt_grace_months
        ledger.maturity = ledger.available_until + terms.debt_tenor_months
