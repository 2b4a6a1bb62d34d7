"""Default, standstill and sale (3.6)."""

from types import SimpleNamespace

import numpy as np

from tests.reference.ledger import NEVER, Array, Flag, Ledger, Rows

PAYMENT, COVENANT, MATURITY, WITHOUT_DEBT = 1.0, 2.0, 3.0, 5.0


def _pay_out(ledger: Ledger, amount: Array) -> None:
    """To the lender what is owed, then to those with claims, to equity what is over."""
    recovery = np.minimum(ledger.owed, amount)
    claims = np.minimum(ledger.claims_left, amount - recovery)
    ledger.owed, ledger.recovery = ledger.owed - recovery, ledger.recovery + recovery
    ledger.claims_left, ledger.claims_paid = (
        ledger.claims_left - claims,
        ledger.claims_paid + claims,
    )
    ledger.distribution = ledger.distribution + amount - recovery - claims


def unfunded_by_use(ledger: Ledger, month: int) -> tuple[Array, ...]:
    """Of the first reserve, opening cash, interest, fees and suppliers: what lacks.

    Sources meet uses in the order written, so what is unfunded is the last of them."""
    building = np.where(month <= ledger.first_commissioned, ledger.interest, 0.0)
    fees = ledger.fees - ledger.fees_serviced
    parts, left = [], ledger.unfunded
    for use in (ledger.first_reserve, ledger.opening, building, fees):
        parts.append(np.minimum(left, use))
        left = left - parts[-1]
    return (*parts, left)


def default_on_payment(ledger: Ledger, month: int, rows: Rows, failed: Flag) -> None:
    """Nothing of what is due is paid: the uses that sources met are."""
    lacking = unfunded_by_use(ledger, month)
    reserve, opening, interest, fees, suppliers = lacking
    serving = month > ledger.first_commissioned
    unpaid = np.where(serving, ledger.interest, interest)
    ledger.change(failed, interest_paid=ledger.interest - unpaid)
    ledger.change(failed, fees_paid=ledger.fees - ledger.fees_serviced - fees)
    estate = ledger.available_cash - opening + ledger.reserve - reserve + ledger.pot
    ledger.change(failed, unpaid=suppliers + np.maximum(0.0, -estate))
    kind = np.where(ledger.balance + ledger.revolver > 0, PAYMENT, WITHOUT_DEBT)
    kind = np.where(ledger.balloon_due > 0, MATURITY, kind)
    _open(ledger, month, rows, failed, kind, unpaid, np.maximum(0.0, estate))


def default_on_covenant(ledger: Ledger, month: int, rows: Rows, failed: Flag) -> None:
    kind = np.full_like(ledger.balance, COVENANT)
    estate = ledger.cash + ledger.reserve + ledger.pot
    _open(ledger, month, rows, failed, kind, 0.0 * estate, estate)


def _open(
    ledger: Ledger,
    month: int,
    rows: Rows,
    failed: Flag,
    kind: Array,
    interest: Array,
    estate: Array,
) -> None:
    exposure = ledger.balance + ledger.revolver + interest
    ledger.change(failed, default_month=float(month), default_kind=kind, performing=0.0)
    ledger.change(failed, default_rate=ledger.loan_rate, exposure=exposure, owed=exposure)
    claims = rows["prepayment_held"] + rows["end_refund"] + ledger.unpaid
    ledger.change(failed, claims_left=claims)
    ledger.change(failed, cash=0.0, reserve=0.0, pot=0.0)
    _pay_out(ledger, np.where(failed, estate, 0.0))


def enforce(ledger: Ledger, terms: SimpleNamespace, month: int, rows: Rows) -> None:
    """Cash of the standstill to the lender, then the sale, the loss and the end."""
    open_case = (ledger.default_month < NEVER) & (ledger.settled == 0)
    standing = open_case & (ledger.default_month < month)
    growth = 1 + ledger.default_rate / 12
    ledger.change(standing, owed=ledger.owed * growth)
    sold = np.where(rows["ending"] == 1, 0.0, rows["sale_proceeds"] - rows["closure_cost"])
    cash = np.maximum(0.0, rows["operating_cash"] - rows["tax_levered"] + sold)
    _pay_out(ledger, np.where(standing, cash, 0.0))

    ending = rows["ending"] == 1
    since = month - ledger.default_month
    selling = open_case & (ending | (since >= terms.debt_standstill_months))
    fleet = rows["fleet_value"] * terms.residual_days_30 * (1 - terms.debt_enforcement_cost)
    # At the end working capital comes back as a part of closure_other, and is zero itself.
    rest = np.maximum(0.0, rows["working_capital"] + rows["closure_other"])
    _pay_out(ledger, np.where(selling, fleet + rest, 0.0))
    ledger.change(selling, lender_loss=ledger.owed * growth**-since, settled=1.0)
    ledger.change(selling, balance=0.0, revolver=0.0)
