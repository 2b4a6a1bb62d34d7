"""Break-evens of a small scenario against runs on either side, and what is refused."""

import json
from pathlib import Path

import numpy as np
import pytest

import riskcloud
from riskcloud.model.explain import UnknownFieldError
from riskcloud.model.scenario import Scenario
from riskcloud.run import RunRefusedError
from riskcloud.study import MEASURES, BreakEven, Question, lever_on, levers_of, question_of
from riskcloud.study.break_even_files import write_break_even
from riskcloud.study.variation import share_of_paths, varied

FILE = "configs/scenarios/neocloud.yaml"
PATHS = 512


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return riskcloud.load(FILE)


@pytest.fixture(scope="module")
def by_wacc(scenario: Scenario) -> BreakEven:
    question = Question(MEASURES["project-irr-above-wacc"], target=0.5, paths=PATHS)
    levers = [levers_of(scenario, "wacc")[key] for key in ("cost-of-money", "next-generation")]
    return riskcloud.breakeven(scenario, question, levers, threads=2)


def test_the_bracket_holds_the_target(scenario: Scenario, by_wacc: BreakEven) -> None:
    """The median NPV is zero at a wacc that is the median IRR: a run says so too."""
    (one,) = by_wacc.curves[0].crossings
    measure = by_wacc.question.measure
    for point, is_above in ((one.before, True), (one.after, False)):
        changed = varied(scenario, [f"operator.wacc={point.value!r}"])
        share = share_of_paths(changed, measure, PATHS).value
        assert share == point.metric.value
        assert (share >= 0.5) == is_above
    assert one.after.value - one.before.value <= by_wacc.question.tolerance * 0.4
    assert one.low is not None
    assert one.high is not None
    assert one.low < one.value < one.high


def test_shares_are_those_of_a_run(tmp_path: Path, scenario: Scenario) -> None:
    result = riskcloud.simulate(scenario, paths=PATHS, seed=1, out=tmp_path / "run")
    npv = result.outcomes(columns=["project_npv"])["project_npv"]
    share = share_of_paths(scenario, MEASURES["project-irr-above-wacc"], PATHS).value
    assert share == np.mean(npv >= 0.0)


def test_a_lever_that_does_not_do_it_says_so(by_wacc: BreakEven) -> None:
    words = by_wacc.curves[1].answer
    assert words == "no value from 0 to 36 does it: always above the target"


def test_levers_are_the_six_figures_and_three_prices(scenario: Scenario) -> None:
    keys = list(levers_of(scenario, "wacc"))
    assert keys == [
        "utilisation",
        "contracted-share",
        "inference-share",
        "economic-life",
        "cost-of-money",
        "power-price",
        "card-price",
        "next-generation",
    ]
    selling = riskcloud.load(FILE, ["operator.model_calls={offered: true, serving_share: 0.1}"])
    assert "token-cost-fall" in levers_of(selling, "wacc")
    cost = levers_of(scenario, "cost_of_equity")["cost-of-money"]
    assert cost.overrides(0.2) == ["operator.cost_of_equity=0.2"]


def test_a_lever_on_several_fields_keeps_their_proportion(
    scenario: Scenario,
) -> None:
    power = levers_of(scenario, "wacc")["power-price"]
    changed = varied(scenario, power.overrides(102.0))
    assert changed.market.regions[0].start == 102.0
    assert changed.operator.power.contract_price == pytest.approx(55.0 * 102.0 / 51.0)
    life = levers_of(scenario, "wacc")["economic-life"]
    changed = varied(scenario, life.overrides(60.0))
    assert changed.operator.residual.life_months == 60
    assert {cohort.life_months for cohort in changed.operator.cohorts} == {60}


def test_any_field_is_a_lever(scenario: Scenario) -> None:
    pue = lever_on(scenario, "operator.power.pue", None)
    assert (pue.low, pue.high, pue.now) == (1.0, 2.5, 1.25)
    with pytest.raises(UnknownFieldError, match="pue"):
        lever_on(scenario, "operator.power.peu", None)
    with pytest.raises(RunRefusedError, match="no range"):
        lever_on(scenario, "operator.power.contract_start", None)


def test_values_that_a_scenario_refuses_are_said(scenario: Scenario) -> None:
    question = question_of("project-irr-above-wacc", paths=64, grid=3)
    lever = lever_on(scenario, "operator.customers.hyperscaler.gpus", (14_000.0, 16_000.0))
    (curve,) = riskcloud.breakeven(scenario, question, [lever]).curves
    assert [value for value, _ in curve.refused] == [15_000.0, 16_000.0]
    assert "to let" in curve.refused[0][1]


@pytest.mark.parametrize(
    "settings",
    [{"target": 0.0}, {"target": 1.0}, {"target": float("nan")}, {"grid": 1}, {"grid": 10**9}],
)
def test_questions_without_sense_are_refused(
    scenario: Scenario, settings: dict[str, float]
) -> None:
    question = question_of("project-paid-back", **settings)
    with pytest.raises(RunRefusedError, match="expected"):
        riskcloud.breakeven(scenario, question, [])
    with pytest.raises(RunRefusedError, match="expected one of"):
        question_of("profit")


def test_files_hold_what_was_found(tmp_path: Path, by_wacc: BreakEven) -> None:
    write_break_even(by_wacc, tmp_path)
    stored = json.loads((tmp_path / "breakeven.json").read_text())
    assert stored["levers"][0]["crossings"][0]["before"]["value"] == (
        by_wacc.curves[0].crossings[0].before.value
    )
    assert stored["digest"] == by_wacc.digest
    rows = (tmp_path / "breakeven.csv").read_text().splitlines()
    assert len(rows) == 1 + sum(len(curve.points) for curve in by_wacc.curves)
    assert sum(row.endswith(",1") for row in rows) == 2
    drawn = riskcloud.plots(by_wacc, tmp_path / "plots")
    assert list(drawn) == ["breakeven_cost-of-money", "breakeven_next-generation"]
    assert (tmp_path / "plots" / "breakeven_cost-of-money.png").stat().st_size > 10_000


def test_a_picture_marks_every_value_that_was_simulated(by_wacc: BreakEven) -> None:
    curve = by_wacc.curves[0]
    (ax,) = riskcloud.plots(by_wacc)["breakeven_cost-of-money"].figure().axes
    (line,) = (one for one in ax.get_lines() if one.get_marker() == ".")
    assert list(line.get_xdata()) == [point.value for point in curve.points]
