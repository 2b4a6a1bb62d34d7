"""Term price, residual value: figures worked by hand."""

import math

import pytest

from tests.operator.quiet import HOUR, quiet
from tests.operator.record import recorded


def test_term_price() -> None:
    """Three years in a tight market whose rents fall.

    x = .2: an hour costs 2 e^.2 = 2.442806 for a year.
    h(1.5) = (1 - e^-1.5)/1.5 = .7768698/1.5 = .5179132
    h(4.5) = (1 - e^-4.5)/4.5 = .9888910/4.5 = .2197536
    premium of the term: e^(.2 (.2197536 - .5179132)) = e^-.05963193 = .9421112
    d = .1: h(.3)/h(.1) = (.2591818/.3)/(.0951626/.1) = .8639393/.9516258 = .9078561
    2.442806 * .9421112 * .9078561 = 2.089335, and the contract is at 95 % of it: 1.984868
    """
    market = {"tightness": {"start": 0.2}, "entry_cost": {"rent_decline": 0.1}}
    # The cost of entry that a year's fall of rents leaves at 2 dollars.
    rate, life = 0.12 + 0.1, 5
    market["entry_cost"]["capex"] = HOUR * 8760 * (1 - math.exp(-rate * life)) / rate
    customer = {"at_market": True, "price": 0.95, "term_months": 36}
    rows = recorded(quiet(12, customers=[customer], market=market))
    assert rows["chip.card.price"][0, 0] == pytest.approx(2.442806, rel=1e-6)
    assert rows["customer.anchor.price"][0, 0] == pytest.approx(1.984868, rel=1e-6)


def test_residual_value_of_a_quiet_card() -> None:
    """Two years of life left, at 12 % a year, continuous.

    rent of a month: 2 * 730 = 1460; power of it: 730 h * 1 kW * 50 $/MWh = 36.50; net 1423.50
    q = e^-.01 = .9900498; q (1 - q^24)/(1 - q) = .9900498 * .2133721/.0099502 = 21.230706
    value 1423.50 * 21.230706 = 30,221.91
    """
    rows = recorded(quiet(60, [{"price": 100_000, "life_months": 60}]))
    value = rows["cohort.first.value"][48, 0] / 1000  # life 72
    assert value == pytest.approx(30_221.91, rel=1e-6)


def test_residual_value_is_not_above_a_new_card_nor_below_scrap() -> None:
    """A new card costs what makes 2 dollars an hour, 65,874; scrap is 90 % of 30,000."""
    rows = recorded(quiet(72, [{"life_months": 71}], residual={"scrap_share": 0.9}))
    value = rows["cohort.first.value"][:, 0] / 1000
    assert value[1] == pytest.approx(65_873.50)  # 2 * 8760 (1 - e^-.6)/.12
    assert value[70] == pytest.approx(27_000)  # two months of rent are worth less


def test_glut_lowers_what_a_sale_brings() -> None:
    """x = -.3 for good, slope .5: e^-.15 = .860708 of what the card is worth."""
    market = {"tightness": {"start": -0.3, "demand_reversion": 0}}
    with_slope, without = (
        recorded(quiet(24, market=market, residual={"glut_slope": slope}))["cohort.first.value"][12]
        for slope in (0.5, 0.0)
    )
    assert with_slope / without == pytest.approx(0.860708, rel=1e-6)
