"""Who meets a shortfall, worked by hand; the loan is that of `levered_case`."""

from typing import Any

import pytest

from tests.finance.levered_case import last, months
from tests.reference.ledger import Ledger

WITHOUT_LOAN = {"DEBT_LOAN_TO_COST": 0.0}
BALLOON = {"DEBT_BALLOON_SHARE": 0.5}


def agree(ledger: Ledger, **figures: float) -> None:
    for name, figure in figures.items():
        assert getattr(ledger, name).item() == pytest.approx(figure, abs=1e-9), name


@pytest.mark.parametrize("terms", [WITHOUT_LOAN, {}], ids=["without a loan", "with a loan"])
def test_a_rounding_of_uses_is_no_shortfall(terms: dict[str, Any]) -> None:
    # Cards of 1,000 paid with a rounding of 1e-10 more than owner and lender commit.
    ledger = last(20, {"capex": {2: 1000.0 + 1e-10}}, terms, until=2)
    assert 0 < ledger.due.item() < 1e-9
    agree(ledger, shortfall=0, cure=0, default_kind=0, cures_left=2)


def test_a_rounding_of_the_reserve_is_no_shortfall() -> None:
    # Without interest the reserve holds six instalments of 600 / 9, to the last cent though not to
    # the last bit; nothing comes in, and month 9 is the first that fails.
    terms = {"DEBT_SPREAD": 0.0, "DEBT_TENOR_MONTHS": 9.0, "DEBT_RESERVE_MONTHS": 6.0}
    terms |= {"DEBT_DEFAULT_DSCR": 0.0, "DEBT_CURES": 0.0, "EQUITY_CONTINGENCY": 1.0}
    run = months(40, {}, terms)
    failed = [ledger.default_kind.item() for ledger in run]
    assert failed[:10] == [0.0] * 9 + [1.0]


def test_the_pot_pays_before_owners_do() -> None:
    # Prepaid 1,300 in month 2 against cards of 1,000; in service in month 2, but a second site is
    # late: the loan is drawn to month 8.  Month 3 lacks 40, which the pot of 300 pays.
    series = {"prepayment_received": {2: 1300.0}, "operating_cash": {3: -40.0}}
    run = months(20, series, {"DEBT_GRACE_MONTHS": 4.0})
    for _ in range(3):
        next(run)
    agree(next(run), pot=260, pot_released=40, shortfall=0, equity_call=0, debt_draw=0)


def test_without_a_loan_the_pot_does_not_wait_for_its_grace() -> None:
    series = {"prepayment_received": {2: 1300.0}}
    ledger = last(20, series, WITHOUT_LOAN | {"DEBT_GRACE_MONTHS": 4.0}, until=2)
    agree(ledger, pot=0, pot_released=300, cash=300, equity_call=0)


def test_no_reserve_for_a_loan_that_is_not_drawn() -> None:
    # The pot pays all of the cards: of a commitment of 600 nothing is drawn, nothing reserved.
    terms = {"DEBT_RESERVE_MONTHS": 2.0}
    ledger = last(20, {"prepayment_received": {2: 1300.0}}, terms, until=2)
    agree(ledger, commitment=600, drawn=0, to_reserve=0, reserve=0, pot_released=300)
    # A pot of 800 leaves 200; the loan, behind its share of 600, pays them and two months of 1 and
    # 10 % of itself: b = 200 + .22 b.
    ledger = last(20, {"prepayment_received": {2: 800.0}}, terms, until=2)
    agree(ledger, drawn=200 / 0.78, reserve=0.22 * 200 / 0.78, equity_call=0)
    # A pot of 1,040 pays the cards; no loan is drawn for its own reserve alone.
    agree(last(20, {"prepayment_received": {2: 1040.0}}, terms, until=2), drawn=0, pot_released=40)
    # Its whole share where only 500 are prepaid: 600 * .22 = 132, of which owners pay 32.
    ledger = last(20, {"prepayment_received": {2: 500.0}}, terms, until=2)
    agree(ledger, drawn=600, reserve=132, equity_call=32)


def test_owners_without_a_loan_answer_as_long_as_they_are_committed() -> None:
    # 1.05 * 1,000 committed, 1,000 called; months 5 and 6 lack 30 each: 30 and 20 are there, and
    # a cure, a tenth of the commitment, pays the rest.
    series = {"operating_cash": {5: -30.0, 6: -30.0}}
    run = months(20, series, WITHOUT_LOAN | {"EQUITY_CONTINGENCY": 0.05})
    for _ in range(5):
        next(run)
    agree(next(run), equity_call=30, equity_left=20, cure=0)
    agree(next(run), equity_call=20, equity_left=0, cure=10, default_kind=0)


def test_owners_answer_for_what_is_not_refinanced_of_a_balloon() -> None:
    # As in test_refinancing_with_the_gate_open: 83.3 due in month 12 for 60, of which 50 are of the
    # balloon.  Of 1.2 * 400 = 480 committed 80 are uncalled, and answer for the balloon alone.
    steady = {
        "operating_cash": dict.fromkeys(range(3, 25), 60.0),
        "fleet_value": dict.fromkeys(range(12, 25), 500.0),
    }
    terms = BALLOON | {"EQUITY_CONTINGENCY": 0.2, "DEBT_CURES": 0.0}
    ledger = last(24, steady, terms, until=12)
    agree(ledger, shortfall=23.3, equity_call=23.3, equity_left=56.7, default_kind=0)
    # With operations of 20 the balloon's 50 are met, and not 13.3 of instalment and interest.
    steady["operating_cash"][12] = 20.0
    agree(last(24, steady, terms, until=12), equity_call=0, default_kind=3, default_month=12)


def test_a_reserve_pays_a_balloon_before_owners_do() -> None:
    # A reserve of two months of 30 + 6, 72, pays 23.3 of it; the rest stays for the new loan.
    steady = {
        "operating_cash": dict.fromkeys(range(3, 25), 60.0),
        "fleet_value": dict.fromkeys(range(12, 25), 500.0),
    }
    terms = BALLOON | {"EQUITY_CONTINGENCY": 0.2, "DEBT_RESERVE_MONTHS": 2.0}
    agree(last(24, steady, terms, until=12), shortfall=23.3, from_reserve=23.3, equity_call=0)


def test_lock_up_counts_to_the_month_of_a_default_and_no_further() -> None:
    # Cover of months 3 to 5: 3 * 70 over 66 + 65.4 + 64.8 = 1.07, locked up; then nothing comes,
    # and in month 6 the 13.8 kept do not pay 64.2: a default in lock-up, which ends with it.
    series = {"operating_cash": dict.fromkeys(range(3, 6), 70.0)}
    run = months(20, series, {"DEBT_CURES": 0.0})
    locked = [ledger.locked.item() for ledger in run]
    assert locked[4:8] == [0, 1, 1, 0]
    assert not any(locked[7:])


def test_lock_up_ends_with_the_operations() -> None:
    series = {
        "operating_cash": dict.fromkeys(range(3, 7), 70.0),
        "sale_proceeds": {6: 500.0},
    }
    run = months(6, series, {"DEBT_CURES": 0.0})
    assert [ledger.locked.item() for ledger in run] == [0, 0, 0, 0, 0, 1, 0]


def test_cfads_leaves_out_tax_on_gains() -> None:
    # 100 less tax of 20, of which 15 on cards sold: the covenant counts 95.
    series = {
        "operating_cash": {3: 100.0},
        "tax_levered": {3: 20.0},
        "operating_tax_levered": {3: 5.0},
    }
    ledger = last(20, series, until=3)
    agree(ledger, cfads=95, distribution=14)
