"""Outcomes of the quiet world, worked by hand."""

from typing import Any

import numpy as np
import pytest

from riskcloud.model.scenario import Scenario
from tests.operator.outcome_row import outcome_rows
from tests.operator.quiet import BILL, quiet

Words = dict[str, Any]

FREE: Words = {
    **{"wacc": 0.1, "tax": {"rate": 0}, "equity": {"opening_cash": 0}},
    "residual": {"life_months": 24},
}


def outcome(scenario: Scenario, name: str) -> float:
    return float(outcome_rows(scenario)[name][0])


def test_multiple_of_a_month_that_both_calls_and_distributes() -> None:
    """Cards for 30 million in month 0 and again in month 6, each let for 24 months.

    Month 6 calls 30 and distributes 1.46.  In all 60 are paid in, 48 bills are distributed:
    48 * 1.46 / 60 = 1.168.  On the net flow of month 6 it would be 68.62 / 58.54 = 1.1722.
    """
    life = {"life_months": 24}
    cohorts = [life, life | {"id": "second", "order_month": 6}]
    people = [{}, {"id": "other", "cohort": "second"}]
    found = outcome_rows(quiet(40, cohorts, people, **FREE))
    assert found["equity_paid_in"][0] == pytest.approx(60e6)
    assert found["equity_distributed"][0] == pytest.approx(48 * BILL)
    assert found["equity_moic"][0] == pytest.approx(1.168, rel=1e-12)


BUILT = {"shell_capex": 1e6, "shell_residual_share": 0.4, "shell_month": 0}
RESOLD = {"offered": True, "serving_share": 0, "resold": 1000, "model_cost": 5e5}


def of_hours(present_value: float) -> float:
    """Over the hours of 1,000 cards in months 1 to 24, discounted at 10 % a year."""
    return present_value / sum(730_000 * 1.1 ** (-month / 12) for month in range(1, 25))


@pytest.mark.parametrize(
    ("cohort", "changes", "present_value"),
    [
        # Cards alone: 30 million over 15,888,000 hours of today: 1.8882 dollars an hour.
        ({}, {}, 30e6),
        # Customers who pay 30 or 90 days late cost the price, not the compute.
        ({}, {"costs": {"receivable_days": 30}}, 30e6),
        ({}, {"costs": {"receivable_days": 90, "payable_days": 45}}, 30e6),
        # VAT of 3 million is paid in month 0 and comes back a quarter later, or at the end.
        ({"vat_rate": 0.1, "vat_refund_months": 3}, {}, 30e6 + 3e6 * (1 - 1.1**-0.25)),
        ({"vat_rate": 0.1, "vat_refund_months": 60}, {}, 30e6 + 3e6 * (1 - 1.1**-2)),
        # A shell of a million, of which 40 % are left after two years.
        ({}, {"space": BUILT}, 31e6 - 0.4e6 * 1.1**-2),
        # Cards worth nothing after two years, taken down for 300 each.
        ({"decommissioning": 300}, {}, 30e6 + 0.3e6 * 1.1**-2),
        # Resold tokens and own models use no card.
        ({}, {"model_calls": RESOLD}, 30e6),
    ],
)
def test_levelised_cost(cohort: Words, changes: Words, present_value: float) -> None:
    scenario = quiet(24, [{"life_months": 24} | cohort], [{}], **(FREE | changes))
    assert outcome(scenario, "levelised_cost") == pytest.approx(of_hours(present_value), rel=1e-12)


@pytest.mark.parametrize("price", [2.0, 4.0])
def test_commission_on_layers_is_no_cost_of_compute(price: float) -> None:
    """2 % of what is rented: 4 or 8 cents of an hour; none of what tokens bring."""
    commission = {"costs": {"sales_commission": 0.02}, "model_calls": RESOLD}
    people = [{"price": price}]
    scenario = quiet(24, [{"life_months": 24}], people, **(FREE | commission))
    expected = of_hours(30e6) + 0.02 * price
    assert outcome(scenario, "levelised_cost") == pytest.approx(expected, rel=1e-12)


def test_payback_from_first_outlay_and_from_commissioning() -> None:
    """Ordered in month 3 with a deposit of 6 million, delivered in 8, in service after 10.

    30 million are back with the 21st bill of 1.46 million, which falls in month 31: 28 months
    after the deposit, 21 after commissioning.
    """
    cohort = {"order_month": 3, "delivery_months": 5, "commissioning_delay": 2}
    cohort |= {"deposit_share": 0.2, "life_months": 24}
    found = outcome_rows(quiet(40, [cohort], [{}], **FREE))
    assert (found["project_first_outlay"][0], found["first_commissioned"][0]) == (3, 10)
    for owner in ("project", "equity"):
        months = [
            found[f"{owner}_payback{kind}"][0] for kind in ("", "_from_outlay", "_from_service")
        ]
        assert months == [31, 28, 21], owner


def test_payback_that_is_not_within_the_horizon_has_no_beginning_either() -> None:
    """At 1 dollar an hour 24 bills bring 17.5 of 30 million."""
    found = outcome_rows(quiet(40, [{"life_months": 24}], [{"price": 1}], **FREE))
    for name in ("project_payback_from_outlay", "equity_payback_from_service"):
        assert np.isnan(found[name][0])


@pytest.mark.parametrize("delay", [19, 20, 25])
def test_no_service_within_the_horizon_is_no_first_service(delay: int) -> None:
    """Commissioned in month 19 of 20 a cohort serves for a month; in month 20 it does not."""
    found = outcome_rows(quiet(20, [{"commissioning_delay": delay}], [{}], **FREE))
    assert found["first_commissioned"][0] == pytest.approx(
        19 if delay == 19 else np.nan, nan_ok=True
    )
    assert np.isnan(found["project_payback_from_service"][0])


@pytest.mark.parametrize(
    ("horizon", "life", "trough"),
    [
        (24, 24, 12 * 1.46 - 30.0),  # year 1: twelve bills less the cards
        (10, 10, 10 * 1.46 - 30.0),  # no whole year: what there was of it
        (30, 30, 12 * 1.46 - 30.0),
    ],
)
def test_trough_of_free_cash_flow(horizon: int, life: int, trough: float) -> None:
    customer = {"term_months": life}
    found = outcome_rows(quiet(horizon, [{"life_months": life}], [customer], **FREE))
    assert found["free_cash_flow_trough"][0] == pytest.approx(trough * 1e6)


def test_a_trough_may_be_above_zero_and_may_be_the_last_part_year() -> None:
    """A quarter of 14 bills of 1.46 million, 5.11, is prepaid for cards of 1, credited in year 1.

    Year 1: 5.11 - 1 + 12 * 1.46 - 5.11 = 16.52; two months of year 2: 2.92, the least.  With staff
    of 36 a year they are -19.48 and -3.08.
    """
    cohort = {"life_months": 14, "price": 1000}
    prepaid = {"term_months": 14, "prepayment_share": 0.25, "credit_from": 1, "credit_to": 4}
    found = outcome_rows(quiet(14, [cohort], [prepaid], **FREE))
    assert found["free_cash_flow_trough"][0] == pytest.approx(2 * 1.46e6)
    staff = {"costs": {"staff": 36e6}, **FREE}
    found = outcome_rows(quiet(14, [cohort], [prepaid], **staff))
    assert found["free_cash_flow_trough"][0] == pytest.approx(-19.48e6)
