"""What holds on every path of every operator, read off the kernel's own rows."""

from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest

import riskcloud
from riskcloud.columns.operator import OPERATIONS
from riskcloud.model.operator.tax import Tax
from riskcloud.model.scenario import Scenario
from tests.operator.quiet import quiet
from tests.operator.random_scenarios import some_scenarios
from tests.operator.record import recorded
from tests.reference.draws import Array
from tests.reference.state import FLOWS

PATHS = 64
CLOSE = 1e-9  # of what moved in all
COSTS = ("power", "space", "network", "staff", "upkeep", "insurance", "sales", "layers")
REVENUES = ("contracts", "on_demand", "spot", "layers")
UNLEVERED = (
    *(column.name for column in OPERATIONS.columns if "scratch" not in column.name),
    *("fleet_value", "shell_basis", "losses_unlevered", "tax_due_unlevered", "tax_unlevered"),
    *("project_flow", "project_terminal"),
)


class Run(NamedTuple):
    scenario: Scenario
    rows: dict[str, Array]

    def total(self, name: str) -> Array:
        """Of each path, over all months."""
        return self.rows[name].sum(axis=0)

    def of(self, kind: str, name: str) -> list[Array]:
        """A column of each item."""
        items = getattr(self.scenario.operator, f"{kind}s")
        return [self.rows[f"{kind}.{item.id}.{name}"] for item in items]

    @property
    def ended(self) -> Array:
        return self.rows["closed"] == 1


@pytest.fixture(scope="module")
def runs() -> list[Run]:
    shipped = [riskcloud.load(file) for file in sorted(Path("configs/scenarios").glob("*.yaml"))]
    return [Run(one, recorded(one, PATHS)) for one in [*shipped, *some_scenarios(80)]]


def assert_equal(left: Array, right: Array, scale: Array) -> None:
    np.testing.assert_array_less(np.abs(left - right), CLOSE * (1 + scale))


def test_every_event_happens(runs: list[Run]) -> None:
    """Else the rest says little."""
    for name in (
        *("prepayment_credited", "prepayment_kept", "prepayment_refunded", "end_refund"),
        *("write_off", "abandoned", "vat_refunded", "losses_unlevered"),
        *("revenue_on_demand", "revenue_spot", "shell_basis", "revenue_layers"),
    ):
        assert sum(np.any(run.rows[name] > 0) for run in runs) >= 2, name
    second = [np.any(row == 1) for run in runs for row in run.of("customer", "tenancy")]
    later = [np.ptp(row[-1]) > 0 for run in runs for row in run.of("cohort", "ordered")]
    assert sum(second) >= 3
    assert sum(later) >= 3


def test_prepayments_are_credited_kept_refunded_or_held(runs: list[Run]) -> None:
    for run in runs:
        received = run.rows["prepayment_received"].cumsum(axis=0)
        gone = sum(run.rows[f"prepayment_{way}"] for way in ("credited", "kept", "refunded"))
        assert_equal(received, gone.cumsum(axis=0) + run.rows["prepayment_held"], received)
        held = sum(run.of("customer", "held"), start=np.zeros_like(received))
        assert_equal(run.rows["prepayment_held"], held, received)
        assert np.all(run.rows["prepayment_held"][-1] == 0)


def test_cash_lags_and_nothing_is_lost(runs: list[Run]) -> None:
    """Over a path, cash is receipts less costs and write-offs, and VAT comes back whole."""
    for run in runs:
        revenue = sum(run.total(f"revenue_{way}") for way in REVENUES)
        costs = sum(run.total(f"cost_{name}") for name in COSTS)
        earned = revenue - run.total("prepayment_credited") - costs - run.total("write_off")
        space = run.scenario.operator.space
        built = (run.rows["ending"] == 1).argmax(axis=0) >= space.shell_month
        shell = np.where(built, space.shell_capex * space.shell_residual_share, 0.0)
        cash = run.total("operating_cash") + run.total("closure_other") - shell
        vat = run.total("vat_refunded") - run.total("vat_paid")
        assert_equal(cash + vat, earned, revenue + costs + run.total("vat_paid"))


def test_capex_is_what_cohorts_and_shell_cost(runs: list[Run]) -> None:
    for run in runs:
        space, month = run.scenario.operator.space, np.arange(len(run.rows["capex"]))[:, None]
        due = (month >= space.shell_month) & (run.rows["capex"].cumsum(axis=0) > 0)
        open_then = ~run.ended[min(space.shell_month, len(month) - 1)]
        shell = np.where(due & open_then, space.shell_capex, 0.0)
        costs = sum(run.of("cohort", "cost"), start=shell)
        assert_equal(run.rows["cum_capex"], costs, costs)
        assert_equal(run.total("capex"), run.rows["cum_capex"][-1], costs[-1])


def test_hours_and_cards_are_sold_once(runs: list[Run]) -> None:
    for run in runs:
        available = run.rows["available_hours"]
        assert np.all(run.rows["billed_hours"] <= available * (1 + CLOSE))
        for cohort, contracted, physical, active in zip(
            run.scenario.operator.cohorts,
            *(run.of("cohort", name) for name in ("contracted", "physical", "active")),
            strict=True,
        ):
            assert np.all(contracted <= cohort.gpus)
            assert np.all(physical <= cohort.gpus)
            assert np.all((contracted == 0) | (active == 1))


def assert_taxed(tax: Tax, paid: Array, taxed: Array, scale: Array) -> None:
    if tax.loss_years is None:
        assert_equal(paid, tax.rate * taxed, scale)
    else:
        assert np.all(paid >= tax.rate * taxed - 1e-9 * scale)


def test_all_that_is_paid_for_cards_is_deducted_once(runs: list[Run]) -> None:
    """Taxable income of a path is what it earned less all it spent, whatever the schedule.

    Losses left at the end were never used; interest not deducted is still carried.  Losses that
    expire are of neither kind: where they may, more is taxed.
    """
    for run in runs:
        tax, space = run.scenario.operator.tax, run.scenario.operator.space
        built = (run.rows["ending"] == 1).argmax(axis=0) >= space.shell_month
        shell = np.where(built, space.shell_capex * space.shell_residual_share, 0.0)
        sold = run.total("sale_proceeds") + shell
        income = run.total("earned") - run.total("expensed") + sold - run.total("capex")
        scale = run.total("earned") + run.total("expensed") + run.total("capex")
        last = {name: row[-1] for name, row in run.rows.items()}
        taxed = income + last["losses_unlevered"]
        assert_taxed(tax, run.total("tax_unlevered"), taxed, scale)
        charges = run.total("interest") + run.total("fees") - last["interest_carried"]
        taxed = income - charges + last["losses_levered"]
        assert_taxed(tax, run.total("tax_levered"), taxed, scale)


@pytest.mark.parametrize("schedule", ["bonus", "straight_line"])
def test_depreciation_touches_no_cash_before_tax(runs: list[Run], schedule: str) -> None:
    changed = 0
    for run in runs[:12]:
        rows = recorded(altered(run.scenario, tax={"depreciation": schedule}), PATHS)
        for name in (name for name in UNLEVERED if name in {*FLOWS, "fleet_value"}):
            np.testing.assert_array_equal(rows[name], run.rows[name], err_msg=name)
        before_tax = [one["project_flow"] + one["tax_unlevered"] for one in (rows, run.rows)]
        np.testing.assert_allclose(*before_tax, rtol=1e-12, atol=1e-3)
        changed += not np.array_equal(rows["tax_unlevered"], run.rows["tax_unlevered"])
    assert changed, "a schedule that no path notices tests nothing"


@pytest.mark.parametrize(
    "financing",
    [
        {"debt": {"loan_to_cost": 0}},
        {"debt": {"loan_to_cost": 0.9, "balloon_share": 0.5, "funding_order": "equity_last"}},
        {"debt": {"swap_share": 0, "tenor_months": 12, "revolver": 1e9, "cures": 0}},
        {"debt": {"rating": "ccc"}, "equity": {"contingency": 0, "opening_cash": 1e8}},
        {"cost_of_equity": 0.5},
    ],
)
def test_operations_know_nothing_of_financing(runs: list[Run], financing: dict[str, Any]) -> None:
    """The same bytes of every operating and unlevered row, whatever equity does."""
    moved = 0
    for run in runs[:14]:
        rows = recorded(altered(run.scenario, **financing), PATHS)
        for name in UNLEVERED:
            assert rows[name].tobytes() == run.rows[name].tobytes(), name
        moved += not np.array_equal(rows["equity_flow"], run.rows["equity_flow"])
    assert moved >= 3 or "cost_of_equity" in financing


def altered(scenario: Scenario, **operator: Any) -> Scenario:
    """The same with other words in the operator's sections."""
    new = {}
    for name, value in operator.items():
        part = getattr(scenario.operator, name)
        new[name] = part.model_copy(update=value) if isinstance(value, dict) else value
    return scenario.model_copy(update={"operator": scenario.operator.model_copy(update=new)})


@pytest.mark.parametrize("sells", [True, False])
def test_energy_paid_is_drawn_or_the_minimum(sells: bool) -> None:
    """At one price for all energy: what is drawn where surplus is sold, else the greater."""
    power = {"contracted_mw": 0.5, "contract_price": 50, "contract_months": 30, "idle_share": 0.3}
    power |= {"surplus_sale": sells, "surplus_discount": 0}
    rows = recorded(
        quiet(
            40,
            [{"life_months": 36}],
            [{"default_rate": 0.5, "gpus": 700, "physical_use": 0.9}],
            power=power,
            rental={"positioning": 1, "discount": 0},
        )
    )
    drawn, minimum = rows["energy_drawn"], rows["energy_contracted"]
    paid = drawn if sells else np.maximum(drawn, minimum)
    np.testing.assert_allclose(rows["cost_power"], 50 * paid, rtol=1e-9)
    assert np.any(drawn > minimum + 1)
    assert np.any((drawn < minimum - 1) & (drawn > 0))


def test_nothing_happens_after_the_end(runs: list[Run]) -> None:
    for run in runs:
        assert np.all((run.rows["ending"] == 1).sum(axis=0) == 1)
        for name in (*FLOWS, "project_flow", "tax_unlevered", "tax_levered", "fleet_value"):
            assert np.all(run.rows[name][run.ended] == 0), name


@pytest.mark.parametrize(
    "name",
    [
        *("revenue_contracts", "revenue_on_demand", "revenue_spot", "capex", "vat_paid"),
        *("vat_refunded", "vat_pending", "sale_proceeds", "prepayment_held", "end_refund"),
        *("prepayment_credited", "prepayment_kept", "prepayment_refunded", "write_off"),
        *("cost_space", "cost_network", "cost_staff", "cost_upkeep", "cost_insurance"),
        *("cost_sales", "closure_cost", "energy_drawn", "fleet_value", "losses_unlevered"),
        *("revenue_layers", "cost_layers", "token_hours", "tokens_served"),
    ],
)
def test_never_negative(runs: list[Run], name: str) -> None:
    for run in runs:
        assert np.min(run.rows[name]) >= -1e-3, name  # of a dollar, in sums of billions
