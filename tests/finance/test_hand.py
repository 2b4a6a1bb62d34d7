"""The levered ledger against figures worked by hand; the loan is that of `levered_case`."""

from typing import Any

import pytest

from tests.finance.levered_case import (
    BALLOON,
    COHORT,
    CUSTOMER,
    STEADY,
    agree,
    last,
    months,
)
from tests.reference.ledger import NEVER, Ledger


@pytest.mark.parametrize(
    ("terms", "commitment"),
    [
        # 0.6 of the cost of 1,000.
        ({}, 600.0),
        # 0.55 of the cards' value of 1,000.
        ({"DEBT_LOAN_TO_VALUE": 0.55}, 550.0),
        # A bill is 0.1 * 10 GPUs * 730 h = 730; a quarter of four bills is prepaid, 730, and
        # credited in months 2 and 3, 365 each.  The tenor of 3 months counts 730, 365 and 365,
        # at no interest, less 40 %: 876, over 1.5.
        ({"DEBT_SIZE_ON_CONTRACTS": 1.0, "DEBT_SPREAD": 0.0}, 584.0),
        # The same at 1 % a month.
        (
            {"DEBT_SIZE_ON_CONTRACTS": 1.0},
            0.6 * (730 / 1.01 + 365 / 1.01**2 + 365 / 1.01**3) / 1.5,
        ),
    ],
)
def test_the_loan_is_the_least_of_three_sizes(terms: dict[str, float], commitment: float) -> None:
    terms = {"DEBT_TENOR_MONTHS": 3.0, "DEBT_SIZING_DSCR": 1.5, **terms}
    sized = last(20, {}, terms, (CUSTOMER,), until=0)
    agree(sized, commitment=commitment, draw_ratio=commitment / 1000)


def test_margin_rises_with_loan_to_value_and_equity_covers_the_rest() -> None:
    terms = {
        "DEBT_LTV_MARGIN_SLOPE": 0.1,
        "DEBT_UPFRONT_FEE": 0.01,
        "EQUITY_OPENING_CASH": 50.0,
        "EQUITY_CONTINGENCY": 0.1,
        "SPACE_SHELL_CAPEX": 250.0,
    }
    # Planned cost 1,000 + 250; loan 0.6 of it, 750, on cards of 1,000: margin 12 % + 0.1 * 25 %.
    # Equity 1.1 * (1,250 + fee 7.5 + cash 50 - loan 750) = 1.1 * 557.5; month 0 calls 57.5.
    sized = last(20, {}, terms, until=0)
    agree(sized, commitment=750, margin=0.145, equity_commitment=613.25, cure_left=61.325)
    agree(sized, uses=57.5, fees=7.5, equity_call=57.5, cash=50, lender_flow=7.5)
    # A prepayment of 730 would leave nothing: 1.1 * 5 % of 1,250 is the least.
    agree(last(20, {}, terms, (CUSTOMER,), until=0), equity_commitment=68.75)


def test_equity_commits_for_all_uses() -> None:
    # Delivered in month 2, in service in month 5: cost 1,000 and VAT 100, loan 600.  Interest of
    # months 3 to 5 at 1 %, 18; a fee of 0.1 % of 600 in months 1 and 2, 1.2; a reserve of two
    # months of 60 + 6, 132.  Equity 1,000 - 600 + 100 + 18 + 1.2 + 132, called to the last.
    terms = {"DEBT_COMMITMENT_FEE": 0.012, "DEBT_RESERVE_MONTHS": 2.0}
    site = COHORT | {"COHORT_COMMISSIONING_DELAY": 3.0, "COHORT_VAT_RATE": 0.1}
    series = {"vat_paid": {2: 100.0}}
    sized = last(20, series, terms, until=0, cohort=site)
    agree(sized, equity_commitment=651.2, equity_left=651.2, cure_left=65.12)
    built = last(20, series, terms, until=5, cohort=site)
    agree(built, equity_left=0, shortfall=0, reserve=132, balance=600, default_kind=0)


def test_margin_falls_below_the_reference() -> None:
    # A loan of 600 on cards of 1,000, against a reference of 80 %: 12 % - 0.1 * 20 %.
    terms = {"DEBT_LTV_MARGIN_SLOPE": 0.1, "DEBT_REFERENCE_LTV": 0.8}
    agree(last(20, {}, terms, until=0), margin=0.1)
    # A new loan at 50 % of the fleet's value: 12 % - 0.1 * 30 %.
    ledger = last(24, STEADY, terms | BALLOON, until=12)
    agree(ledger, refinanced=250, margin=0.09)


def test_the_rate_floats_on_the_short_rate_of_last_month_and_has_a_floor() -> None:
    rates = {"base_rate": {1: 0.04, 2: -0.6}}
    terms = {"DEBT_SWAP_SHARE": 0.75, "DEBT_SWAP_RATE": 0.02}
    found = [ledger.loan_rate.item() for ledger in months(2, rates, terms)]
    # 12 % + 0.75 * 2 % + a quarter of 0, 4 % and -60 %, which would be -1.5 %.
    assert found == pytest.approx([0.135, 0.145, 0.0])


def test_uses_are_met_by_the_pot_then_the_loan_then_equity() -> None:
    series = {"capex": {0: 100.0, 2: 900.0}, "prepayment_received": {0: 73.0}}
    customer = CUSTOMER | {"CUSTOMER_TERM_MONTHS": 4, "CUSTOMER_PREPAYMENT_SHARE": 0.025}
    run = months(20, series, {"EQUITY_CONTINGENCY": 0.1}, (customer,))
    # Prepaid 0.025 * 0.1 * 10 * 730 * 4 = 73.  Equity 1.1 * (1,000 - 600 - 73) = 359.7.
    # Month 0, before delivery: pot 73, no loan, equity 27.
    first = next(run)
    agree(first, uses=100, from_pot=73, debt_draw=0, equity_call=27, equity_left=332.7, pot=0)
    next(run)
    # Month 2, delivered: the loan catches up to 0.6 of 1,000, equity pays 300.
    third = next(run)
    agree(third, uses=900, debt_draw=600, equity_call=300, balance=600, equity_left=32.7)
    agree(third, instalment=60, lender_flow=-600, equity_flow=-300)


@pytest.mark.parametrize(
    ("order", "draws"),
    [(0, [0, 0, 600]), (1, [0, 0, 600]), (2, [100, 1, 499])],
)
def test_funding_orders(order: int, draws: list[float]) -> None:
    # Equity first: 400 of its own go before the loan.  Equity last: the loan pays the deposit,
    # its interest of month 1 (100 * 1 %), and in month 2 what is left of 600.
    run = months(2, {"capex": {0: 100.0, 2: 900.0}}, {"DEBT_FUNDING_ORDER": float(order)})
    assert [ledger.debt_draw.item() for ledger in run] == pytest.approx(draws)


def copies(run: Any) -> list[dict[str, float]]:
    """The rows of each month, kept."""
    return [
        {name: row.item() for name, row in vars(ledger).items() if name != "past"} for ledger in run
    ]


def test_first_reserve_is_a_use_of_the_month_of_commissioning() -> None:
    terms: dict[str, Any] = {
        "DEBT_FUNDING_ORDER": 2.0,
        "DEBT_RESERVE_MONTHS": 2.0,
        "EQUITY_CONTINGENCY": 1.0,
    }
    series = {"capex": {1: 500.0, 2: 500.0}, "operating_cash": {3: 90.0}}
    run = copies(months(4, series, terms))
    # Month 2: drawn are 500, and 600 by its end: two months of interest 6 and principal 60, 132;
    # uses 500 + interest 5 + 132, of which the loan has 100 left.
    assert run[2]["uses"] == pytest.approx(637)
    assert run[2]["debt_draw"] == pytest.approx(100)
    assert run[2]["equity_call"] == pytest.approx(537)
    assert run[2]["reserve"] == pytest.approx(132)
    # Month 3: interest 6 and instalment 60; the target of 132 is there, 24 are over.
    assert run[3]["to_reserve"] == pytest.approx(0)
    assert run[3]["distribution"] == pytest.approx(24)


def test_first_reserve_of_a_loan_drawn_in_the_month_of_commissioning() -> None:
    # Pro rata, the loan is drawn at delivery in month 2, which is also the first of service:
    # uses 1,000 + two months of interest 6 and principal 60.
    terms = {"DEBT_RESERVE_MONTHS": 2.0, "EQUITY_CONTINGENCY": 1.0}
    agree(last(4, {}, terms, until=2), uses=1132, debt_draw=600, equity_call=532, reserve=132)


CASH = {3: 72.0, 4: 72.0, 5: 72.0, 6: 72.0, 7: 60.0, 8: 50.0, 9: 40.0, 10: 30.0, 11: -10.0}


def test_a_waterfall_through_lock_up_cures_and_default() -> None:
    run = months(20, {"operating_cash": CASH})
    for _ in range(3):
        next(run)
    # Interest 6, 5.4, 4.8 and instalments of 60; what is over is paid out until the test.
    for interest in (6.0, 5.4, 4.8):
        ledger = next(run)
        agree(ledger, interest=interest, principal=60, distribution=12 - interest)
    # Month 5: DSCR = 216 / (66 + 65.4 + 64.8), under 1.2.
    agree(ledger, dscr=216 / 196.2, locked=1, breaches=0, ltv=0.42, balance=420)
    # Months 6 and 7 are locked: 72 - 64.2 stays, then 60 - 63.6 is taken from it.
    agree(next(run), distribution=0, cash=7.8)
    agree(next(run), distribution=0, cash=4.2, shortfall=0)
    # Month 8: 4.2 + 50 - 63 = -8.8 is cured.  DSCR = 398 / 387 is under 1.05: a second cure of
    # 1.05 * 387 - 398 = 8.35 prepays principal.  Of 10 % of 400 are left 40 - 17.15.
    ledger = next(run)
    agree(ledger, shortfall=8.8, brought_in=8.8, cure=17.15, prepaid_principal=8.35)
    agree(ledger, dscr=398 / 387, breaches=1, cures_left=0, cure_left=22.85, balance=231.65)
    agree(ledger, equity_flow=-17.15, default_month=NEVER)
    # Month 9: 60 + 2.3165 due, 40 there, no cure left.  The lender is owed 231.65 + 2.3165
    # and takes the 40.
    ledger = next(run)
    agree(ledger, shortfall=22.3165, principal=0, interest_paid=0, brought_in=0)
    agree(ledger, default_month=9, default_kind=1, exposure=233.9665, recovery=40)
    agree(ledger, owed=193.9665, estate=0, performing=0, settled=0)


@pytest.mark.parametrize(
    ("fleet", "sale", "to_customers", "to_equity"),
    [
        # 200 * 0.65 * (1 - 0.1) + working capital 3, less the 10 that month 11 costs.
        (200.0, 110.0, 0.0, 0.0),
        # 500: 292.5 + 3 - 10 = 285.5; over the 172.61522665 owed come customers' claims on the
        # 80 still held at the sale, then equity.
        (500.0, 285.5, 80.0, 32.88477335),
    ],
)
def test_standstill_sale_and_loss(
    fleet: float, sale: float, to_customers: float, to_equity: float
) -> None:
    series = {
        "operating_cash": CASH,
        "tax_levered": {10: 5.0},
        "prepayment_held": {9: 100.0, 10: 90.0, 11: 80.0},
        "working_capital": {11: 3.0},
        "fleet_value": dict.fromkeys(range(9, 21), fleet),
    }
    run = months(20, series)
    for _ in range(10):
        next(run)
    # Month 10: 193.9665 * 1.01 = 195.906165, less cash 30 - 5.
    agree(next(run), recovery=25, owed=170.906165, settled=0)
    # Month 11: * 1.01 = 172.61522665; its cash of -10 is paid out of the sale.
    owed = 172.61522665
    recovery = min(sale, owed)
    ledger = next(run)
    agree(ledger, recovery=recovery, owed=owed - recovery, settled=1)
    # In money of month 9, two months before; 21 % or so of the exposure of 233.9665.
    agree(ledger, lender_loss=(owed - recovery) / 1.01**2, exposure=233.9665)
    agree(ledger, claims_paid=to_customers, distribution=to_equity)
    left = 80.0 - to_customers
    agree(ledger, claims_paid=to_customers, claims_left=left, unpaid=0, estate=0)
    # Nothing happens afterwards.
    agree(next(run), recovery=0, distribution=0, uses=0, lender_flow=0, equity_flow=0)


STANDSTILL: dict[str, dict[int, float]] = {
    "operating_cash": CASH | {11: 15.0},
    # In standstill a cohort of 200 arrives in month 10 with VAT of 20, back in month 11, and
    # its customer pays 50 ahead, of which 5 fall due in month 11, a claim as are the 45 still
    # held; month 10 also pays tax.
    "capex": {2: 1000.0, 10: 200.0},
    "vat_paid": {10: 20.0},
    "vat_refunded": {11: 20.0},
    "prepayment_received": {10: 50.0},
    "prepayment_refunded": {11: 5.0},
    "prepayment_held": {10: 50.0, 11: 45.0},
    "tax_levered": {10: 5.0},
}


@pytest.mark.parametrize(
    ("fleet", "recovery", "unpaid"),
    [
        # The sale of 0.585 * 300 + working capital -2, + VAT pending 6 - deficit 110.
        (300.0, 69.5, 0.0),
        # 0.585 * 100 + 4 does not cover the deficit of 110: suppliers lose 47.5.
        (100.0, 0.0, 47.5),
    ],
)
def test_the_estate_pays_in_standstill_for_all_that_operations_bring(
    fleet: float, recovery: float, unpaid: float
) -> None:
    series = STANDSTILL | {
        "working_capital": {11: -2.0},
        "vat_pending": {11: 6.0},
        "fleet_value": dict.fromkeys(range(9, 21), fleet),
    }
    run = months(20, series)
    for _ in range(10):
        next(run)
    # Month 9, as above: owed 193.9665.  Month 10: 30 - 5 - 200 - 20 + 50 = -145 is carried.
    agree(next(run), recovery=0, owed=195.906165, estate=-145, unpaid=0)
    # Month 11: 15 + 20 = 35 leave a deficit of 110, which comes before the lender.
    owed = 195.906165 * 1.01
    ledger = next(run)
    agree(ledger, recovery=recovery, owed=owed - recovery, unpaid=unpaid, estate=0, settled=1)
    agree(ledger, claims_left=50 + unpaid, claims_paid=0, distribution=0, refunds_owed=5)
    agree(ledger, lender_loss=(owed - recovery) / 1.01**2)


def test_the_end_in_standstill_pays_for_closing() -> None:
    series = STANDSTILL | {
        "fleet_value": dict.fromkeys(range(9, 12), 1000.0),
        # Orderly proceeds of the end are not the estate's: the lender sells the fleet.
        "sale_proceeds": {11: 900.0},
        "closure_cost": {11: 40.0},
        "closure_other": {11: 12.0},
        "tax_levered": {10: 5.0, 11: 7.0},
        "final_tax_levered": {11: 7.0},
        "prepayment_held": {10: 50.0},
        "prepayment_refunded": {11: 50.0},
        "end_refund": {11: 45.0},
    }
    # Month 11 is the end: the deficit of 145 less 35, closing 40 - 12 and the final tax of 7:
    # 145, out of 0.585 * 1,000 = 585; then the loan, customers' 45 + 5, and equity.
    ledger = last(11, series)
    owed = 195.906165 * 1.01
    agree(ledger, recovery=owed, claims_paid=50, distribution=585 - 145 - owed - 50, unpaid=0)
    agree(ledger, lender_loss=0, equity_terminal=0, settled=1)


def test_claims_wait_for_the_sale() -> None:
    # In month 10 the estate has 400, of which 195.906165 repay the lender; the rest waits for
    # customers' claims at the sale, 45 then held and 5 due: 400 - 195.906165 + 35 + 58.5 - 50.
    series = STANDSTILL | {
        "capex": {2: 1000.0},
        "operating_cash": CASH | {10: 375.0, 11: 15.0},
        "fleet_value": dict.fromkeys(range(9, 21), 100.0),
    }
    run = months(20, series)
    for _ in range(10):
        next(run)
    agree(next(run), recovery=195.906165, owed=0, estate=204.093835, claims_paid=0, distribution=0)
    agree(next(run), claims_paid=50, distribution=247.593835, estate=0, lender_loss=0)


@pytest.mark.parametrize(
    ("rank", "fleet", "customers"),
    [
        (0, 400.0, 0.0),  # after the lender, who is owed more than there is
        (1, 400.0, 124 * 50 / (50 + 195.906165 * 1.01)),  # as much a dollar as the lender
        (2, 400.0, 50.0),  # before the lender
        (2, 230.0, 0.585 * 230 - 110),  # all there is
        (1, 1000.0, 50.0),  # there is enough for everybody
    ],
)
def test_prepayments_rank_as_stated(rank: int, fleet: float, customers: float) -> None:
    # Month 11: a deficit of 110 before a sale at .65 * .9: of 400, 124 are left; 45 held, 5 due.
    series = STANDSTILL | {"fleet_value": dict.fromkeys(range(9, 21), fleet)}
    ledger = last(20, series, {"DEBT_PREPAYMENT_RANK": float(rank)}, until=11)
    owed, there = 195.906165 * 1.01, 0.585 * fleet - 110
    lender = min(owed, there - customers)
    agree(ledger, claims_paid=customers, claims_left=50 - customers, recovery=lender)
    agree(ledger, distribution=there - customers - lender, owed=owed - lender, settled=1)


def test_a_refund_that_cannot_be_paid_is_a_claim() -> None:
    # Month 6: 72 are there, 64.2 are due and 100 go back to customers: a default, in which the 72
    # are the lender's, who is owed 420 + 4.2, and the 100 a claim at the sale in month 8.
    series = {
        "operating_cash": dict.fromkeys(range(3, 6), 66.0) | {6: 72.0},
        "prepayment_refunded": {6: 100.0},
        "fleet_value": dict.fromkeys(range(3, 21), 1000.0),
    }
    terms = {"DEBT_CURES": 0.0, "DEBT_DEFAULT_DSCR": 0.0, "DEBT_LOCKUP_DSCR": 0.0}
    run = months(20, series, terms)
    for _ in range(6):
        next(run)
    agree(next(run), default_kind=1, recovery=72, refunds_owed=100, unpaid=0, exposure=424.2)
    next(run)
    owed = (424.2 - 72) * 1.01**2
    agree(next(run), recovery=owed, claims_paid=100, distribution=585 - owed - 100, lender_loss=0)


def test_dscr_of_the_first_year_is_a_ratio_of_sums_and_then_of_twelve_months() -> None:
    cash = {month: 250.0 if month <= 5 else 30.0 for month in range(3, 25)}
    terms = {"DEBT_TENOR_MONTHS": 24.0, "DEBT_SPREAD": 0.0}
    run = copies(months(20, {"operating_cash": cash}, terms))
    found = {month: (run[month]["dscr"], run[month]["locked"]) for month in (5, 8, 14, 17)}
    # Instalments of 25: first tested in month 5, 750/75; 840/150; (3 * 250 + 9 * 30)/300; 360/300.
    expected = {5: (10, 0), 8: (5.6, 0), 14: (3.4, 0), 17: (1.2, 0)}
    for month, pair in expected.items():
        assert found[month] == pytest.approx(pair), month


@pytest.mark.parametrize(
    ("terms", "locked", "kind"),
    [
        # Month 5: CFADS is 100 (or 60) - 40 - 40, service 66 + 65.4 + 64.8 = 196.2, paid from
        # opening cash.
        ({}, 1.0, 2.0),
        ({"DEBT_DEFAULT_DSCR": 0.0}, 1.0, 0.0),
        ({"DEBT_DEFAULT_DSCR": 0.0, "DEBT_LOCKUP_DSCR": 0.0}, 0.0, 0.0),
    ],
)
@pytest.mark.parametrize(("cash", "cover"), [(100.0, 20 / 196.2), (60.0, -20 / 196.2)])
def test_a_level_of_zero_switches_a_covenant_off(
    terms: dict[str, float], locked: float, kind: float, cash: float, cover: float
) -> None:
    series = {"operating_cash": {3: cash, 4: -40.0, 5: -40.0}}
    rich = {"DEBT_CURES": 0.0, "EQUITY_OPENING_CASH": 400.0}
    ledger = last(20, series, rich | terms, until=5)
    agree(ledger, dscr=cover, locked=locked, default_kind=kind, breaches=float(kind > 0))


def test_refinancing_with_the_gate_open() -> None:
    # Instalments of 30: at month 12 the balance is 600 - 9 * 30 = 330, balloon 300.  By value
    # 0.5 * 500 = 250; by cash, ten months of 60 since commissioning, 600 / (2 * (12/12 + 0.12)).
    ledger = last(24, STEADY, BALLOON, until=12)
    assert 600 / (2 * 1.12) > 250
    agree(ledger, balloon_due=300, refinanced=250, balance=250, instalment=250 / 12, maturity=24)
    # Due 3.3 + 30 + 300 - 250; 60 are there and a cure covers 23.3.
    agree(ledger, due=83.3, shortfall=23.3, cure=23.3, principal=330, default_kind=0)
    agree(ledger, lender_flow=83.3, equity_flow=-23.3)


def test_refinancing_by_cash_flow() -> None:
    rich = STEADY | {"fleet_value": dict.fromkeys(range(12, 25), 2000.0)}
    agree(last(24, rich, BALLOON, until=12), refinanced=600 / (2 * 1.12))


def test_refinancing_looks_at_contracts_that_end() -> None:
    # Contracts bring 40 a month, and end in month 14: of the next 12 months 10 lack their bills,
    # and let by the hour bring 15.  600 - 10 * (40 - 15) = 350 a year carry the loan.
    series = STEADY | {"contract_cliff": {12: 250.0}}
    terms = BALLOON | {"DEBT_REVOLVER": 200.0}
    agree(last(24, series, terms, until=12), refinanced=350 / (2 * 1.12))


def test_refinancing_with_the_gate_shut() -> None:
    ledger = last(24, STEADY | {"tightness": {12: -0.6}}, BALLOON, until=12)
    agree(ledger, refinanced=0, default_kind=3, default_month=12, exposure=333.3, recovery=60)


def end(sale: float, cash: float = 72.0, **terms: float) -> Ledger:
    series = {
        "operating_cash": dict.fromkeys(range(3, 6), 72.0) | {6: cash},
        "sale_proceeds": {6: sale},
        "closure_cost": {6: 20.0},
        "closure_other": {6: 5.0},
        "prepayment_refunded": {6: 2.0},
        "end_refund": {6: 2.0},
        "tax_levered": {6: 4.0},
        "final_tax_levered": {6: 3.0},
    }
    return last(6, series, terms)


def test_the_end_with_a_gap_for_the_lender() -> None:
    # Month 6: 72 - tax 1 and, of the end, 300 - 20 + 5 - refund 2 - final tax 3: 351 are there
    # for interest 4.2 and instalment 60; 286.8 of the balance of 360; the gap is 73.2.
    ledger = end(300.0)
    agree(ledger, lender_loss=73.2, exposure=360, default_kind=4, default_month=6, settled=1)
    agree(ledger, principal=60 + 286.8, distribution=0, balance=0)


def test_the_end_leaves_the_rest_to_equity() -> None:
    agree(end(500.0), distribution=486.8 - 360, equity_terminal=126.8, default_kind=0)


def test_a_solvent_end_is_no_payment_default() -> None:
    # Operations bring 10, less tax 1: not interest 4.2 and instalment 60.  But with the sale
    # 9 + 480 = 489 are there; after 64.2 and the balance of 360 equity has 64.8.
    ledger = end(500.0, cash=10.0, DEBT_CURES=0.0)
    agree(ledger, shortfall=0, default_kind=0, default_month=NEVER, lender_loss=0, exposure=0)
    agree(ledger, principal=420, interest_paid=4.2, equity_terminal=64.8, unpaid=0)


def test_what_the_end_brings_does_not_pay_what_is_due() -> None:
    # 72 - 1 + 3 - 20 + 5 - 2 - 3 = 54 for 64.2 due: interest is paid, 49.8 of the loan of 420,
    # and no cure: the lender loses the rest.
    ledger = end(3.0)
    agree(ledger, shortfall=10.2, cure=0, default_kind=4, default_month=6, exposure=424.2)
    agree(ledger, interest_paid=4.2, principal=49.8, lender_loss=370.2, unpaid=0, distribution=0)
    # Operations bring 20: 2 are there, all for interest.
    ledger = end(3.0, cash=20.0)
    agree(ledger, interest_paid=2, principal=0, lender_loss=422.2, exposure=424.2, unpaid=0)


def test_the_end_calls_on_no_revolver() -> None:
    agree(end(3.0, DEBT_REVOLVER=50.0), from_revolver=0, lender_loss=370.2)


def test_the_end_spends_the_reserve() -> None:
    # Opened with 132 by equity, two months of 66, and held; 54 + 132 pay the 64.2 due, and
    # 121.8 of the balance of 360.
    ledger = end(3.0, DEBT_RESERVE_MONTHS=2.0)
    agree(ledger, from_reserve=10.2, principal=60 + 121.8, lender_loss=360 - 121.8, reserve=0)


def test_negative_cash_at_the_end_is_left_unpaid() -> None:
    # 4 - 1 + 3 - 20 + 5 - 2 - 3 = -14; the lender is paid nothing.
    ledger = end(3.0, cash=4.0)
    agree(ledger, unpaid=14, lender_loss=424.2, exposure=424.2, principal=0, distribution=0)


def test_uncalled_equity_reserve_and_revolver_meet_shortfalls_in_that_order() -> None:
    terms = {
        "EQUITY_CONTINGENCY": 0.02,
        "DEBT_GRACE_MONTHS": 1.0,
        "DEBT_REVOLVER": 30.0,
    }
    # Month 3 is the last of the grace: interest 6 and costs 10, of which equity has 8 left
    # (1.02 * 400 - 400) and the revolver pays 8.
    run = months(20, {"operating_cash": {3: -10.0, 4: 100.0}}, terms)
    for _ in range(3):
        next(run)
    agree(next(run), shortfall=16, equity_call=8, equity_left=0, from_revolver=8, revolver=8)
    # Month 4: interest 6.08, instalment 60; of the 33.92 left 8 repay the revolver.
    agree(next(run), interest=6.08, revolver_repaid=8, distribution=25.92, revolver=0)


def test_sweep_takes_its_share_of_the_surplus() -> None:
    # Month 3: 100 - 66 = 34, half of it prepays; the loan ends before its tenor.
    ledger = last(20, {"operating_cash": {3: 100.0}}, {"DEBT_SWEEP_SHARE": 0.5}, until=3)
    agree(ledger, prepaid_principal=17, distribution=17, balance=523)


def test_opening_cash_and_tax_owed_are_not_paid_out() -> None:
    # Month 3: 20 + 100 - 66 = 54, of which 20 of opening cash and 14 of tax stay; half of the
    # other 20 prepays.  Month 4 pays the tax of 14: interest 0.01 * 530, instalment 60.
    series = {
        "operating_cash": {3: 100.0, 4: 65.3},
        "tax_owed": {3: 14.0},
        "tax_levered": {4: 14.0},
    }
    terms = {"EQUITY_OPENING_CASH": 20.0, "DEBT_SWEEP_SHARE": 0.5}
    run = months(20, series, terms)
    for _ in range(3):
        next(run)
    agree(next(run), held_back=34, prepaid_principal=10, distribution=10, cash=34, balance=530)
    agree(next(run), held_back=20, shortfall=0, prepaid_principal=0, distribution=0, cash=20)


def test_tax_owed_is_kept_where_there_is_less() -> None:
    # Month 3: 100 - 66 = 34 is all kept for a tax of 50.
    ledger = last(20, {"operating_cash": {3: 100.0}, "tax_owed": {3: 50.0}}, until=3)
    agree(ledger, held_back=50, distribution=0, cash=34)


def test_insolvent_without_debt() -> None:
    # No loan: equity paid 1,000 and no cure covers what the tax of 150 lacks: 130, of 100 allowed.
    series = {
        "operating_cash": {5: 20.0, 6: 10.0},
        "tax_levered": {5: 150.0},
        "fleet_value": dict.fromkeys(range(5, 21), 400.0),
    }
    run = months(20, series, {"DEBT_LOAN_TO_COST": 0.0})
    for _ in range(5):
        next(run)
    ledger = next(run)
    agree(ledger, default_kind=5, default_month=5, exposure=0, owed=0, cure=0, recovery=0)
    # 20 are there and 150 are due: 130 stay unpaid and are claimed.
    agree(ledger, unpaid=130, claims_left=130, distribution=0)
    agree(next(run), estate=10, claims_paid=0, claims_left=130, distribution=0)
    # Month 7: 10 + 400 * 0.65 * (1 - 0.1) = 244, after the claims 114 are equity's.
    agree(next(run), claims_paid=130, distribution=114, lender_loss=0, settled=1)


def test_a_loan_repaid_leaves_an_insolvency_without_debt() -> None:
    # The last instalment falls in month 12.  In month 14, 50 are lacking; cures cover 40.
    series = {"operating_cash": dict.fromkeys(range(3, 14), 90.0) | {14: -50.0}}
    ledger = last(20, series, until=14)
    agree(ledger, balance=0, cure=0, default_kind=5, default_month=14, exposure=0, unpaid=50)
    # With the loan still there it is a default on it.
    longer = last(20, series, {"DEBT_TENOR_MONTHS": 12.0}, until=14)
    agree(longer, default_kind=1, exposure=50.5, balance=50)


def test_nothing_is_paid_out_before_instalments_begin() -> None:
    # Two months of grace: 80 - interest 6 of months 3 and 4 stay, and go in month 5, in which
    # 80 - interest 6 - instalment 60 are left.
    series = {"operating_cash": {3: 80.0, 4: 80.0, 5: 80.0}}
    run = months(20, series, {"DEBT_GRACE_MONTHS": 2.0})
    paid = [(ledger.cash.item(), ledger.distribution.item()) for ledger in run]
    assert paid[3:6] == [pytest.approx(pair) for pair in ((74, 0), (148, 0), (0, 162))]


@pytest.mark.parametrize(("delay", "until"), [(0.0, 3), (4.0, 7), (6.0, 9), (7.0, 9), (30.0, 9)])
def test_a_late_site_holds_up_instalments_for_the_slack_alone(delay: float, until: int) -> None:
    # Planned delivery in month 2, and a month of grace.
    late = COHORT | {"COHORT_COMMISSIONING_DELAY": delay}
    ledger = last(40, {}, {"DEBT_GRACE_MONTHS": 1.0}, until=0, cohort=late)
    agree(ledger, available_until=until, maturity=until + 10)
