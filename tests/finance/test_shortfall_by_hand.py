"""Who meets a shortfall, worked by hand; the loan is that of `levered_case`."""

from typing import Any

import pytest

from tests.finance.levered_case import BALLOON, STEADY, agree, last, months

WITHOUT_LOAN = {"DEBT_LOAN_TO_COST": 0.0}


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
    terms = BALLOON | {"EQUITY_CONTINGENCY": 0.2, "DEBT_CURES": 0.0}
    ledger = last(24, STEADY, terms, until=12)
    agree(ledger, shortfall=23.3, equity_call=23.3, equity_left=56.7, default_kind=0)
    # With operations of 20 the balloon's 50 are met, and not 13.3 of instalment and interest.
    short = STEADY | {"operating_cash": STEADY["operating_cash"] | {12: 20.0}}
    agree(last(24, short, terms, until=12), equity_call=0, default_kind=3, default_month=12)


def test_owners_answer_again_once_nothing_is_owed() -> None:
    # The last instalment falls in month 12.  Month 14 lacks 50, of 1.2 * 400 committed 80 are left.
    series = {"operating_cash": dict.fromkeys(range(3, 14), 90.0) | {14: -50.0}}
    run = months(20, series, {"EQUITY_CONTINGENCY": 0.2, "DEBT_CURES": 0.0})
    for _ in range(14):
        next(run)
    agree(next(run), balance=0, equity_call=50, equity_left=30, default_kind=0)


REVOLVER = {"DEBT_REVOLVER": 40.0, "DEBT_CURES": 0.0, "DEBT_DEFAULT_DSCR": 0.0}
REVOLVER |= {"DEBT_LOCKUP_DSCR": 0.0}


@pytest.mark.parametrize(
    ("cash", "contingency", "repaid", "called", "kind"),
    [
        (120.0, 0.0, 30.3, 0.0, 0.0),  # cash pays it
        (80.0, 0.1, 30.3, 11.203, 0.0),  # owners pay what lacks
        (80.0, 0.0, 0.0, 0.0, 3.0),  # nobody does: a default at maturity
    ],
)
def test_a_revolver_falls_due_at_maturity(
    cash: float, contingency: float, repaid: float, called: float, kind: float
) -> None:
    # Month 11 has 30.9 of the 61.2 due and draws 30.3; month 12 owes the last 60, interest of 1 %
    # on 90.3, and the 30.3: 91.203.
    series = {"operating_cash": dict.fromkeys(range(3, 11), 66.0) | {11: 30.9, 12: cash}}
    run = months(20, series, REVOLVER | {"EQUITY_CONTINGENCY": contingency})
    ledger = next(run)
    for _ in range(11):
        ledger = next(run)
    agree(ledger, balance=60, from_revolver=30.3, revolver=30.3)
    ledger = next(run)
    agree(ledger, revolver_due=30.3, due=91.203, default_kind=kind)
    agree(ledger, revolver_repaid=repaid, equity_call=called)


def test_a_new_loan_renews_the_revolver() -> None:
    # As test_refinancing_with_the_gate_open, and the line pays the 23.3.
    ledger = last(24, STEADY, BALLOON | REVOLVER, until=12)
    agree(ledger, refinanced=250, revolver_due=0, from_revolver=23.3, revolver=23.3)


def test_no_line_without_a_loan() -> None:
    series = {"operating_cash": {5: -30.0}}
    ledger = last(20, series, WITHOUT_LOAN | REVOLVER, until=5)
    agree(ledger, from_revolver=0, default_kind=5, default_month=5)


@pytest.mark.parametrize("first", [3.0, 5.0])
def test_the_first_covenant_test_is_where_it_is_stated(first: float) -> None:
    run = months(
        20,
        {"operating_cash": dict.fromkeys(range(3, 21), 100.0)},
        {"DEBT_FIRST_TEST_MONTHS": first},
    )
    tested = [month for month, ledger in enumerate(run) if ledger.tested.item() == 1]
    assert tested == list(range(2 + int(first), 12, 3))


def test_a_reserve_pays_a_balloon_before_owners_do() -> None:
    # A reserve of two months of 30 + 6, 72, pays 23.3 of it; the rest stays for the new loan.
    terms = BALLOON | {"EQUITY_CONTINGENCY": 0.2, "DEBT_RESERVE_MONTHS": 2.0}
    agree(last(24, STEADY, terms, until=12), shortfall=23.3, from_reserve=23.3, equity_call=0)


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
