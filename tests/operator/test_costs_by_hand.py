"""Power, space and the lag of cash, worked by hand."""

import pytest

from tests.operator.quiet import BILL, HOUR, quiet
from tests.operator.record import recorded

CONTRACT = {"contracted_mw": 1, "contract_price": 60, "contract_months": 48}
CONTRACT |= {"pue": 1.25, "idle_share": 0.2, "delivery_charge": 10}
CONTRACT |= {"contract_escalator": 0.02, "surplus_discount": 0.1}


@pytest.mark.parametrize("sells", [True, False])
def test_power_with_a_minimum(sells: bool) -> None:
    """1,000 cards of 1 kW at PUE 1.25, let in year 1 at full use, idle in year 2.

    Full use: 1.25 MW * 730 h = 912.5 MWh; idle: a fifth, 182.5.  Contracted: 1 MW, 730 MWh.
    year 1: 730 * 60 + (912.5 - 730) * 50 + 912.5 * 10 = 43,800 + 9,125 + 9,125 = 62,050
    year 2: 730 * 61.20 + 182.5 * 10 = 44,676 + 1,825 = 46,501,
            less, where surplus may be sold, 547.5 * 45 = 24,637.50: 21,863.50
    """
    customer = {"term_months": 12, "physical_use": 1}
    power = CONTRACT | {"surplus_sale": sells}
    rows = recorded(quiet(30, [{"life_months": 60}], [customer], power=power))
    assert rows["energy_drawn"][[1, 12, 13], 0] == pytest.approx([912.5, 912.5, 182.5])
    assert rows["cost_power"][[0, 1, 12], 0] == pytest.approx([0, 62_050, 62_050])
    assert rows["cost_power"][13, 0] == pytest.approx(21_863.50 if sells else 46_501)


def test_power_contract_that_is_dearer_than_the_market_ends_at_a_price() -> None:
    """The end in month 30, 18 months early, of which 12 are paid for: 730 MWh each.

    Third year: 60 * 1.02^2 = 62.424; the surplus would bring 45: 12 * 730 * 17.424 = 152,634.24
    """
    rows = recorded(quiet(30, [{"life_months": 60}], power=CONTRACT | {"termination_months": 12}))
    assert rows["closure_cost"][30, 0] == pytest.approx(152_634.24)


@pytest.mark.parametrize(("relet", "months"), [(0.5, 12.0), (0.8, 7.2)])
def test_a_lease_that_outlives_the_cards(relet: float, months: float) -> None:
    """Cards retire in month 24 and with them the operator; the lease runs to month 60.

    36 months are left: half of them, 18, are more than the fee of 12; a fifth is 7.2.
    Second year's rent: 100 * 1.03 * 1,500 kW = 154,500 a month.  Decommissioning: 1,000 * 300.
    """
    space = {"rent": 100, "escalator": 0.03, "leased_kw": 1500, "lease_months": 60}
    space |= {"termination_months": 12, "reletting_share": relet}
    cohort = {"life_months": 24, "decommissioning": 300}
    rows = recorded(quiet(40, [cohort], [{"term_months": 24}], space=space))
    assert rows["cost_space"][[1, 12, 13, 24, 25], 0] == pytest.approx(
        [150_000, 150_000, 154_500, 154_500, 0]
    )
    assert rows["ending"][24, 0] == 1
    assert rows["closure_cost"][24, 0] == pytest.approx(months * 154_500 + 300_000)


def test_working_capital() -> None:
    """Customers pay a month late, costs are paid half a month late; a contract of two months.

    Receivable 1.46 million, payable half of a million of staff, in millions:
    month 1: W = 1.46 - .5 = .96;  cash 1.46 - 1 - .96 = -.50
    month 2: W = .96;              cash 1.46 - 1       =  .46
    month 3: W = -.5;              cash 0 - 1 + 1.46   =  .46: the last bill comes in
    month 4: W = -.5;              cash                = -1
    At the end, month 6, the half month owed is paid: -.5 in closure_other.
    """
    costs = {"staff": 12e6, "receivable_days": 365 / 12, "payable_days": 365 / 24}
    rows = recorded(quiet(6, [{"life_months": 60}], [{"term_months": 2}], costs=costs))
    million = {name: row[:, 0] / 1e6 for name, row in rows.items()}
    assert million["working_capital"][1:5] == pytest.approx([0.96, 0.96, -0.5, -0.5])
    assert million["operating_cash"][1:5] == pytest.approx([-0.5, 0.46, 0.46, -1])
    assert million["closure_other"][6] == pytest.approx(-0.5)
    assert million["working_capital"][6] == 0
    # Nothing is lost on the way: two bills less six months of staff.
    paid = million["operating_cash"].sum() + million["closure_other"].sum()
    assert paid == pytest.approx(2 * BILL / 1e6 - 6)


def test_upkeep_insurance_and_commission() -> None:
    """On 1,000 cards of 30,000 in month 25, a year of warranty past.

    upkeep: 2.4 % / 12 * 30 million * 1.03^2 = 63,654; repairs 6 %/12 * 1,000 * 40 % * 30,000 =
    60,000; insurance (.6 % + 1.2 % * (1 - 25/60)) / 12 * 30 million = 15,000 + 17,500;
    2 % commission on 1,460,000 = 29,200; network 20 + storage 15: 35,000
    """
    costs = {"upkeep_share": 0.024, "escalator": 0.03, "failure_rate": 0.06, "repair_share": 0.4}
    costs |= {"warranty_months": 12, "insurance_share": 0.006, "property_tax_rate": 0.012}
    costs |= {"sales_commission": 0.02, "network": 20, "storage": 15}
    rows = recorded(quiet(30, [{"life_months": 60}], [{"term_months": 48}], costs=costs))
    assert rows["cost_upkeep"][[12, 25], 0] == pytest.approx([60_000, 123_654])
    assert rows["cost_insurance"][25, 0] == pytest.approx(32_500)
    assert rows["cost_sales"][25, 0] == pytest.approx(29_200)
    assert rows["cost_network"][25, 0] == pytest.approx(35_000)


@pytest.mark.parametrize(
    ("cents", "power", "costs", "sells"),
    [
        (4.9, {}, {}, False),
        (5.1, {}, {}, True),
        # Commission and bad debt of 3 % leave 4.947 of 5.1 cents.
        (5.1, {}, {"sales_commission": 0.02, "bad_debt": 0.01}, False),
        # 1 MW is paid in any case: a MWh less saves nothing, or 45 or 35 USD of surplus.
        (4.0, {"contracted_mw": 1}, {}, True),
        (4.0, {"contracted_mw": 1, "surplus_sale": True, "surplus_discount": 0.1}, {}, False),
        (4.0, {"contracted_mw": 1, "surplus_sale": True, "surplus_discount": 0.3}, {}, True),
        # 0.9 MW does not cover the fleet at full use: an hour more is bought at market.
        (4.0, {"contracted_mw": 0.9}, {}, False),
    ],
)
def test_an_hour_is_sold_if_it_pays_for_what_it_adds(
    cents: float, power: dict[str, float], costs: dict[str, float], sells: bool
) -> None:
    """1,000 cards of 1 kW, power at 50 USD/MWh: an hour adds 5 cents where power is at market."""
    surplus = {"surplus_sale": False, "contract_start": 0, "contract_months": 60}
    rental = {"positioning": cents / 100 / HOUR, "discount": 0}
    scenario = quiet(6, power=surplus | power, costs=costs, rental=rental)
    earned = recorded(scenario, 1)["revenue_on_demand"][1:, 0]
    assert ((earned > 0) == sells).all()
