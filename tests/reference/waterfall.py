"""Debt service, shortfall and surplus of a month (3.6)."""

from types import SimpleNamespace

import numpy as np

from tests.reference.ledger import Array, Flag, Ledger, Rows
from tests.reference.refinancing import new_loan

ROUNDING = 1e-9  # of what moves in the month, or was drawn


def count_cover(ledger: Ledger, month: int, rows: Rows, on: Flag) -> Array:
    """CFADS and debt service of the month, as covenants count them; gives the instalment."""
    running = on & (month > ledger.first_commissioned)
    earned = rows["operating_cash"] + rows["prepayment_credited"] + rows["prepayment_kept"]
    due = on & (month > ledger.available_until)
    instalment = np.minimum(ledger.instalment, ledger.balance)
    last = ledger.balance - instalment <= ROUNDING * ledger.drawn
    instalment = np.where(due, np.where(last, ledger.balance, instalment), 0.0)
    service = ledger.interest + instalment + ledger.fees_serviced
    ledger.cfads = np.where(running, earned - rows["operating_tax_levered"], 0.0)
    ledger.debt_service = np.where(running, service, 0.0)
    ledger.past.append((ledger.cfads, ledger.debt_service))
    ledger.cum_cfads = ledger.cum_cfads + ledger.cfads
    ledger.cum_service = ledger.cum_service + ledger.debt_service
    return instalment


def _available(ledger: Ledger, rows: Rows, on: Flag) -> Array:
    """In the last month what the end brings and costs is there to pay what is due."""
    chips = rows["sale_proceeds"] - rows["closure_cost"] + rows["closure_other"]
    cash = ledger.cash + rows["operating_cash"] - rows["tax_levered"] + rows["vat_refunded"] + chips
    cash = cash - np.where(rows["ending"] == 1, rows["end_refund"], 0.0)
    return np.where(on, cash - ledger.refund_from_cash + ledger.pot_released, 0.0)


def _of_pot(ledger: Ledger, gap: Array, on: Flag) -> Array:
    """Prepayments still in the pot meet a gap before anything is a shortfall."""
    met = np.where(on, np.minimum(np.maximum(gap, 0.0), ledger.pot), 0.0)
    ledger.pot = ledger.pot - met
    ledger.pot_released = ledger.pot_released + met
    ledger.available_cash = ledger.available_cash + met
    return gap - met


def _from_owners(
    ledger: Ledger, month: int, gap: Array, not_renewed: Array, ending: Flag
) -> tuple[Array, Array]:
    """Committed equity and the reserve: equity first while drawing, else the reserve."""
    drawing = month <= ledger.available_until
    owed = ledger.balance + ledger.revolver
    limit = np.where(drawing | (owed == 0), np.inf, not_renewed)
    equity = np.minimum(limit, ledger.equity_left)
    is_first = drawing & ~ending
    first = np.where(is_first, np.minimum(gap, equity), 0.0)
    from_reserve = np.minimum(gap - first, ledger.reserve)
    last = np.minimum(gap - first - from_reserve, equity - first)
    return first + last, from_reserve


def _above_rounding(ledger: Ledger, rows: Rows, amount: Array) -> Array:
    moved = ledger.due + ledger.uses + np.abs(rows["operating_cash"])
    return np.where(amount > ROUNDING * moved, amount, 0.0)


def _bring_in(
    ledger: Ledger,
    terms: SimpleNamespace,
    month: int,
    rows: Rows,
    maturity: Array,
    not_renewed: Array,
) -> Flag:
    """Meets the shortfall by equity, reserve, revolver, cure; True where it cannot be met.

    Nobody lends or cures in the last month.
    """
    ending, rest = rows["ending"] == 1, ledger.shortfall
    call, from_reserve = _from_owners(ledger, month, rest, not_renewed, ending)
    rest = rest - call - from_reserve
    lends = (month < maturity) & ~ending & (ledger.commitment > 0)
    undrawn = np.where(lends, terms.debt_revolver - ledger.revolver, 0.0)
    from_revolver = np.minimum(rest, np.maximum(undrawn, 0.0))
    rest = _above_rounding(ledger, rows, rest - from_revolver)
    curable = (ledger.cures_left >= 1) & (rest <= ledger.cure_left) & ~ending
    failed = (rest > 0) & ~curable

    call, from_reserve, from_revolver, cure = (
        np.where(failed, 0.0, amount) for amount in (call, from_reserve, from_revolver, rest)
    )
    ledger.equity_call = ledger.equity_call + call
    ledger.equity_left = ledger.equity_left - call
    ledger.from_reserve, ledger.reserve = from_reserve, ledger.reserve - from_reserve
    ledger.from_revolver, ledger.revolver = from_revolver, ledger.revolver + from_revolver
    pay_cure(ledger, cure)
    ledger.brought_in = call + from_reserve + from_revolver + cure
    return failed


def pay_cure(ledger: Ledger, cure: Array) -> None:
    ledger.cure = ledger.cure + cure
    ledger.cure_left = ledger.cure_left - cure
    ledger.cures_left = ledger.cures_left - (cure > 0)


def serve(
    ledger: Ledger, terms: SimpleNamespace, month: int, rows: Rows, horizon: int, on: Flag
) -> Flag:
    """Pays what is due and spreads the surplus; True where the payment defaults.

    In the last month a shortfall is no default: ``short_at_end``, and all of it waits.
    """
    scheduled = count_cover(ledger, month, rows, on)
    going = on & (rows["ending"] == 0)
    rest_of_loan = ledger.balance - scheduled
    balloon = np.where(going & (month == ledger.maturity), rest_of_loan, 0.0)
    loan, months, margin = new_loan(ledger, terms, month, rows, horizon, balloon)

    in_service = month > ledger.first_commissioned
    ledger.available_cash = _available(ledger, rows, on)
    interest = np.where(in_service, ledger.interest, 0.0)
    obligations = ledger.unfunded + interest + ledger.fees_serviced + scheduled + balloon
    maturity = np.where(loan > 0, month + months, ledger.maturity)
    ledger.revolver_due = np.where(going & (month == maturity), ledger.revolver, 0.0)
    ledger.due = obligations - loan + ledger.revolver_due
    ledger.balloon_due = balloon
    gap = _of_pot(ledger, np.where(on, ledger.due - ledger.available_cash, 0.0), on)
    ledger.shortfall = _above_rounding(ledger, rows, gap)
    ending = rows["ending"] == 1
    not_renewed = balloon - loan + ledger.revolver_due
    failed = _bring_in(ledger, terms, month, rows, maturity, not_renewed)
    paying = on & ~failed

    ledger.interest_paid = np.where(paying, ledger.interest, 0.0)
    ledger.fees_paid = np.where(paying, ledger.fees, 0.0)
    ledger.principal = np.where(paying, scheduled + balloon, 0.0)
    ledger.refinanced = np.where(paying, loan, 0.0)
    ledger.revolver_repaid = np.where(paying, ledger.revolver_due, 0.0)
    ledger.revolver = ledger.revolver - ledger.revolver_repaid
    ledger.balance = ledger.balance - ledger.principal + ledger.refinanced
    ledger.change(paying & (ledger.balance <= ROUNDING * ledger.drawn), balance=0.0)
    renewed = ledger.refinanced > 0
    ledger.change(renewed, margin=margin, maturity=maturity)
    ledger.change(renewed, instalment=loan / np.maximum(months, 1))

    surplus = ledger.available_cash + ledger.brought_in - ledger.due
    surplus = np.where(paying, np.maximum(0.0, surplus), 0.0)
    ledger.held_back = np.where(on, terms.equity_opening_cash + rows["tax_owed"], 0.0)
    _spread(ledger, terms, month, surplus, paying, going, scheduled)
    ledger.short_at_end = failed & ending
    ledger.change(ledger.short_at_end, cash=ledger.available_cash)
    return failed & ~ending


def _spread(
    ledger: Ledger,
    terms: SimpleNamespace,
    month: int,
    left: Array,
    paying: Flag,
    going: Flag,
    scheduled: Array,
) -> None:
    """Revolver, reserve, sweep, distribution, cash: in the month of the end all is cash."""
    keeping = paying & going
    in_service = keeping & (month > ledger.first_commissioned)
    repaying = in_service & (month < ledger.maturity) & (ledger.balance > 0)
    months_of_service = terms.debt_reserve_months * (ledger.interest + scheduled)
    ledger.target = np.where(repaying, months_of_service, 0.0)
    released = np.where(in_service & ~repaying, ledger.reserve, 0.0)
    left = left + released
    ledger.reserve = ledger.reserve - released
    repaid = np.minimum(left, np.where(keeping, ledger.revolver, 0.0))
    ledger.revolver_repaid = ledger.revolver_repaid + repaid
    ledger.revolver = ledger.revolver - repaid
    left = left - repaid

    wanted = np.where(keeping, np.maximum(0.0, ledger.target - ledger.reserve), 0.0)
    filled = np.minimum(left, wanted)
    ledger.to_reserve = ledger.first_reserve + filled - released
    ledger.reserve = ledger.reserve + filled
    left = left - filled

    free = np.maximum(0.0, left - ledger.held_back)
    sweeping = keeping & (month >= ledger.available_until)
    ahead = np.minimum(terms.debt_sweep_share * free, ledger.balance)
    ledger.prepaid_principal = np.where(sweeping, ahead, 0.0)
    ledger.balance = ledger.balance - ledger.prepaid_principal

    drawing = (ledger.commitment > 0) & (month <= ledger.available_until)
    sharing = in_service & ~drawing & (ledger.locked == 0)
    ledger.distribution = np.where(sharing, free - ledger.prepaid_principal, 0.0)
    ledger.change(paying, cash=left - ledger.prepaid_principal - ledger.distribution)
