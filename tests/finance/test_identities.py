"""What holds on every path whatever happens, on random operators and operations."""

from types import SimpleNamespace

import numpy as np
import pytest

from tests.finance.synthetic import HORIZON, Synthetic
from tests.reference.ledger import FLOWS, NEVER, STATES, Array

CLOSE = 1e-8  # of flows of hundreds
AT_THE_END, WITHOUT_DEBT = 4, 5


@pytest.fixture(scope="module", params=[1, 2, 3])
def run(request: pytest.FixtureRequest) -> SimpleNamespace:
    """Each row, of shape (months, paths): of the ledger, and of the operations in ``fed``."""
    synthetic = Synthetic(request.param)
    ledger = synthetic.levered.ledger
    kept: dict[str, list[Array]] = {name: [] for name in (*STATES, *FLOWS)}
    fed: dict[str, list[Array]] = {}
    for month in range(HORIZON + 1):
        rows = synthetic.rows(month)
        synthetic.levered.accrue(month, rows)
        synthetic.levered.step(month, rows)
        for name, row in rows.items():
            fed.setdefault(name, []).append(row)
        for name, series in kept.items():
            series.append(getattr(ledger, name))
    stacked = {name: np.array(series) for name, series in kept.items()}
    rows = SimpleNamespace(**{name: np.array(series) for name, series in fed.items()})
    return SimpleNamespace(**stacked, fed=rows, terms=SimpleNamespace(**synthetic.terms))


def before(row: Array, at_first: float = 0.0) -> Array:
    """The row at the end of the month before."""
    return np.vstack([np.full_like(row[:1], at_first), row[:-1]])


def months(run: SimpleNamespace) -> Array:
    return np.arange(HORIZON + 1.0)[:, None]


def estate(run: SimpleNamespace) -> Array:
    """Whether the fleet is sold for creditors: a default or insolvency before the end."""
    return (run.default_kind > 0) & (run.default_kind != AT_THE_END)


def selling(run: SimpleNamespace) -> Array:
    """Months in which a default closes, by sale of the fleet."""
    last = (run.settled == 1) & (before(run.settled) == 0)
    return last & estate(run)


def sale(run: SimpleNamespace) -> Array:
    terms, fed = run.terms, run.fed
    fleet = fed.fleet_value * terms.RESIDUAL_DAYS_30 * (1 - terms.DEBT_ENFORCEMENT_COST)
    return np.where(selling(run), fleet + fed.working_capital + fed.vat_pending, 0.0)


def test_every_event_happens(run: SimpleNamespace) -> None:
    for kind in range(6):
        assert np.sum(run.default_kind[-1] == kind) >= 5, kind
    events = ("refinanced", "cure", "locked", "from_revolver", "from_reserve", "claims_paid")
    events += ("prepaid_principal", "distribution", "estate", "revolver_due", "refunds_owed")
    for name in events:
        assert np.sum(np.any(getattr(run, name) > 0, axis=0)) >= 5, name
    # After default: cards, prepayments and VAT still come, months lose, ends fall in standstill.
    standing = (before(run.performing, 1.0) == 0) & (before(run.settled) == 0)
    fed, late = run.fed, standing & estate(run)
    flows = (fed.capex, fed.vat_paid, fed.vat_refunded, fed.prepayment_received, fed.ending)
    for row in (*flows, -run.estate, np.where(selling(run), run.unpaid, 0.0)):
        assert np.sum(np.any(late & (row > 0), axis=0)) >= 5
    assert np.all(run.settled[-1] == 1)


def test_cash_in_equals_cash_out_each_month(run: SimpleNamespace) -> None:
    fed = run.fed
    tax = fed.tax_levered - fed.final_tax_levered
    chips = fed.sale_proceeds - fed.closure_cost + fed.closure_other
    sound_end = (fed.ending == 1) & ~estate(run)
    operations = fed.operating_cash + fed.prepayment_received + fed.vat_refunded - tax
    unpaid_refunds = run.refunds_owed - before(run.refunds_owed)
    outlays = fed.prepayment_refunded - fed.end_refund + fed.capex + fed.vat_paid - unpaid_refunds
    project = operations - outlays + np.where((fed.ending == 0) | sound_end, chips, 0.0)
    project = project - np.where(sound_end, fed.end_refund + fed.final_tax_levered, 0.0)
    started = before(run.performing, 1.0) == 1
    standing = ~started & (before(run.settled) == 0)
    # After default the estate has the whole of operations, but for the lender's own sale.
    fleet = np.where(fed.ending == 1, fed.sale_proceeds, 0.0)
    standstill = operations - outlays + chips - fed.final_tax_levered - fleet
    project = np.where(started, project, np.where(standing, standstill, 0))

    accounts = run.cash + run.reserve + run.pot + run.estate
    parties = run.equity_flow + run.lender_flow + run.claims_paid - run.unpaid
    change = accounts - before(accounts)
    np.testing.assert_allclose(change, project + sale(run) - parties, atol=CLOSE)
    # And so in total: nothing stays in an account.
    np.testing.assert_allclose(
        parties.sum(axis=0), (project + sale(run)).sum(axis=0), atol=CLOSE * HORIZON
    )
    assert np.all(accounts[-1] == 0)


def test_sources_meet_uses(run: SimpleNamespace) -> None:
    """What sources do not meet is due from cash, and what is brought in meets it."""
    serving = months(run) > run.first_commissioned
    scheduled = run.debt_service - run.interest - run.fees_serviced
    scheduled = np.where(serving, scheduled, 0.0)
    service = np.where(serving, run.interest, 0.0) + run.fees_serviced + scheduled
    sound = (run.default_month == NEVER) | (run.default_month > months(run))
    sound |= run.default_kind == AT_THE_END
    late_calls = run.brought_in - run.from_reserve - run.from_revolver
    covenant_cure = np.where(run.breaches > before(run.breaches), run.cure, 0.0)
    late_calls = late_calls - (run.cure - covenant_cure)
    plain = sound & (covenant_cure == 0)
    unfunded = run.due - service - run.balloon_due - run.revolver_due + run.refinanced
    sources = run.from_pot + run.debt_draw + run.equity_call - late_calls + unfunded
    np.testing.assert_allclose(np.where(plain, sources - run.uses, 0.0), 0.0, atol=CLOSE)
    assert np.min(np.where(plain, unfunded, 0.0)) > -CLOSE


def test_the_loan_closes(run: SimpleNamespace) -> None:
    lent = (run.debt_draw + run.from_revolver + run.refinanced).sum(axis=0)
    repaid = (run.principal + run.prepaid_principal + run.revolver_repaid).sum(axis=0)
    loss, exposure = run.lender_loss[-1], run.exposure[-1]
    at_end = ~estate(run)[-1]
    unpaid = (run.interest - run.interest_paid).sum(axis=0)
    np.testing.assert_allclose((lent - repaid + unpaid - loss)[at_end], 0.0, atol=CLOSE)
    # After a default: the recoveries, discounted at the contract rate, and the loss.
    since = np.maximum(0, months(run) - run.default_month[-1])
    growth = 1 + run.default_rate[-1] / 12
    recovered = (run.recovery / growth**since).sum(axis=0)
    np.testing.assert_allclose((recovered + loss - exposure)[~at_end], 0.0, atol=CLOSE)
    np.testing.assert_allclose((lent - repaid + unpaid - exposure)[~at_end], 0.0, atol=CLOSE)
    assert np.all(loss >= 0)
    assert np.all(loss <= exposure + CLOSE)
    assert np.all(run.balance[-1] + run.revolver[-1] == 0)


def test_equity_pays_no_more_than_it_committed_and_its_cures(run: SimpleNamespace) -> None:
    committed, terms = run.equity_commitment[-1], run.terms
    assert np.all(run.equity_call.sum(axis=0) <= committed + CLOSE)
    assert np.all(run.cure.sum(axis=0) <= terms.DEBT_CURE_SHARE * committed + CLOSE)
    assert np.all((run.cure > 0).sum(axis=0) <= terms.DEBT_CURES)
    assert np.all(run.cures_left >= 0)
    spent = (run.cure > 0).sum(axis=0)
    assert np.all(terms.DEBT_CURES - run.cures_left[-1] >= spent)


@pytest.mark.parametrize(
    "name",
    [
        *("distribution", "recovery", "claims_paid", "debt_draw", "from_pot", "equity_call"),
        *("cure", "principal", "balance", "revolver", "reserve", "cash", "pot", "equity_left"),
        *("cure_left", "owed", "claims_left", "unpaid", "refinanced"),
    ],
)
def test_never_negative(run: SimpleNamespace, name: str) -> None:
    assert np.min(getattr(run, name)) > -CLOSE


def test_no_distribution_while_building_or_locked(run: SimpleNamespace) -> None:
    drawing = (run.commitment > 0) & (months(run) <= run.available_until)
    barred = (months(run) <= run.first_commissioned) | (before(run.locked) == 1) | drawing
    barred &= run.performing == 1
    assert np.all(run.distribution[barred] == 0)
    assert barred.sum() > 1000


def test_nothing_happens_after_settlement(run: SimpleNamespace) -> None:
    after = before(run.settled) == 1
    assert after.sum() > 1000
    for name in FLOWS:
        assert np.all(getattr(run, name)[after] == 0), name
    for name in set(STATES) - {"base_rate", "first_commissioned", "locked"}:
        row = getattr(run, name)
        assert np.array_equal(row[after], before(row)[after]), name


def test_after_default_the_lender_comes_first(run: SimpleNamespace) -> None:
    """Others, but customers of a better rank, are paid only where the lender is in full."""
    defaulted = (run.default_month <= months(run)) & estate(run)
    late = defaulted & (run.default_month < months(run))
    others = run.claims_paid + np.where(late, run.distribution, 0.0)
    ranked = run.terms.DEBT_PREPAYMENT_RANK > 0
    after_lender = np.where(ranked, np.where(late, run.distribution, 0.0), others)
    assert np.all(run.owed[defaulted & (after_lender > 0)] == 0)
    assert np.any(run.owed[defaulted & (others > 0)] > 0)
    paid_equity = late & (run.distribution > 0)
    assert np.all(run.claims_left[paid_equity] == 0)
    # Nobody but the lender is paid before the sale, and nobody at all out of a deficit.
    assert np.all(selling(run)[late & (others > 0)])
    assert np.all((run.recovery + others)[defaulted & (run.estate < 0)] == 0)
    # At the sale customers claim what is still held, suppliers what is unpaid since default.
    held = run.fed.prepayment_held + run.fed.end_refund + run.refunds_owed
    unpaid = np.cumsum(np.where(defaulted, run.unpaid, 0.0), axis=0)
    claims = np.where(selling(run), held + unpaid, 0.0)
    open_claims = np.where(selling(run), run.claims_left + run.claims_paid, 0.0)
    np.testing.assert_allclose(open_claims, claims, atol=CLOSE)


def test_insolvent_without_debt_is_who_owes_no_lender(run: SimpleNamespace) -> None:
    """Of those who cannot pay: it has no exposure and no loss, and all others have one."""
    kind, exposure = run.default_kind[-1], run.exposure[-1]
    without = kind == WITHOUT_DEBT
    assert np.all(exposure[without] == 0)
    assert np.all(run.recovery.sum(axis=0)[without] == 0)
    assert np.all(run.lender_loss[-1][without] == 0)
    assert np.all(exposure[(kind > 0) & ~without] > 0)
    # Suppliers and tax left unpaid come before equity.
    now = run.default_month == months(run)
    unpaid = np.where(now & estate(run), run.unpaid, 0.0).sum(axis=0)
    later = estate(run) & (run.default_month < months(run))
    paid_later = np.where(later, run.distribution, 0.0).sum(axis=0)
    repaid = run.claims_paid.sum(axis=0) - unpaid
    assert np.sum(without & (unpaid > 0) & (paid_later > 0)) >= 5
    assert np.min(repaid[without & (paid_later > 0)]) > -CLOSE


def test_what_is_owed_is_not_paid_out(run: SimpleNamespace) -> None:
    """Equity gets nothing before opening cash and tax owed are there; nor does the sweep."""
    terms, fed = run.terms, run.fed
    going = (run.performing == 1) & (fed.ending == 0) & (run.default_month > months(run))
    held = terms.EQUITY_OPENING_CASH + fed.tax_owed
    np.testing.assert_array_equal(np.where(going, run.held_back - held, 0.0), 0.0)
    paid = going & (run.distribution > 0)
    assert paid.sum() > 1000
    assert np.min((run.cash - held)[paid]) > -CLOSE
    covenant_cure = np.where(run.breaches > before(run.breaches), run.cure, 0.0)
    swept = going & (run.prepaid_principal - covenant_cure > CLOSE)
    assert swept.sum() > 1000
    assert np.min((run.cash - held)[swept]) > -CLOSE


def test_the_last_month_is_settled_before_it_is_a_default(run: SimpleNamespace) -> None:
    """A path that ends sound pays all it can: a loss leaves nothing to anybody after it."""
    ends = (run.fed.ending == 1) & (before(run.performing, 1.0) == 1)
    failed = ends & (run.default_month == months(run))
    assert failed.sum() >= 5
    assert np.all(run.default_kind[failed] == AT_THE_END)
    assert np.all(run.equity_terminal[failed] == 0)
    assert np.all(run.lender_loss[failed] > 0)
    for name in ("from_revolver", "cure"):
        assert np.all(getattr(run, name)[ends] == 0), name
    short = ends & (run.interest_paid < run.interest - CLOSE)
    assert short.sum() >= 1
    assert np.all((run.principal + run.revolver_repaid)[short] == 0)
