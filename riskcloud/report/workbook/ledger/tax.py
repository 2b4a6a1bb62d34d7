"""Tax of the unlevered and the levered ledger, by tax year (model, 3.2)."""

from types import SimpleNamespace

from riskcloud.columns.operator import LOSS_YEARS
from riskcloud.report.workbook.formulas.expression import (
    Call,
    Constant,
    Expression,
    If,
    Operand,
    same,
)
from riskcloud.report.workbook.formulas.functions import (
    both,
    either,
    flag,
    greatest,
    least,
    modulo,
    total,
    whole,
)
from riskcloud.report.workbook.formulas.lines import Line
from riskcloud.report.workbook.ledger.scope import COHORTS, Scope

_YEARS = 10  # of the table of depreciation, and of an own shell's life
TAX = "Tax"


def begin(scope: Scope) -> None:
    """The table of depreciation, and whether a tax year ends."""
    book, x = scope.book, scope.x
    fields = [f"operator.tax.depreciation_{year}" for year in range(1, _YEARS + 1)]
    x.depreciation = book.range_of("tax_depreciation", fields)
    book.section("Tax year")
    ends = both(x.open, same(x.ending, 0), scope.month > 0, same(modulo(scope.month, 12), 0))
    words = "flag", "1 in the last month of a tax year"
    x.year_ends = book.helper(TAX, "year_ends", words, flag(ends))
    x.assessed = either(same(x.year_ends, 1), same(x.ending, 1))


def unlevered(scope: Scope) -> None:
    """The year's base without interest, and its tax."""
    book, x = scope.book, scope.x
    book.section("Tax base")
    x.year_earned = _of_year(scope, "year_earned", x.earned)
    x.year_expensed = _of_year(scope, "year_expensed", x.expensed)
    x.year_gain = _of_year(scope, "year_gain", _gains(scope))
    _depreciate(scope)
    x.profit = book.helper(
        TAX,
        "before_interest",
        (scope.money, "earned less expensed with gains, of the tax year so far"),
        x.year_earned_before
        + x.earned
        - x.year_expensed_before
        - x.expensed
        + x.year_gain_before
        + x.gain,
    )
    book.section("Unlevered tax")
    base = x.profit - x.year_depreciation
    x.base = book.helper(
        TAX,
        "base_unlevered",
        (scope.money, "base of the tax year, unlevered"),
        If(x.assessed, base, 0),
    )
    _tax_on(scope, "unlevered", x.base)
    _pay(scope, "unlevered")


def levered(scope: Scope, charges: Expression) -> None:
    """The same after interest and fees, of which a cap may carry some to later years."""
    book, x, terms = scope.book, scope.x, scope.terms
    book.section("Levered tax")
    x.year_interest = _of_year(scope, "year_interest", If(x.open, charges, 0))
    carried = book.state(TAX, "interest_carried")
    claimed = x.year_interest_before + If(x.open, charges, 0) + carried.before
    cap = terms.tax_interest_cap * greatest(0, x.profit)
    allowed = book.helper(
        TAX,
        "interest_allowed",
        (scope.money, "interest and fees deductible, of the tax year so far"),
        least(claimed, cap),
    )
    book.define(carried, If(x.assessed, claimed - allowed, carried.before))
    base = x.profit - x.year_depreciation - allowed
    line = book.helper(
        TAX, "base_levered", (scope.money, "base of the tax year, levered"), If(x.assessed, base, 0)
    )
    _tax_on(scope, "levered", line)
    _pay(scope, "levered")
    _owed(scope, carried)


def _of_year(scope: Scope, key: str, amount: Expression) -> Line:
    """A sum over the tax year to date; 0 again once it is assessed."""
    book, x = scope.book, scope.x
    line = book.state(TAX, key)
    setattr(x, f"{key}_before", line.before)
    return book.define(line, If(x.assessed, 0, line.before + amount))


def _gains(scope: Scope) -> Expression:
    """Proceeds less tax basis of what was sold, cancelled or, of the shell, left at the end."""
    book, x, terms = scope.book, scope.x, scope.terms
    gains: list[Expression] = []
    for cohort in scope.cohorts:
        book.section(f"Cohort {cohort.name}")
        key = f"cohort.{cohort.name}"
        cohort.basis = book.state(COHORTS, f"{key}.basis")
        cohort.unsold = cohort.basis.before + cohort.paid
        words = scope.money, f"{cohort.name}: gain over tax basis"
        gain = If(same(cohort.sold, 1), cohort.sale - cohort.unsold, 0)
        gains.append(book.helper(COHORTS, f"{key}.gain", words, gain))
    book.section("Tax base")
    x.shell_basis = book.state(TAX, "shell_basis")
    x.shell_unsold = x.shell_basis.before + x.shell_paid
    built = terms.space_shell_month <= scope.month
    gains.append(If(both(x.ends, built), x.shell_back - x.shell_unsold, 0))
    x.gain = book.helper(TAX, "gain", (scope.money, "gains of the month"), total(gains))
    return x.gain


def _year(month: Operand) -> Expression:
    """Tax year of a month: 1 for months 0 to 12."""
    return greatest(1, whole((month + 11) / 12))


def _share_of_year(scope: Scope, cohort: SimpleNamespace, basis: Expression) -> Expression:
    """Depreciation of a cohort in the tax year of the row, by its own tax years."""
    year = _year(scope.month) - _year(cohort.commissioned) + 1

    def share(table: list[float], place: float) -> float:
        return table[int(place) - 1]

    of_table = Call("INDEX", share, scope.x.depreciation, year)
    in_table = both(cohort.commissioned <= scope.month, year <= _YEARS)
    return If(in_table, least(basis, of_table * cohort.cost), 0)


def _depreciate(scope: Scope) -> None:
    """At the end of a tax year; the basis falls by it."""
    book, x, money = scope.book, scope.x, scope.money
    taken: list[Expression] = []
    ahead: list[Expression] = []
    for cohort in scope.cohorts:
        book.section(f"Cohort {cohort.name}")
        left = If(same(cohort.sold, 1), 0, cohort.unsold)
        share = _share_of_year(scope, cohort, left)
        of_year = book.helper(
            COHORTS,
            f"cohort.{cohort.name}.share_of_year",
            (money, f"{cohort.name}: tax depreciation of this tax year, if it ended now"),
            share,
        )
        amount = book.helper(
            COHORTS,
            f"cohort.{cohort.name}.depreciation",
            (money, f"{cohort.name}: tax depreciation taken"),
            of_year * x.year_ends,
        )
        book.define(cohort.basis, left - amount)
        taken.append(amount)
        ahead.append(of_year)
    book.section("Tax base")
    left = If(x.ends, 0, x.shell_unsold)
    share = least(left, scope.terms.space_shell_capex / _YEARS)
    shell = book.helper(
        TAX, "shell_depreciation", (money, "depreciation of an own shell"), share * x.year_ends
    )
    book.define(x.shell_basis, left - shell)
    x.year_depreciation = book.line(TAX, "year_depreciation", total([*taken, shell]))
    after = total([*ahead, least(x.shell_basis, scope.terms.space_shell_capex / _YEARS)])
    line = book.state(TAX, "depreciation_ahead")
    x.depreciation_ahead = book.define(
        line, If(same(modulo(scope.month, 12), 1), after, line.before)
    )


def _tax_on(scope: Scope, ledger: str, base: Expression) -> None:
    """Losses and tax of the year."""
    book, x, terms = scope.book, scope.x, scope.terms
    losses = book.state(TAX, f"losses_{ledger}")
    used = book.helper(
        TAX,
        f"losses_used_{ledger}",
        (scope.money, f"losses used, {ledger}"),
        _losses_used(scope, base, losses),
    )
    added = If(terms.tax_group > 0, 0, greatest(-base, 0))
    expired = _expired(scope, ledger, used, added)
    book.define(losses, losses.before - used + added - expired)
    tax = book.helper(
        TAX,
        f"assessed_{ledger}",
        (scope.money, f"tax assessed, {ledger}"),
        _tax_of(scope, base, used),
    )
    _on_gains(scope, ledger, base, losses, tax)
    setattr(x, f"losses_{ledger}", losses)
    setattr(x, f"assessed_{ledger}", tax)


def _losses_used(scope: Scope, base: Expression, losses: Line) -> Expression:
    """Losses of years before wait for profits, and then count up to a limit; a group has none."""
    terms = scope.terms
    most = terms.tax_loss_limit * greatest(base, 0)
    return If(terms.tax_group > 0, 0, least(losses.before, most))


def _tax_of(scope: Scope, base: Expression, used: Expression) -> Expression:
    """Tax of a year's base; of a group's loss, too, which it takes at once."""
    tax: Expression = scope.terms.tax_rate * If(
        scope.terms.tax_group > 0, base, greatest(base, 0) - used
    )
    return tax


def _expired(scope: Scope, ledger: str, used: Expression, added: Expression) -> Expression:
    """Losses by age, the oldest used first; those that can be used no longer."""
    book, x, years = scope.book, scope.x, scope.terms.tax_loss_years
    ages = [
        book.own(TAX, f"losses_{ledger}_{age}", (scope.money, f"losses made {age} years before"))
        for age in range(1, LOSS_YEARS + 1)
    ]
    from_age = [total([line.before for line in ages[age:]]) for age in range(LOSS_YEARS)]
    unused = [greatest(0, older - used) for older in from_age]
    left = [one - other for one, other in zip(unused, [*unused[1:], Constant(0)], strict=True)]
    for age, line in enumerate(ages, start=1):
        younger = left[age - 2] if age > 1 else added
        book.define(line, If(x.assessed, If(years >= age, younger, 0), line.before))
    # None is older than the oldest, which is used first: so its own line says what is left of it.
    oldest = total([line.before * same(years, age) for age, line in enumerate(ages, start=1)])
    too_old = greatest(0, oldest - used)
    words = scope.money, f"losses that expire unused, {ledger}"
    return book.helper(TAX, f"losses_expired_{ledger}", words, If(x.assessed, too_old, 0))


def _on_gains(scope: Scope, ledger: str, base: Expression, losses: Line, tax: Expression) -> None:
    """What the gains of the year add to its tax: covenants leave it out."""
    book, x = scope.book, scope.x
    plain = base - If(x.assessed, x.year_gain_before + x.gain, 0)
    without = _tax_of(scope, plain, _losses_used(scope, plain, losses))
    words = scope.money, f"of the tax assessed, on gains of the year, {ledger}"
    setattr(x, f"gain_tax_{ledger}", book.helper(TAX, f"gain_tax_{ledger}", words, tax - without))


def _pay(scope: Scope, ledger: str) -> None:
    """Three months after the year; at the end all at once."""
    book, x = scope.book, scope.x
    assessed = getattr(x, f"assessed_{ledger}")
    due = book.state(TAX, f"tax_due_{ledger}")
    final = book.line(TAX, f"final_tax_{ledger}", If(x.ends, assessed, 0))
    pays = either(x.ends, same(modulo(scope.month, 12), 3))
    paid = book.line(TAX, f"tax_{ledger}", If(pays, due.before, 0) + final)
    book.define(due, due.before - (paid - final) + If(same(x.year_ends, 1), assessed, 0))
    setattr(x, f"final_tax_{ledger}", final)
    setattr(x, f"tax_{ledger}", paid)
    setattr(x, f"tax_due_{ledger}", due)
    on_gains = book.state(TAX, f"gain_tax_due_{ledger}")
    of_it = If(pays, on_gains.before, 0)
    added = If(same(x.year_ends, 1), getattr(x, f"gain_tax_{ledger}"), 0)
    book.define(on_gains, on_gains.before - of_it + added)
    operating = book.line(TAX, f"operating_tax_{ledger}", paid - final - of_it)
    setattr(x, f"operating_tax_{ledger}", operating)


def _owed(scope: Scope, carried: Line) -> None:
    """Assessed and not yet paid, and on the year so far with its part of depreciation."""
    book, x, terms = scope.book, scope.x, scope.terms
    so_far = x.year_earned - x.year_expensed + x.year_gain
    cap = terms.tax_interest_cap * greatest(0, so_far)
    interest = least(x.year_interest + carried, cap)
    months = If(same(modulo(scope.month, 12), 0), 12, modulo(scope.month, 12))
    profit = book.helper(
        TAX,
        "profit_so_far",
        (scope.money, "taxable profit of the year so far, levered"),
        greatest(0, so_far - interest - x.depreciation_ahead * months / 12),
    )
    used = least(x.losses_levered, terms.tax_loss_limit * profit)
    x.tax_owed = book.line(
        TAX, "tax_owed", greatest(0, x.tax_due_levered) + terms.tax_rate * (profit - used)
    )
