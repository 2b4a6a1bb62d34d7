"""Default, standstill and sale (3.6)."""

from types import SimpleNamespace

import numpy as np

from tests.reference.ledger import NEVER, Array, Flag, Ledger, Rows, ratio

PAYMENT, COVENANT, MATURITY, WITHOUT_DEBT = 1.0, 2.0, 3.0, 5.0
PARI_PASSU, SENIOR = 1, 2


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


def default_on_payment(ledger: Ledger, month: int, failed: Flag) -> None:
    """Nothing of what is due is paid: the uses that sources met are."""
    lacking = unfunded_by_use(ledger, month)
    reserve, opening, interest, fees, suppliers = lacking
    serving = month > ledger.first_commissioned
    unpaid = np.where(serving, ledger.interest, interest)
    ledger.change(failed, interest_paid=ledger.interest - unpaid)
    ledger.change(failed, fees_paid=ledger.fees - ledger.fees_serviced - fees)
    ledger.change(failed, refunds_owed=ledger.refund_from_cash)
    estate = ledger.available_cash - opening + ledger.reserve - reserve + ledger.pot
    estate = estate + ledger.refund_from_cash
    ledger.change(failed, unpaid=suppliers + np.maximum(0.0, -estate))
    kind = np.where(ledger.balance + ledger.revolver > 0, PAYMENT, WITHOUT_DEBT)
    kind = np.where(ledger.balloon_due + ledger.revolver_due > 0, MATURITY, kind)
    _open(ledger, month, failed, kind, unpaid, np.maximum(0.0, estate))


def default_on_covenant(ledger: Ledger, month: int, failed: Flag) -> None:
    kind = np.full_like(ledger.balance, COVENANT)
    estate = ledger.cash + ledger.reserve + ledger.pot
    _open(ledger, month, failed, kind, 0.0 * estate, estate)


def _open(
    ledger: Ledger,
    month: int,
    failed: Flag,
    kind: Array,
    interest: Array,
    estate: Array,
) -> None:
    exposure = ledger.balance + ledger.revolver + interest
    ledger.change(failed, default_month=float(month), default_kind=kind, performing=0.0)
    ledger.change(failed, default_rate=ledger.loan_rate, exposure=exposure, owed=exposure)
    ledger.change(failed, claims_left=ledger.unpaid, estate=estate)
    ledger.change(failed, cash=0.0, reserve=0.0, pot=0.0)


def _of_operations(rows: Rows) -> Array:
    """What operations bring and cost in a month, the fleet that the lender sells apart."""
    cash = rows["operating_cash"] - rows["tax_levered"] - rows["capex"]
    cash = cash + rows["vat_refunded"] - rows["vat_paid"] + rows["prepayment_received"]
    cash = cash + rows["closure_other"] - rows["closure_cost"]
    retired: Array = np.where(rows["ending"] == 1, 0.0, rows["sale_proceeds"])
    return cash + retired


def _customers_first(ledger: Ledger, terms: SimpleNamespace, held: Array) -> Array:
    """What customers of a better rank are paid of the estate: all, or as much a dollar as the
    lender is."""
    beside = ratio(ledger.estate, held + ledger.owed)
    a_dollar = np.select(
        [np.equal(terms.debt_prepayment_rank, rank) for rank in (PARI_PASSU, SENIOR)],
        [np.minimum(1.0, beside), np.minimum(1.0, ratio(ledger.estate, held))],
        0.0,
    )
    return held * a_dollar


def enforce(ledger: Ledger, terms: SimpleNamespace, month: int, rows: Rows) -> None:
    """Cash of the standstill, deficits first, to the lender; then the sale, claims, equity."""
    open_case = (ledger.default_month < NEVER) & (ledger.settled == 0)
    standing = open_case & (ledger.default_month < month)
    growth = 1 + ledger.default_rate / 12
    ledger.change(standing, owed=ledger.owed * growth)
    ledger.change(standing, estate=ledger.estate + _of_operations(rows))
    refund = rows["prepayment_refunded"] - rows["end_refund"]
    ledger.change(standing, refunds_owed=ledger.refunds_owed + refund)

    since = month - ledger.default_month
    selling = open_case & ((rows["ending"] == 1) | (since >= terms.debt_standstill_months))
    fleet = rows["fleet_value"] * terms.residual_days_30 * (1 - terms.debt_enforcement_cost)
    sale = fleet + rows["working_capital"] + rows["vat_pending"]
    ledger.change(selling, estate=ledger.estate + sale)
    lacking = np.where(selling, np.maximum(0.0, -ledger.estate), 0.0)
    ledger.unpaid = ledger.unpaid + lacking
    ledger.estate = ledger.estate + lacking
    held = rows["prepayment_held"] + rows["end_refund"] + ledger.refunds_owed
    ledger.change(selling, claims_left=ledger.claims_left + lacking + held)
    by_rank = _customers_first(ledger, terms, np.where(selling, held, 0.0))
    ledger.estate = ledger.estate - by_rank

    cash = np.where(open_case, np.maximum(0.0, ledger.estate), 0.0)
    ledger.recovery = np.minimum(ledger.owed, cash)
    ledger.owed = ledger.owed - ledger.recovery
    ledger.estate = ledger.estate - ledger.recovery
    rest = np.where(selling, ledger.estate, 0.0)
    after = np.minimum(ledger.claims_left - by_rank, rest)
    ledger.claims_paid = by_rank + after
    ledger.claims_left = ledger.claims_left - ledger.claims_paid
    ledger.distribution = ledger.distribution + rest - after
    ledger.change(selling, estate=0.0)
    ledger.change(selling, lender_loss=ledger.owed * growth**-since, settled=1.0)
    ledger.change(selling, balance=0.0, revolver=0.0)
