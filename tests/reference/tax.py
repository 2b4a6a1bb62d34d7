"""Tax of the unlevered and the levered ledger, by tax year (3.2)."""

import numpy as np

from tests.reference.ledger import Array, Flag
from tests.reference.state import State, change

YEARS = 10  # of the table of depreciation, and of an own shell's life
YEAR = ("year_earned", "year_expensed", "year_gain", "year_interest")
LEDGERS = ("unlevered", "levered")


def step(state: State, month: int, charges: Array) -> None:
    """The month's part of its tax year; assessment at the year's end; payment.

    ``charges`` are interest and fees of the month.
    """
    state.year_depreciation = state.zero
    gain = _gains(state, month)
    state.add(year_earned=state.earned, year_expensed=state.expensed, year_gain=gain)
    state.year_interest = state.year_interest + np.where(state.open, charges, 0.0)
    ending = state.ending == 1
    year_ends = state.open & ~ending & (month > 0 and month % 12 == 0)
    if np.any(year_ends):
        _depreciate(state, month, year_ends)
    assessed, on_gains = _assess(state, year_ends | ending, int(_tax_year(month)))
    for name in YEAR:
        change(state, year_ends | ending, **{name: 0.0})
    for ledger, amount, of_it in zip(LEDGERS, assessed, on_gains, strict=True):
        _pay(state, ledger, month, amount, year_ends, ending)
        _pay_on_gains(state, ledger, month, of_it, year_ends)
    state.tax_owed = _owed(state, month)


def _gains(state: State, month: int) -> Array:
    """Proceeds less tax basis of what was sold, cancelled or, of the shell, left at the end."""
    gain = state.zero
    for cohort in state.cohorts:
        sold = cohort.sold == 1
        gain = gain + np.where(sold, cohort.sale - cohort.basis, 0.0)
        change(cohort, sold, basis=0.0)
    terms, ending = state.terms, state.ending == 1
    if terms.space_shell_month <= month:
        proceeds = terms.space_shell_capex * terms.space_shell_residual_share
        gain = gain + np.where(ending, proceeds - state.shell_basis, 0.0)
        change(state, ending, shell_basis=0.0)
    return gain


def _tax_year(month: Array | int) -> Array:
    return np.maximum(1.0, np.ceil(np.asarray(month) / 12))


def _shares_of_year(state: State, month: int) -> list[Array]:
    """The year's share of each cohort in service, by its own tax years, and of the shell."""
    terms = state.terms
    amounts = []
    for cohort in state.cohorts:
        year = _tax_year(month) - _tax_year(cohort.commissioned) + 1
        share = sum(
            np.where(year == n, getattr(terms, f"tax_depreciation_{n}"), 0.0)
            for n in range(1, YEARS + 1)
        )
        serving = cohort.commissioned <= month
        amounts.append(np.where(serving, np.minimum(cohort.basis, share * cohort.cost), 0.0))
    return [*amounts, np.minimum(state.shell_basis, terms.space_shell_capex / YEARS)]


def _depreciate(state: State, month: int, now: Flag) -> None:
    *cards, shell = (np.where(now, share, 0.0) for share in _shares_of_year(state, month))
    for cohort, amount in zip(state.cohorts, cards, strict=True):
        cohort.basis = cohort.basis - amount
    state.shell_basis = state.shell_basis - shell
    state.year_depreciation = sum(cards, start=shell)


def _assess(state: State, now: Flag, year: int) -> tuple[tuple[Array, Array], tuple[Array, Array]]:
    """Tax on the year's base, of each ledger, and what the year's gains add to it."""
    before_interest = state.year_earned - state.year_expensed + state.year_gain
    base = before_interest - state.year_depreciation
    claimed = state.year_interest + state.interest_carried
    cap = state.terms.tax_interest_cap * np.maximum(0.0, before_interest)
    allowed = np.minimum(claimed, cap)
    change(state, now, interest_carried=claimed - allowed)
    bases = {"unlevered": base, "levered": base - allowed}
    plain = [_tax_on(state, name, base - state.year_gain, now)[0] for name, base in bases.items()]
    taxes = []
    for name, base in bases.items():
        tax, used = _tax_on(state, name, base, now)
        _expire(state, name, used, now, year)
        _keep(state, name, np.where(now, np.maximum(-base, 0.0), 0.0), year)
        taxes.append(tax)
    return (taxes[0], taxes[1]), (taxes[0] - plain[0], taxes[1] - plain[1])


def _owed(state: State, month: int) -> Array:
    """Assessed and not yet paid, and on the year so far with its part of depreciation."""
    if month % 12 == 1:
        state.depreciation_ahead = np.sum(_shares_of_year(state, month), axis=0)
    months_of_year = 12 if month % 12 == 0 else month % 12
    before_interest = state.year_earned - state.year_expensed + state.year_gain
    cap = state.terms.tax_interest_cap * np.maximum(0.0, before_interest)
    interest = np.minimum(state.year_interest + state.interest_carried, cap)
    depreciation = state.depreciation_ahead * months_of_year / 12
    profit = np.maximum(0.0, before_interest - interest - depreciation)
    used = np.minimum(state.losses_levered, state.terms.tax_loss_limit * profit)
    return np.maximum(0.0, state.tax_due_levered) + state.terms.tax_rate * (profit - used)


def _tax_on(state: State, ledger: str, base: Array, now: Flag) -> tuple[Array, Array]:
    """Tax, and losses of years before that are used.

    A group takes a loss at once; alone it waits for profits, and then counts up to a limit.
    """
    terms = state.terms
    losses = getattr(state, f"losses_{ledger}")
    profit = np.maximum(base, 0.0)
    used = np.minimum(losses, terms.tax_loss_limit * profit)
    group = state.zero + terms.tax_group > 0
    taxed = np.where(group, base, profit - used)
    return np.where(now, terms.tax_rate * taxed, 0.0), np.where(now & ~group, used, 0.0)


def _expire(state: State, ledger: str, used: Array, now: Flag, this: int) -> None:
    """Of losses by the year that made them the oldest are used first; the too old are lost."""
    made, rest = state.losses_made[ledger], used
    last = state.zero + state.terms.tax_loss_years
    for year in sorted(made):
        taken = np.minimum(made[year], rest)
        rest = rest - taken
        too_old = now & (last > 0) & (this - year >= last)
        made[year] = np.where(too_old, 0.0, made[year] - taken)


def _keep(state: State, ledger: str, lost: Array, this: int) -> None:
    """A loss waits for profits, but in a group."""
    made, group = state.losses_made[ledger], state.zero + state.terms.tax_group > 0
    made[this] = made.get(this, state.zero) + np.where(group, 0.0, lost)
    setattr(state, f"losses_{ledger}", np.sum(list(made.values()), axis=0))


def _pay(
    state: State, ledger: str, month: int, assessed: Array, year_ends: Flag, ending: Flag
) -> None:
    """Three months after the year; at the end all at once."""
    due = getattr(state, f"tax_due_{ledger}")
    final = np.where(ending, assessed, 0.0)
    paid = np.where(ending | (month % 12 == 3), due, 0.0)
    due = due - paid + np.where(year_ends, assessed, 0.0)
    setattr(state, f"final_tax_{ledger}", final)
    setattr(state, f"tax_{ledger}", paid + final)
    setattr(state, f"tax_due_{ledger}", due)


def _pay_on_gains(state: State, ledger: str, month: int, added: Array, year_ends: Flag) -> None:
    """Of the tax paid, what is neither on gains nor assessed at the end: the operations'."""
    due = getattr(state, f"gain_tax_due_{ledger}")
    paid = np.where((state.ending == 1) | (month % 12 == 3), due, 0.0)
    setattr(state, f"gain_tax_due_{ledger}", due - paid + np.where(year_ends, added, 0.0))
    of_all = getattr(state, f"tax_{ledger}") - getattr(state, f"final_tax_{ledger}")
    setattr(state, f"operating_tax_{ledger}", of_all - paid)
