"""Customers, worked by hand: default, re-letting, long stop, prepayment, renegotiation.

The bill of all 1,000 cards is 1,000 * 2 * 730 = 1,460,000 a month (`BILL`).
"""

import numpy as np
import pytest

from riskcloud.kernels.lanes import LANES
from tests.operator.quiet import BILL, quiet
from tests.operator.record import recorded


def test_prepayment_is_credited_and_what_is_left_comes_back() -> None:
    """25 % of two years, credited over months 7 to 12: 1.5 bills a month, so the whole bill.

    25 % of 24 * 1,460,000 = 8,760,000, received at delivery; a sixth is 1,460,000.
    The contract of 24 months outlives the cards, which retire in month 10: until then four
    bills are credited, and 8,760,000 - 4 * 1,460,000 = 2,920,000 comes back in month 10.
    """
    customer = {"prepayment_share": 0.25, "credit_from": 7, "credit_to": 12}
    rows = recorded(quiet(30, [{"life_months": 10}], [customer]))
    one = {name: row[:, 0] for name, row in rows.items()}
    assert one["prepayment_received"].tolist() == [8_760_000.0] + 30 * [0.0]
    assert one["prepayment_credited"].tolist() == 7 * [0.0] + 4 * [BILL] + 20 * [0.0]
    assert one["prepayment_refunded"].tolist() == 10 * [0.0] + [2_920_000.0] + 20 * [0.0]
    assert one["operating_cash"].tolist() == [0.0] + 6 * [BILL] + 24 * [0.0]
    assert one["customer.anchor.end"][0] == 10


def test_default_and_second_tenant() -> None:
    """A first tenant who fails in month t holds a prepayment and owes one month.

    At 2.50 a bill is 1,825,000.  Prepaid 10 % of 36 of them: 6,570,000, credited over months
    1 to 36 at 182,500, so t - 1 times before month t; the rest is kept.  The last receipt is
    1,642,500, and at 36.5 days, a factor of 1.2, 1,971,000 is lost.
    Idle in t and three months more, then let again at the market's 2 dollars.
    """
    customer = {"prepayment_share": 0.1, "credit_to": 36, "term_months": 36, "default_rate": 1.0}
    customer |= {"price": 2.5, "reletting_months": 3}
    costs = {"receivable_days": 36.5}
    rows = recorded(quiet(40, [{"life_months": 60}], [customer], costs=costs))
    defaults = rows["customer.anchor.defaults"]
    seen = 0
    for lane in np.flatnonzero(defaults[-1] >= 1):
        one = {name: row[:, lane] for name, row in rows.items()}
        month = int(np.argmax(one["customer.anchor.defaults"] >= 1))
        if not 2 <= month <= 30:
            continue
        seen += 1
        kept = 6_570_000 - 182_500 * (month - 1)
        assert one["prepayment_kept"][month] == pytest.approx(kept)
        assert one["write_off"][month] == pytest.approx(1_971_000)
        assert one["customer.anchor.bill"][month : month + 4].tolist() == [0.0] * 4
        assert one["customer.anchor.idle_until"][month] == month + 3
        # The receivable leaves without cash: nothing is received, nothing lost twice.
        assert one["operating_cash"][month] == pytest.approx(0, abs=1e-6)
        assert one["customer.anchor.price"][month + 4] == pytest.approx(2.0)
        if one["customer.anchor.defaults"][month + 4] == 1:
            assert one["customer.anchor.bill"][month + 4] == pytest.approx(BILL)
            assert one["prepayment_credited"][month + 4] == 0
    assert seen > 50


def test_after_the_second_default_the_cards_go_to_rental() -> None:
    """Idle for two months after the default, then sold by the hour at a list price of 2."""
    customer = {"default_rate": 12.0, "reletting_months": 2, "gpus": 1000, "term_months": 48}
    rental = {"positioning": 1.0, "discount": 0.0}
    rows = recorded(quiet(50, [{"life_months": 60}], [customer], rental=rental))
    seen = 0
    for lane in range(LANES):
        second = rows["customer.anchor.defaults"][:, lane] == 2
        if not second.any() or (month := int(np.argmax(second))) > 40:
            continue
        seen += 1
        on_demand = rows["revenue_on_demand"][:, lane]
        share = rows["rental_utilisation"][:, lane]
        assert np.all(on_demand[: month + 3] == 0)
        assert on_demand[month + 3] == pytest.approx(share[month + 3] * BILL)
    assert seen > 50


@pytest.mark.parametrize(("delay", "freed"), [(3, False), (4, True)])
def test_long_stop(delay: int, freed: bool) -> None:
    """Delivered in month 2, long stop of 3: money back in month 5 if service comes in month 6.

    10 % of 24 * 1,460,000 = 3,504,000, received in month 2.
    """
    cohort = {"delivery_months": 2, "commissioning_delay": delay}
    customer = {"prepayment_share": 0.1, "credit_to": 24, "long_stop_months": 3}
    rows = recorded(quiet(20, [cohort], [customer]))
    one = {name: row[:, 0] for name, row in rows.items()}
    assert one["prepayment_received"][2] == pytest.approx(3_504_000)
    assert one["prepayment_refunded"][5] == pytest.approx(3_504_000 if freed else 0)
    assert one["customer.anchor.tenancy"][5] == (2 if freed else 0)
    assert one["revenue_contracts"][7] == pytest.approx(0 if freed else BILL)
    assert one["prepayment_held"][5] == pytest.approx(0 if freed else 3_504_000)


def test_renegotiation() -> None:
    """Signed at 4 dollars when an hour cost 2 e^.5, tightness gone a month later.

    With reversion of x so quick that x_1 = 0 and expected k = e^-.125 = .8824969 of it kept:
    ln ratio = ln 2 - ln 2 e^.5 + .5 (1 - k) + (h(1.5 T) - h(1.5)) (0 - .5 k)
             = -.5 + .0587515 - (.2164 - .5179) .4412485
    T = 3 years: h(4.5) = .2197536; -.2981596 * -.4412485 = .1315625
    ratio = e^(-.5 + .0587515 + .1315625) = e^-.3096860 = .7336773
    A tenant gives way to half of it: 4 (1 - .5 * .2663227) = 3.4673547.
    """
    market = {"tightness": {"start": 0.5, "demand_reversion": 12}}
    customer = {"price": 4.0, "term_months": 36, "renegotiation_rate": 1e6}
    customer |= {"renegotiation_share": 0.5}
    rows = recorded(quiet(4, [{"life_months": 60}], [customer], market=market))
    assert rows["tightness"][1, 0] == pytest.approx(0, abs=1e-12)
    assert rows["customer.anchor.ratio"][1, 0] == pytest.approx(0.7336773, rel=1e-6)
    assert rows["customer.anchor.price"][1:, 0] == pytest.approx(3.4673547, rel=1e-6)
