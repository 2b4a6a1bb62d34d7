"""Orders, outlays and the end of cohorts, worked by hand: 1,000 cards of 30,000."""

import math

import numpy as np
import pytest

from tests.operator.quiet import BILL, Words, quiet
from tests.operator.record import recorded
from tests.reference.draws import Array

MILLION = 1e6
RULE = {"id": "later", "by_rule": True, "order_month": 3, "delivery_months": 5}
RULE |= {"deposit_share": 0.2, "milestone_share": 0.3, "max_deferral": 6, "life_months": 12}


def later(threshold: float, market: Words | None = None) -> dict[str, Array]:
    """A first cohort that is let, and one by rule; one path."""
    cohorts = [{"life_months": 40}, RULE | {"threshold": threshold}]
    rows = recorded(quiet(45, cohorts, [{"term_months": 40}], market=market))
    return {name: row[:, 0] for name, row in rows.items()}


def outlays(one: dict[str, Array]) -> dict[int, float]:
    """Millions by month, after the first cohort's."""
    return {month: paid / MILLION for month, paid in enumerate(one["capex"]) if paid and month}


def test_a_later_cohort_is_ordered_when_the_market_pays() -> None:
    """Threshold .99 of entry cost: at once, in month 3; 6 million then, 9 in month 5, 15 in 8."""
    one = later(0.99)
    assert one["cohort.later.ordered"][-1] == 3
    assert outlays(one) == {3: pytest.approx(6), 5: pytest.approx(9), 8: pytest.approx(15)}
    active = np.flatnonzero(one["cohort.later.active"])
    assert (active[0], active[-1]) == (9, 20)


def test_a_later_cohort_waits_for_a_better_market() -> None:
    """Tightness -.2 that shrinks by a tenth a month; servers' prices follow a quarter of it.

    Price over entry cost for three years: e^(x (1 + h(4.5) - h(1.5))) = e^(.7018403 x).
    .93 is reached when .2 * .9^t * .7018403 <= -ln .93 = .0725707, .9^t <= .5170, t >= 6.26.
    So it is ordered in month 7, at 30,000 e^(.25 (x_7 - x_0)) = 30,000 e^(.05 (1 - .4782969))
    = 30,792.87: milestone 30 % in month 9.  The deposit of month 3 was 20 % of
    30,000 e^(.05 (1 - .729)) = 30,409.26, the rest falls due in month 12.
    """
    market = {
        "tightness": {"start": -0.2, "demand_reversion": 1.2},
        "servers": {"tightness": 0.25, "volatility": 0},
    }
    one = later(0.93, market)
    assert one["tightness"][7] == pytest.approx(-0.2 * 0.4782969)
    assert one["cohort.later.ordered"][-1] == 7
    deposit, milestone = 0.2 * 30.40926, 0.3 * 30.79287
    assert outlays(one) == {
        3: pytest.approx(deposit, rel=1e-6),
        9: pytest.approx(milestone, rel=1e-6),
        12: pytest.approx(30.79287 - deposit - milestone, rel=1e-6),
    }


def test_a_later_cohort_is_cancelled_and_its_deposit_lost() -> None:
    """Threshold 1.01: never.  The deposit of 6 million is paid and, in month 9, a tax loss."""
    one = later(1.01)
    assert one["cohort.later.ordered"][-1] == 1e9
    assert outlays(one) == {3: pytest.approx(6)}
    assert np.flatnonzero(one["cohort.later.sold"][:40]).tolist() == [9]
    assert one["year_gain"][9] / MILLION == pytest.approx(-6)
    assert one["cohort.later.basis"][8:10].tolist() == [6 * MILLION, 0]
    # Year 1: eleven bills are in by month 11; the deposit and a fifth of 30 million deducted.
    base = 12 * BILL - 12 * MILLION
    assert one["tax_due_unlevered"][12] == pytest.approx(0.25 * base)


def test_vat_freight_and_duty() -> None:
    """Freight 2 %, duty 3 %, VAT 13 % back after four months: 31.5 million, and 3.9 both ways."""
    cohort = {"freight_share": 0.02, "duty_share": 0.03, "vat_rate": 0.13, "vat_refund_months": 4}
    cohort |= {"delivery_months": 3, "deposit_share": 0.1}
    rows = recorded(quiet(10, [cohort]))
    one = {name: row[:, 0] / MILLION for name, row in rows.items()}
    assert outlays(one | {"capex": one["capex"] * MILLION}) == {3: pytest.approx(28.5)}
    assert one["capex"][0] == pytest.approx(3)
    assert one["cohort.first.unit_cost"][0] * MILLION == pytest.approx(31_500)
    assert one["vat_paid"][3] == pytest.approx(3.9)
    assert one["vat_refunded"][7] == pytest.approx(3.9)
    assert one["vat_pending"][3:8] == pytest.approx([3.9] * 4 + [0])


def test_abandonment_in_mid_delivery() -> None:
    """Losses from month 2 to 7.  A second order of month 3 is then half way: 15 million paid,
    85 % of them back.  VAT of the first cards, 3.9 million of month 1, is still out.
    """
    first = {"delivery_months": 1, "vat_rate": 0.13, "vat_refund_months": 12}
    second = {"id": "second", "order_month": 3, "delivery_months": 8}
    second |= {"deposit_share": 0.2, "milestone_share": 0.3}
    losing = {"costs": {"staff": 1.2 * MILLION}, "closure": {"loss_months": 6}}
    rows = recorded(quiet(40, [first, second], **losing))
    one = {name: row[:, 0] / MILLION for name, row in rows.items()}
    assert np.flatnonzero(one["ending"]).tolist() == [7]
    assert one["cohort.second.sale"][7] == pytest.approx(0.85 * 15)
    assert one["cohort.second.basis"][7] == 0
    cards = 0.85 * one["cohort.first.value"][7]
    assert one["sale_proceeds"][7] == pytest.approx(cards + 0.85 * 15)
    assert one["closure_other"][7] == pytest.approx(3.9)
    # 30 and 15 million of basis are set off; no profit was made before.
    gain = cards + 0.85 * 15 - 45
    assert one["final_tax_unlevered"][7] == pytest.approx(0.25 * (gain - 0.7), rel=1e-6)


def test_abandonment() -> None:
    """Staff of 1.2 million a year and no sale: six months of loss, and the end in month 6.

    85 % of the cards' value; 300 a card to take them down; nothing afterwards.
    """
    cohort = {"decommissioning": 300, "life_months": 60}
    rows = recorded(quiet(40, [cohort], costs={"staff": 1.2 * MILLION}, closure={"loss_months": 6}))
    one = {name: row[:, 0] / MILLION for name, row in rows.items()}
    assert np.flatnonzero(one["ending"]).tolist() == [6]
    assert np.flatnonzero(one["closed"])[0] == 7
    value = one["cohort.first.value"][6]
    assert value == pytest.approx(2 * 8760 * (1 - math.exp(-0.6)) / 0.12 / 1000, rel=1e-6)
    assert one["sale_proceeds"][6] == pytest.approx(0.85 * value)
    assert one["closure_cost"][6] == pytest.approx(0.3)
    assert one["operating_cash"].sum() == pytest.approx(-0.6)
    assert not one["project_flow"][7:].any()
