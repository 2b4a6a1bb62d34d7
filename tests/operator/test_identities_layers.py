"""Model calls and platform on every path: who gets what of the money, and hours sold once."""

from typing import Any, NamedTuple

import numpy as np
import pytest

from riskcloud.columns import INDEX
from riskcloud.compilation import compile_scenario
from riskcloud.kernels.lanes import LANES
from riskcloud.model.scenario import Scenario
from tests.operator.quiet import quiet
from tests.operator.random_scenarios import some_scenarios
from tests.operator.record import recorded
from tests.reference.draws import Array
from tests.reference.inputs import addressed_inputs, given
from tests.reference.state import HOURS
from tests.whole.frozen import outcomes_of

PATHS = 64
CLOSE = 1e-9


class Run(NamedTuple):
    """A scenario that sells model calls, its rows, and its inputs, one value a path."""

    scenario: Scenario
    rows: dict[str, Array]
    terms: Any

    def term(self, name: str) -> Any:
        return self.terms[f"MODEL_CALLS_{name.upper()}"]


@pytest.fixture(scope="module")
def runs() -> list[Run]:
    selling = [one for one in some_scenarios(100) if one.operator.model_calls.offered][:30]
    found = []
    for scenario in selling:
        compiled = compile_scenario(scenario)
        _, operator = given(compiled, addressed_inputs(compiled, 0, PATHS))
        found.append(Run(scenario, recorded(scenario, PATHS), operator.terms))
    return found


def assert_equal(left: Array, right: Array, scale: Array) -> None:
    np.testing.assert_array_less(np.abs(left - right), CLOSE * (1 + scale))


def of_parties(rows: dict[str, Array], run: Run) -> None:
    """What callers pay is what the operator keeps and what owners of models get."""
    own, hosted, resale = (
        rows[f"revenue_{name}"] for name in ("own_models", "hosted_models", "resale")
    )
    kept = own + hosted * run.term("take_rate") + resale * run.term("resale_take_rate")
    assert_equal(own + hosted + resale, kept + rows["cost_model_owners"], own + hosted + resale)
    every = own + hosted + resale + rows["revenue_platform"]
    assert_equal(rows["revenue_layers"], every, every)
    parts = sum(rows[f"cost_{name}"] for name in ("model_owners", "models", "platform"))
    assert_equal(rows["cost_layers"], parts, parts)


def sold_once(rows: dict[str, Array], run: Run) -> None:
    """Contracted, rented and serving hours are no more than there are."""
    operator, available = run.scenario.operator, rows["available_hours"]
    customers = [f"customer.{one.id}" for one in operator.customers]
    live = sum(rows[f"{name}.live"] * rows[f"{name}.gpus"] for name in customers)
    taken = sum(rows[f"cohort.{one.id}.contracted"] for one in operator.cohorts)
    rented = rows["billed_hours"] - rows["token_hours"] - HOURS * live
    assert np.min(rented) >= -CLOSE * np.max(available)
    sold = rented + rows["token_hours"] + HOURS * taken
    assert np.all(sold <= available * (1 + CLOSE) + CLOSE)
    free = available - HOURS * taken
    kept = rows["serving_share"] * rows["serving_utilisation"] * free
    assert np.all(rows["token_hours"] <= np.maximum(kept, 0) * (1 + CLOSE) + CLOSE)


CHECKS = [of_parties, sold_once]


@pytest.mark.parametrize("check", CHECKS)
def test_holds_every_month(runs: list[Run], check: Any) -> None:
    for run in runs:
        check(run.rows, run)


@pytest.mark.parametrize(
    ("check", "row"),
    [
        *((of_parties, "revenue_own_models"), (of_parties, "revenue_hosted_models")),
        *((of_parties, "revenue_resale"), (of_parties, "cost_model_owners")),
        *((of_parties, "revenue_platform"), (of_parties, "cost_platform")),
        *((sold_once, "token_hours"), (sold_once, "billed_hours")),
    ],
)
def test_a_wrong_row_is_seen(runs: list[Run], check: Any, row: str) -> None:
    def is_seen(run: Run) -> bool:
        wrong = run.rows | {row: run.rows[row] * (1.001 if check is of_parties else 10)}
        try:
            check(wrong, run)
        except AssertionError:
            return True
        return False

    assert any(is_seen(run) for run in runs)


def test_everything_is_sold_somewhere(runs: list[Run]) -> None:
    """Else the rest says little: also hours that do not pay for their power."""
    for name in (
        *("revenue_own_models", "revenue_hosted_models", "revenue_resale"),
        *("revenue_platform", "revenue_on_demand", "token_hours"),
    ):
        assert any(np.any(run.rows[name] > 0) for run in runs), name
    refused = [
        np.any((run.rows["token_hours"] == 0) & (run.rows["serving_share"] > 0)
               & (run.rows["revenue_spot"] > 0))
        for run in runs
    ]  # fmt: skip
    assert sum(refused) >= 1
    premiums = [np.ptp(run.rows["token_premium"]) > 0 for run in runs]
    assert sum(premiums) >= 3


def test_tokens_are_hours_by_throughput(runs: list[Run]) -> None:
    """And their price that of the market, by positioning and premium."""
    for run in runs:
        rows = run.rows
        own = rows["token_price"] * run.term("positioning") * np.exp(rows["token_premium"])
        served = rows["revenue_own_models"] + rows["revenue_hosted_models"]
        assert_equal(served, rows["tokens_served"] * own, served)
        assert_equal(rows["revenue_resale"], rows["tokens_resold"] * own, rows["revenue_resale"])


NOTHING_SOLD = {
    "serving_share": 0.0, "resold": 0.0, "model_cost": 0.0, "positioning": 3.0, "hosted_share": 0.9
}  # fmt: skip
NO_ACCOUNTS = {"accounts": 0.0, "new_accounts": 0.0, "revenue": 9e5, "cost": 0.0}


@pytest.mark.parametrize(
    "layers",
    [
        {"model_calls": {"offered": False, "serving_share": 0.5, "resold": 1e6, "model_cost": 1e7}},
        {"platform": {"offered": False, "accounts": 50.0, "revenue": 1e6, "cost": 1e7}},
        {"model_calls": {"offered": True} | NOTHING_SOLD},
        {"platform": {"offered": True} | NO_ACCOUNTS},
    ],
    ids=["no calls", "no platform", "calls of nothing", "platform of nobody"],
)
def test_layers_that_sell_nothing_leave_compute_alone(layers: dict[str, Any]) -> None:
    """To the byte, in every outcome."""
    of_layers = {name for name in INDEX if "model_calls" in name or "token" in name}
    rows = [INDEX[name] for name in INDEX if name not in of_layers]
    moved = 0
    for scenario in some_scenarios(12):
        plain = altered(scenario, model_calls={"offered": False}, platform={"offered": False})
        one, other = (
            outcomes_of(compile_scenario(each), 0, LANES)[rows]
            for each in (plain, altered(plain, **layers))
        )
        assert one.tobytes() == other.tobytes()
        moved += bool(np.ptp(one[INDEX["project_npv"]]) > 0)
    assert moved >= 6


def altered(scenario: Scenario, **operator: Any) -> Scenario:
    """The same with other words in the operator's sections."""
    new = {
        name: getattr(scenario.operator, name).model_copy(update=words)
        for name, words in operator.items()
    }
    return scenario.model_copy(update={"operator": scenario.operator.model_copy(update=new)})


RESELLER = {"offered": True, "resold": 5e6, "resale_growth": 0.4, "serving_share": 0.0}
RESELLER |= {"service_cost": 0.0, "model_cost": 0.0}


def test_a_reseller_without_a_fee_earns_nothing() -> None:
    """All that it takes in it hands on, in the same month where it is paid as it pays."""
    term = {"term_months": 30, "prepayment_share": 0.2, "credit_to": 12}
    costs = {"sales_commission": 0.03, "receivable_days": 45, "payable_days": 45, "staff": 1e6}
    npv = {}
    for fee in (None, 0.0, 0.08):
        calls = {} if fee is None else RESELLER | {"resale_take_rate": fee}
        scenario = quiet(40, customers=[term], costs=costs, model_calls=calls)
        found = outcomes_of(compile_scenario(scenario), 0, LANES)
        npv[fee] = found[INDEX["project_npv"]]
        turnover = found[INDEX["revenue_model_calls"]]
    assert np.all(turnover > 1e6)
    np.testing.assert_allclose(npv[0.0], npv[None], rtol=1e-12)
    assert np.all(npv[0.08] > npv[None] + 1e4)
