"""Outcomes of the quiet world, worked by hand."""

from typing import Any

import pytest

from riskcloud.model.scenario import Scenario
from tests.operator.outcome_row import outcome_rows
from tests.operator.quiet import BILL, COHORT, CUSTOMER, quiet

Words = dict[str, Any]

FREE: Words = {"tax": {"rate": 0}, "equity": {"opening_cash": 0}, "residual": {"life_months": 24}}


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
