"""Model calls and platform worked by hand: 1,000 cards of which an hour costs 2 dollars."""

import math

import pytest

from tests.operator.quiet import Words, quiet
from tests.operator.record import recorded
from tests.reference.draws import Array

# No vendor moves its prices; a million tokens cost 2/4 dollars to serve and sell for half more.
TOKENS: Words = {
    "throughput": 4,
    "software_growth": 0,
    "markup": math.log(1.5),
    "markup_volatility": 0,
    "release_rate": 0,
}
NO_EVENTS = {
    f"{product}_{move}_rate": 0 for product in ("compute", "token") for move in ("cut", "hike")
}
MARKET: Words = {"tokens": TOKENS, "price_events": NO_EVENTS}
CALLS: Words = {
    "offered": True,
    **{"serving_share": 0.25, "serving_shift": 2, "utilisation": 0.6, "efficiency": 0.8},
    **{"positioning": 1.2, "hosted_share": 0.5, "take_rate": 0.6, "service_cost": 0.06},
    **{"resold": 10_000, "resale_growth": 0.5, "resale_take_rate": 0.08},
    **{"model_cost": 1.2e6, "physical_use": 0.6},
}
RENTAL: Words = {"positioning": 1, "discount": 0, "utilisation": 0.5, "utilisation_volatility": 0}
TENANT = {"gpus": 400, "term_months": 24}


def serving(market: Words | None = None, **calls: float) -> dict[str, Array]:
    """Rows of one path: 400 cards let, 600 for rental and serving; 2 % commission."""
    scenario = quiet(
        24,
        [{"life_months": 36}],
        [TENANT],
        market=MARKET | (market or {}),
        rental=RENTAL,
        model_calls=CALLS | calls,
        costs={"sales_commission": 0.02, "escalator": 0.03},
    )
    return {name: row[:, 0] for name, row in recorded(scenario, 1).items()}


def test_serving_hours_and_the_money_of_tokens() -> None:
    """Month 1.

    hours    1,000 cards are 730,000 hours; 400 cards let, 292,000; free 438,000
             serving: 438,000 * .25 * .6 = 65,700;  rented: 438,000 * .75 * .5 = 164,250
             billed: 292,000 + 65,700 + 164,250 = 521,950
    tokens   an hour serves 4 * .8 = 3.2 million: 65,700 * 3.2 = 210,240
             a million sells for 2/4 * 1.5 * 1.2 = .90: 189,216 dollars, half of others' models
             resold: 10,000 e^(.5/12) = 10,425.4690, 9,382.9221 dollars
    owners   94,608 * .4 + 9,382.9221 * .92 = 37,843.20 + 8,632.2884 = 46,475.4884
    models   6 % of 189,216 + 1.2 million/12 = 11,352.96 + 100,000 = 111,352.96
    power    65,700 h * .6 kW + 164,250 h * 1 kW = 203,670 kWh at 5 cents: 10,183.50
    sales    revenue 400 * 2 * 730 = 584,000, rental 328,500, calls 198,598.9221
             2 % * (1,111,098.9221 - 46,475.4884) = 21,292.4687
    cash     1,111,098.9221 - 46,475.4884 - 111,352.96 - 10,183.50 - 21,292.4687 = 921,794.5051
    """
    one = {name: row[1] for name, row in serving().items()}
    assert one["token_hours"] == pytest.approx(65_700)
    assert one["billed_hours"] == pytest.approx(521_950)
    assert one["revenue_on_demand"] == pytest.approx(328_500)
    assert one["tokens_served"] == pytest.approx(210_240)
    assert one["tokens_resold"] == pytest.approx(10_425.4690)
    assert one["revenue_own_models"] == pytest.approx(94_608)
    assert one["revenue_hosted_models"] == pytest.approx(94_608)
    assert one["revenue_resale"] == pytest.approx(9_382.9221)
    assert one["cost_model_owners"] == pytest.approx(46_475.4884)
    assert one["cost_models"] == pytest.approx(111_352.96)
    assert one["cost_power"] == pytest.approx(10_183.50)
    assert one["cost_sales"] == pytest.approx(21_292.4687)
    assert one["operating_cash"] == pytest.approx(921_794.5051)


def test_own_models_and_resale_grow_by_the_year() -> None:
    """Month 13: 103,000 for own models; 10,000 e^(.5 * 13/12) = 17,188.69 resold."""
    rows = serving()
    served = rows["revenue_own_models"][13] + rows["revenue_hosted_models"][13]
    assert rows["cost_models"][13] - 0.06 * served == pytest.approx(103_000)
    assert rows["tokens_resold"][13] == pytest.approx(17_188.69, rel=1e-6)


def test_serving_share_follows_inference() -> None:
    """Log odds of inference rise by 1.2 in a year: from .5 to 1/(1 + e^-1.2) = .7685248.

    .25 * (1 + 2 * (.7685248/.5 - 1)) = .25 * 2.0740991 = .5185248; never above 1.
    """
    inference = {"inference": {"slope": 1.2}}
    assert serving(inference)["serving_share"][12] == pytest.approx(0.5185248)
    assert serving(inference, serving_shift=5, serving_share=0.5)["serving_share"][12] == 1.0
    falling = serving({"inference": {"slope": -1.2}}, serving_shift=5)
    assert falling["serving_share"][12] == 0.0


@pytest.mark.parametrize(("positioning", "hours"), [(0.01727, 65_700), (0.01726, 0)])
def test_hours_that_do_not_pay_for_their_power_serve_nothing(
    positioning: float, hours: float
) -> None:
    """An hour's power is .6 kWh, 3 cents; an hour brings 2.40 at the market's token price.

    Of it half is kept whole and half at .6: .8, less a commission of 2 %: .784; service costs
    .06: 2.40 * .724 = 1.7376 times positioning, 3 cents at .017265.  What is kept for serving is
    not rented either way.
    """
    rows = serving(positioning=positioning)
    assert rows["token_hours"][1] == pytest.approx(hours)
    assert rows["revenue_on_demand"][1] == pytest.approx(328_500)


PLATFORM: Words = {
    "offered": True,
    **{"accounts": 100, "new_accounts": 120, "churn": 0.12, "ramp_months": 12},
    **{"revenue": 120_000, "escalator": 0.03, "gross_margin": 0.6, "cost": 1.2e6},
}


def platform(cohort: Words, customer: Words) -> dict[str, Array]:
    rows = recorded(quiet(30, [{"life_months": 40} | cohort], [customer], platform=PLATFORM), 1)
    return {name: row[:, 0] for name, row in rows.items()}


def test_accounts_come_with_the_fleet_and_ramp_up() -> None:
    """Every card is let in months 1 to 12 and none after; keep e^-.01 = .9900498.

    month 1   accounts 100 * .9900498 + 10 = 109.0049834
              spending 99.0049834 + 10 * (1 - e^-(1/12)) = 99.0049834 + .7995559 = 99.8045393
              revenue 99.8045393 * 10,000 = 998,045.39; cost .4 of it and 100,000 = 499,218.16
    month 2   accounts 109.0049834 * .9900498 + 10 = 117.9203651
              spending 98.8114675 + (117.9203651 - 98.8114675) * .0799556 = 100.3393305
    month 13  accounts only leave; prices and fixed cost are 3 % higher
    """
    rows = platform({}, {"term_months": 12})
    accounts, spending = rows["platform_accounts"], rows["platform_spending"]
    assert (accounts[0], spending[0]) == (100, 100)
    assert accounts[1:3] == pytest.approx([109.0049834, 117.9203651])
    assert spending[1:3] == pytest.approx([99.8045393, 100.3393305])
    assert rows["revenue_platform"][1] == pytest.approx(998_045.39)
    assert rows["cost_platform"][1] == pytest.approx(499_218.16)
    assert accounts[13] == pytest.approx(accounts[12] * math.exp(-0.01))
    assert rows["revenue_platform"][13] == pytest.approx(spending[13] * 10_300)
    assert rows["cost_platform"][13] == pytest.approx(0.4 * spending[13] * 10_300 + 103_000)


def test_no_cards_no_platform_but_its_cost() -> None:
    """Cards serve from month 4: until then nothing is earned, and accounts leave."""
    rows = platform({"delivery_months": 3}, {"term_months": 12})
    assert rows["revenue_platform"][:4].tolist() == [0, 0, 0, 0]
    assert rows["cost_platform"][:4] == pytest.approx([0, 1e5, 1e5, 1e5])
    assert rows["platform_accounts"][3] == pytest.approx(100 * math.exp(-0.03))
    assert rows["revenue_platform"][4] > 900_000


def test_private_clouds_take_hours() -> None:
    """Log odds of a half are 0; .6 a year is .6 in month 12: 1/(1 + e^.6) = .3543437."""
    rows = recorded(quiet(12, market={"demand": {"private_drift": 0.6}}, rental=RENTAL), 1)
    assert rows["rental_utilisation"][12, 0] == pytest.approx(0.3543437)
    assert rows["revenue_on_demand"][12, 0] == pytest.approx(730_000 * 0.3543437 * 2, rel=1e-6)
