"""Plans: what is crossed with what, what scenarios are called, what is refused and where."""

from pathlib import Path

import pytest
from small_batch import NAMES, planned, write_plan

from riskcloud.batch.grid import _word, cases_of
from riskcloud.batch.plan import read_plan
from riskcloud.model.distributions import Lognormal, Triangular, Uniform
from riskcloud.model.reading import ScenarioError
from riskcloud.model.scenario import Scenario

CONFIGS = Path(__file__).parents[2] / "configs"


def scenarios(plan: Path) -> dict[str, Scenario]:
    return {case.name: case.job.scenario for case in planned(plan)[1]}


def test_axes_are_crossed_in_the_plans_order_and_make_the_names(tmp_path: Path) -> None:
    _, cases = planned(write_plan(tmp_path, operators="one.yaml, two.yaml"))
    assert [case.name for case in cases] == [*NAMES, "two_none", "two_stress"]
    assert cases[1].axes == {"operator": "one", "stress": "stress"}
    assert {(case.job.paths, case.job.identity.seed) for case in cases} == {(600, 5)}


def test_an_overlay_replaces_multiplies_and_reaches_every_item(tmp_path: Path) -> None:
    plain, stressed = (scenarios(write_plan(tmp_path))[name] for name in NAMES[:2])
    assert stressed.market.tightness.start == -0.2
    assert stressed.operator.customers[0].default_rate == pytest.approx(0.24)
    price = stressed.operator.cohorts[0].price
    assert isinstance(price, Uniform)
    assert (price.low, price.high) == pytest.approx((26_400, 33_000))
    assert isinstance(plain.market.tightness.start, Triangular)


@pytest.mark.parametrize(
    ("law", "means"),
    [
        ("{triangular: [1, 2, 4]}", 2.0),
        ("{uniform: [2, 4]}", 2.0),
        ("{normal: {mean: 3, sd: 0.1}, min: 1, max: 5}", 2.0),
        ("{lognormal: {median: 3, p90: 4}}", 2.0),
        ("{lognormal: {median: 3, log_sd: 0.2}, max: 9}", 2.0),
        ("{beta: {alpha: 2, beta: 3}}", 2.0),
        ("{choice: {values: [1, 2], weights: [1, 3]}}", 2.0),
    ],
)
def test_a_factor_multiplies_every_quantile_of_a_law(
    tmp_path: Path, law: str, means: float
) -> None:
    plan = write_plan(tmp_path)
    (tmp_path / "stress.yaml").write_text(f"multiply: {{operator.costs.staff: {means}}}")
    file = tmp_path / "one.yaml"
    file.write_text(file.read_text() + f"costs: {{staff: {law}}}\n")
    plain, stressed = (scenarios(plan)[name].operator.costs.staff for name in NAMES[:2])
    ends = [(one.reach()[0], one.reach()[1]) for one in (plain, stressed)]
    assert ends[1] == pytest.approx(tuple(means * end for end in ends[0]))
    assert type(plain) is type(stressed)
    if isinstance(plain, Lognormal) and isinstance(stressed, Lognormal):
        assert stressed.median == pytest.approx(means * plain.median)


def test_fields_and_entries_have_their_part_in_names_and_settings(tmp_path: Path) -> None:
    write_plan(tmp_path)
    (tmp_path / "base.yaml").write_text("operator: one.yaml\nrun: {paths: 300, seed: 9}\n")
    plan = tmp_path / "more.yaml"
    plan.write_text(
        "scenarios: [{file: base.yaml, name: First}, {file: base.yaml, paths: 1e3, seed: 0}]\n"
        "axes:\n  fields:\n    operator.wacc: [0.1, {uniform: [0.1, 0.2]}]\n"
    )
    _, cases = planned(plan)
    assert [case.name for case in cases] == [
        "first_wacc-0.1",
        "first_wacc-uniform-0.1-0.2",
        "base_wacc-0.1",
        "base_wacc-uniform-0.1-0.2",
    ]
    assert [(c.job.paths, c.job.identity.seed) for c in cases] == [(300, 9)] * 2 + [(1000, 0)] * 2
    assert [c.job.scenario.operator.wacc for c in cases][::2] == [0.1, 0.1]


def test_an_axis_of_paths_or_seeds_is_what_its_scenarios_have(tmp_path: Path) -> None:
    more = "  fields: {run.paths: [100, 3e2], run.seed: [7]}"
    _, cases = planned(write_plan(tmp_path, more=more))
    found = {case.name: (case.job.paths, case.job.identity.seed) for case in cases}
    assert found["one_paths-100_seed-7_none"] == (100, 7)
    assert found["one_paths-300.0_seed-7_stress"] == (300, 7)


def test_paths_of_a_plan_have_the_limit_of_a_scenario(tmp_path: Path) -> None:
    plan = write_plan(tmp_path, paths=10**15)
    with pytest.raises(ScenarioError) as caught:
        planned(plan)
    [line] = caught.value.lines
    assert line.startswith(f"{plan}:3: paths: found 1000000000000000, expected a number that is at")


def test_a_large_number_in_a_name_is_no_small_one() -> None:
    assert _word(1e300) == "1e300"
    assert _word(-1e-300) == "-1e-300"
    assert _word({"uniform": [-1e-300, 1e300]}) == "uniform--1e-300-1e300"


BAD = {
    "nmae: x": 'plan.yaml:8: nmae: found the unknown field "nmae"',
    "stop: {width: .nan}": "plan.yaml:8: stop.width: found .nan, expected a finite number",
    "stop: {width: 1, column: equity_ir}": "did you mean equity_irr?",
    "stop: {width: 1, quantile: 0.02}": "plan.yaml:8: stop.quantile: found 0.02, expected one of",
    "budget: {hours: -1}": "plan.yaml:8: budget.hours: found -1",
    "  fields: {operator.waac: [1]}": "plan.yaml:8: operator.waac: found",
    "  fields: {operator.wacc: [x]}": "plan.yaml:8: operator.wacc: found",
    "  fields: {operator.wacc: 0.1}": "axes.fields.operator.wacc: found 0.1, expected a list",
    "  markets: [none.yaml]": "none.yaml",
    "scenarios: [{file: nowhere.yaml}]": "nowhere.yaml",
    "scenarios:\n- file: nowhere.yaml": "plan.yaml:9: scenarios.0.file: found",
    "scenarios: [{file: one.yaml, paths: 1e15}]": "plan.yaml:8: scenarios.0.paths: found 1e15",
    "groups: [{markets: [a.yaml]}]": "plan.yaml:8: groups.0.operators",
    "groups: [{operators: [one.yaml], fields: {operator.waac: [1]}}]": "plan.yaml:8: operator.waac",
}


@pytest.mark.parametrize("more", BAD)
def test_what_is_wrong_in_a_plan_is_named_with_its_place(tmp_path: Path, more: str) -> None:
    plan = write_plan(tmp_path, more=more)
    with pytest.raises(ScenarioError) as caught:
        planned(plan)
    assert BAD[more] in str(caught.value)
    assert str(tmp_path) in str(caught.value)


STRESSES = {
    "set: {market.tightness.strat: 1}": "stress.yaml:1: market.tightness.strat: found",
    "set: {market.tightness.start: x}": "stress.yaml:1: market.tightness.start: found",
    "set: {operator.customers.*.defalt_rate: 1}": "stress.yaml:1: operator.customers.*.defalt_rate",
    "set: {operator.wacc.*.x: 1}": "expected a list of items before the *",
    "multiply: {market.demand.start: 2}": "expected the path of a number to multiply",
    "multiply: {operator.wacc: 0}": "expected a factor above 0",
    "multiply: {operator.waac: 2}": "no number in this scenario",
    "raise: {}": 'unknown field "raise"',
}


@pytest.mark.parametrize("stress", STRESSES)
def test_what_is_wrong_in_an_overlay_is_named_with_its_place(tmp_path: Path, stress: str) -> None:
    plan = write_plan(tmp_path)
    (tmp_path / "stress.yaml").write_text(stress)
    with pytest.raises(ScenarioError) as caught:
        planned(plan)
    assert STRESSES[stress] in str(caught.value)


def test_two_scenarios_of_one_name_are_refused(tmp_path: Path) -> None:
    write_plan(tmp_path)
    plan = tmp_path / "twins.yaml"
    plan.write_text("axes: {operators: [one.yaml, one.yaml]}")
    with pytest.raises(ScenarioError, match="two scenarios named one"):
        planned(plan)


@pytest.mark.parametrize("name", ["smoke", "overnight"])
def test_the_shipped_plans_read_and_every_stress_changes_something(name: str) -> None:
    cases = cases_of(read_plan(CONFIGS / "batches" / f"{name}.yaml"))
    digests = {case.job.identity.digest for case in cases}
    assert len(digests) == len(cases) >= 4


def test_the_overnight_plan_has_every_operator_by_every_stress_in_its_market() -> None:
    plan = read_plan(CONFIGS / "batches" / "overnight.yaml").plan
    at_home, in_china = plan.groups
    assert [group.markets for group in plan.groups] == [
        ("../markets/2026-11.yaml",),
        ("../markets/china-2026-11.yaml",),
    ]
    listed = {Path(name).name for name in (*at_home.operators, *in_china.operators)}
    shipped = {file.name for file in (CONFIGS / "operators").glob("*.yaml")}
    assert listed == shipped - {"neocloud.yaml"}  # which is there as contracted-neocloud
    # Nine and none in both; in China three of them are of its own.
    assert [len(group.stresses) for group in plan.groups] == [10, 10]
    found = {(CONFIGS / "batches" / name).resolve() for g in plan.groups for name in g.stresses}
    assert found >= {file.resolve() for file in (CONFIGS / "stresses").rglob("*.yaml")}


def test_a_price_war_makes_nobodys_hours_dearer() -> None:
    """Lists times positioning less discount: what a stress sets may be mild for some."""
    cases = cases_of(read_plan(CONFIGS / "batches" / "overnight.yaml"))
    paid = {}
    for case in cases:
        rental = case.job.scenario.operator.rental
        ends = [
            getattr(value, "reach", lambda v=value: (v, v))()
            for value in (rental.positioning, rental.discount)
        ]
        paid[case.axes["operator"], case.axes["stress"]] = ends[0][1] * (1.0 - ends[1][0])
    for operator in {operator for operator, _ in paid}:
        assert paid[operator, "price-war"] < 0.9 * paid[operator, "none"]


def test_groups_are_crossed_each_by_itself_after_the_rest(tmp_path: Path) -> None:
    more = "groups: [{operators: [two.yaml], fields: {operator.wacc: [0.1, 0.2]}}]"
    plan = write_plan(tmp_path, more=more)
    _, cases = planned(plan)
    assert [case.name for case in cases] == [*NAMES, "two_wacc-0.1", "two_wacc-0.2"]
    assert cases[-1].axes == {"operator": "two", "operator.wacc": "wacc-0.2"}


def test_each_number_of_a_stress_has_its_source_beside_it() -> None:
    for file in (CONFIGS / "stresses").rglob("*.yaml"):
        for line in file.read_text().splitlines():
            given, _, comment = line.partition("#")
            if given.strip().startswith(("market.", "operator.")) and any(map(str.isdigit, given)):
                assert len(comment.strip()) > 5, f"{file.name}: {line}"
