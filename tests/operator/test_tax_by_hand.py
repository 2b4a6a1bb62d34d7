"""Tax years worked by hand.

1,000 cards of 30,000 let at 1,460,000 a month, and staff of 12 million a year: a year earns
17.52 million and expenses 12.  Cards are in service from month 0.
"""

import pytest

from tests.operator.quiet import quiet
from tests.operator.record import recorded

MILLION = 1e6
STAFF = {"staff": 12 * MILLION}
CUSTOMER = {"term_months": 60}


def taxes(**tax: object) -> dict[str, list[float]]:
    """Rows in millions, of four years and a quarter."""
    scenario = quiet(51, [{"life_months": 60}], [CUSTOMER], costs=STAFF, tax={"rate": 0.25, **tax})
    return {name: (row[:, 0] / MILLION).tolist() for name, row in recorded(scenario).items()}


def test_losses_wait_for_profits_and_count_up_to_80_per_cent() -> None:
    """All 30 million are deducted in year 1.

    year 1: 17.52 - 12 - 30 = -24.48, kept
    year 2: 5.52, of it 80 % = 4.416 met by losses: taxed 1.104, tax .276 in month 27; 20.064 left
    year 3: the same in month 39; 15.648 left
    """
    rows = taxes(depreciation="bonus", loss_limit=0.8)
    assert rows["year_depreciation"][12] == pytest.approx(30)
    assert rows["losses_unlevered"][12] == pytest.approx(24.48)
    assert rows["losses_unlevered"][24] == pytest.approx(20.064)
    assert rows["losses_unlevered"][36] == pytest.approx(15.648)
    assert rows["tax_due_unlevered"][24:27] == pytest.approx([0.276] * 3)
    paid = {month: tax for month, tax in enumerate(rows["tax_unlevered"][:51]) if tax}
    assert paid == {27: pytest.approx(0.276), 39: pytest.approx(0.276)}


def test_losses_expire_the_oldest_used_first() -> None:
    """Losses of years 1 and 2 may be used for two years.

    20, 32, 19.2 and 11.52 % of 60 million: 12, 19.2, 11.52, 6.912; each year earns 5.52 before.
    year 1: -6.48; year 2: -13.68; year 3: -6.0 and the 6.48 of year 1 expire: 19.68 left
    year 4: -1.392 and the 13.68 of year 2 expire: 6.0 + 1.392 left
    year 5: 6.912 of depreciation again: -1.392, and the 6.0 of year 3 expire: 2.784 left
    """
    cohort = {"life_months": 84, "price": 60_000}
    tax = {"rate": 0.25, "depreciation": "macrs5", "loss_limit": 1, "loss_years": 2}
    scenario = quiet(75, [cohort], [{"term_months": 84}], costs=STAFF, tax=tax)
    losses = recorded(scenario)["losses_unlevered"][:, 0] / MILLION
    found = [losses[12 * year] for year in range(1, 6)]
    assert found == pytest.approx([6.48, 20.16, 19.68, 7.392, 2.784])
    # Year 6: 5.52 less depreciation of 3.456 takes up 1.392 of year 4 and .672 of year 5, of which
    # .72 are left.
    assert losses[72] == pytest.approx(0.72)


def test_a_group_takes_the_loss_at_once() -> None:
    """25 % of -24.48 is -6.12, received in month 15; from then on 1.38 a year is paid."""
    rows = taxes(depreciation="bonus", loss_use="group")
    paid = {month: tax for month, tax in enumerate(rows["tax_unlevered"][:51]) if tax}
    assert paid == {15: pytest.approx(-6.12), 27: pytest.approx(1.38), 39: pytest.approx(1.38)}
    assert not any(rows["losses_unlevered"])


def test_macrs() -> None:
    """20, 32, 19.2 and 11.52 % of 30 million: 6, 9.6, 5.76, 3.456.

    year 1: 5.52 - 6 = -.48; year 2: 5.52 - 9.6 = -4.08; year 3: 5.52 - 5.76 = -.24: 4.8 lost
    year 4: 5.52 - 3.456 = 2.064, 80 % of it 1.6512 met: .4128 taxed, .1032 due in month 51
    """
    rows = taxes(depreciation="macrs5")
    ends = [rows["year_depreciation"][month] for month in (12, 24, 36, 48)]
    assert ends == pytest.approx([6, 9.6, 5.76, 3.456])
    assert rows["cohort.first.basis"][48] == pytest.approx(30 - 24.816)
    assert rows["losses_unlevered"][48] == pytest.approx(4.8 - 1.6512)
    assert rows["tax_due_unlevered"][48] == pytest.approx(0.1032)


def test_the_part_year_at_the_end() -> None:
    """The end in month 51 pays what is due and what the last three months and the sale bring.

    Basis 30 - 24.816 = 5.184; sold at V: a gain of V - 5.184 and no depreciation.
    Three months earn 4.38 and expense 3: base 1.38 + V - 5.184, losses 3.1488 below 80 % of it.
    """
    rows = taxes(depreciation="macrs5")
    value = rows["sale_proceeds"][51]
    assert value > 10
    final = 0.25 * (1.38 + value - 5.184 - 3.1488)
    assert rows["final_tax_unlevered"][51] == pytest.approx(final)
    assert rows["tax_unlevered"][51] == pytest.approx(0.1032 + final)
    assert rows["project_terminal"][51] == pytest.approx(value - final)
    assert rows["tax_due_unlevered"][51] == 0


def test_cards_commissioned_late_in_a_year() -> None:
    """In service in month 12: a whole first share in year 1; in month 13: in year 2."""
    for delay, year_1, year_2 in ((12, 6.0, 9.6), (13, 0.0, 6.0)):
        cohort = {"life_months": 60, "commissioning_delay": delay}
        rows = recorded(quiet(40, [cohort], [CUSTOMER], tax={"depreciation": "macrs5"}))
        found = rows["year_depreciation"][[12, 24], 0] / MILLION
        assert found == pytest.approx([year_1, year_2])


def test_an_own_shell() -> None:
    """40 million, a tenth a year from the year in which it is paid; 60 % comes back at the end.

    Three years: basis 40 - 12 = 28; proceeds 24: a loss of 4 with the sale of the cards.
    """
    space = {"shell_capex": 40 * MILLION, "shell_month": 3, "shell_residual_share": 0.6}
    rows = recorded(quiet(40, [{"life_months": 39}], [CUSTOMER], space=space))
    one = {name: row[:, 0] / MILLION for name, row in rows.items()}
    assert one["capex"][3] == pytest.approx(40)
    assert one["shell_basis"][[3, 12, 24, 36, 38]] == pytest.approx([40, 36, 32, 28, 28])
    assert one["closure_other"][39] == pytest.approx(24)
    # Cards: 30 less 20, 32 and 19.2 % leaves 8.64.  Year 4 earns three months of 1.46.
    gain = one["sale_proceeds"][39] - 8.64 - 4
    losses = one["losses_unlevered"][36]
    base = 3 * 1.46 + gain
    assert base > losses
    assert one["final_tax_unlevered"][39] == pytest.approx(0.25 * (base - min(losses, 0.8 * base)))


def test_a_lapsed_order_at_month_0_deducts_its_deposit() -> None:
    """20 % of 30 million is lost in year 1 and deducted there: 17.52 - 6 - 6 = 5.52."""
    late = {"id": "late", "by_rule": True, "threshold": 2, "max_deferral": 0, "deposit_share": 0.2}
    rows = recorded(quiet(40, [{"life_months": 60}, late], [CUSTOMER]))
    one = {name: row[:, 0] / MILLION for name, row in rows.items()}
    assert one["capex"][0] == pytest.approx(36)
    assert one["year_gain"][0] == pytest.approx(-6)
    assert one["tax_due_unlevered"][12] == pytest.approx(0.25 * 5.52)


def test_covenants_leave_out_tax_on_gains() -> None:
    """A second cohort, all deducted in year 1, is retired in month 24 and sold at V: a gain.

    Both cost 30 million.  Year 1: 35.04 - 12 - 60 = -36.96.  Year 2 earns as much as year 1 and
    gains V: of 23.04 + V 80 % are met by losses (not all: they suffice); the gain bears a fifth of
    itself.  Paid in month 27, of which operations bear .25 * .2 * 23.04 = 1.152.
    """
    worn = {"id": "worn", "life_months": 24}
    people = [CUSTOMER, {"id": "other", "cohort": "worn", "term_months": 24}]
    tax = {"rate": 0.25, "depreciation": "bonus", "loss_limit": 0.8}
    residual = {"life_months": 30}
    scenario = quiet(
        51, [{"life_months": 60}, worn], people, costs=STAFF, tax=tax, residual=residual
    )
    rows = {name: row[:, 0] / MILLION for name, row in recorded(scenario).items()}
    gain = rows["sale_proceeds"][24]
    assert rows["year_gain"][23] == 0
    assert 1 < gain < 0.25 * 36.96
    for ledger in ("unlevered", "levered"):
        assert rows[f"tax_{ledger}"][27] == pytest.approx(0.25 * 0.2 * (23.04 + gain))
        assert rows[f"operating_tax_{ledger}"][27] == pytest.approx(1.152)
        assert rows[f"gain_tax_due_{ledger}"][26] == pytest.approx(0.05 * gain)
        # What is assessed at the end is no tax of operations either; what was due is.
        last = rows[f"operating_tax_{ledger}"][51], rows[f"tax_{ledger}"][51]
        assert last[0] == pytest.approx(last[1] - rows[f"final_tax_{ledger}"][51])
        assert last[0] > 0
