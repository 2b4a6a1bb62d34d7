"""The tornado against runs of its ends, and its ranges against the scenario's distributions."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest

import riskcloud
from riskcloud.cli.app import run_app
from riskcloud.model.scenario import Scenario
from riskcloud.risk.tornado import TWO_ANSWERS, Swing, Tornado
from riskcloud.run import RunRefusedError
from riskcloud.study import levers_of, trial_of
from riskcloud.study.effect_files import write_sensitivity
from riskcloud.study.ranges import DRAWN, GIVEN, sweeps_of

FILE = "configs/scenarios/neocloud.yaml"
PATHS = 512
PUE = "operator.power.pue"
CARDS = "operator.customers.hyperscaler.gpus"


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return riskcloud.load(FILE)


@pytest.fixture(scope="module")
def found(scenario: Scenario) -> Tornado:
    over = {PUE: (1.1, 1.5), CARDS: (14_000.0, 16_000.0), "power-price": (30.0, 90.0)}
    return riskcloud.sensitivity(scenario, trial_of("project-irr-5", PATHS), over, threads=2)


def swing_of(found: Tornado, key: str) -> Swing:
    return next(swing for swing in found.swings if swing.key == key)


def test_ends_are_the_figures_of_runs(tmp_path: Path, scenario: Scenario, found: Tornado) -> None:
    swing = swing_of(found, PUE)
    assert swing.basis == GIVEN
    figures = {}
    for value in (None, 1.1, 1.5):
        changed = riskcloud.load(FILE, [] if value is None else [f"{PUE}={value}"])
        result = riskcloud.simulate(changed, PATHS, 1, out=tmp_path / f"run-{value}")
        one = result.summary.quantile("project_irr", 0.05)
        assert one.alternative is not None, "some paths have no single IRR"
        figures[value] = one
    now = figures[None]
    answers = ("value", "alternative", "low", "high")
    for shown, run in ((found.now, now), *((end.figure, figures[end.value]) for end in swing.ends)):
        assert [getattr(shown, a) for a in answers] == [getattr(run, a) for a in answers]
    for end in swing.ends:
        assert end.change
        there = figures[end.value]
        assert end.change.value == pytest.approx(there.value - now.value, abs=1e-15)
        highest = there.alternative - now.alternative
        assert end.change.alternative == pytest.approx(highest, abs=1e-15)
        assert end.change.low is not None
        assert end.change.high is not None
        assert end.change.low <= end.change.value <= end.change.high


def test_the_cost_of_money_moves_no_irr(found: Tornado) -> None:
    for end in swing_of(found, "cost-of-money").ends:
        assert end.change
        assert (end.change.value, end.change.low, end.change.high) == (0.0, 0.0, 0.0)


def test_the_widest_swing_comes_first(found: Tornado) -> None:
    widths = [swing.width for swing in found.swings]
    assert widths == sorted(widths, reverse=True)
    assert widths[-1] == 0.0 < widths[0]


def test_a_value_that_the_scenario_refuses_is_said(found: Tornado) -> None:
    swing = swing_of(found, CARDS)
    assert swing.high is None
    assert "to let" in swing.refused[-1]


def test_ranges_are_the_distributions_where_there_are_any(scenario: Scenario) -> None:
    """P10 and P90 of a uniform from 1.2 to 1.4 are 1.22 and 1.38."""
    uncertain = riskcloud.load(FILE, [f"{PUE}={{uniform: [1.2, 1.4]}}"])
    by_key = {sweep.lever.key: sweep for sweep in sweeps_of(uncertain, "wacc", {PUE: None})}
    pue = by_key[PUE]
    assert pue.basis == DRAWN
    assert (pue.lever.low, pue.lever.high) == pytest.approx((1.22, 1.38), abs=0.01)
    life = by_key["economic-life"]
    assert life.basis.startswith("judgement")
    assert (life.lever.low, life.lever.high) == (60.0, 84.0)
    levers = levers_of(scenario, "wacc")
    assert all(levers[key].low <= by_key[key].lever.low for key in levers)
    assert all(levers[key].high >= by_key[key].lever.high for key in levers)


def test_probabilities_and_means_are_figures_too(scenario: Scenario) -> None:
    over = {PUE: (1.25, 1.25 + 1e-9)}
    for key in ("project-irr-above-wacc", "equity-npv-mean"):
        study = riskcloud.sensitivity(scenario, trial_of(key, 256), over)
        assert study.asked.unit == ("share" if "irr" in key else "USD")
        assert np.isfinite(study.now.value)
        assert swing_of(study, PUE).basis == GIVEN


def test_trials_without_sense_are_refused() -> None:
    with pytest.raises(RunRefusedError, match="expected one of"):
        trial_of("project-irr-mean")
    for paths in (0, 10**15):
        with pytest.raises(RunRefusedError, match="1 to 10,000,000"):
            trial_of("project-npv-mean", paths)


def test_files_and_picture_hold_what_was_found(tmp_path: Path, found: Tornado) -> None:
    write_sensitivity(found, tmp_path)
    stored = json.loads((tmp_path / "sensitivity.json").read_text())
    assert stored["now"]["value"] == found.now.value
    rows = list(csv.DictReader((tmp_path / "sensitivity.csv").open()))
    ends = [end for swing in found.swings for end in swing.ends]
    assert [float(row["estimate"]) for row in rows] == [end.figure.value for end in ends]
    second = [float(row["alternative"] or row["estimate"]) for row in rows]
    told = [e.value if e.alternative is None else e.alternative for e in (x.figure for x in ends)]
    assert second == told
    assert stored["cautions"] == list(found.cautions) == [TWO_ANSWERS]
    assert stored["now"]["alternative"] == found.now.alternative
    assert list(riskcloud.plots(found, tmp_path)) == ["tornado"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--metric", "profit"], "metric: found"),
        (["--over", "speed=1:2"], "--over: found"),
        (["--over", f"{PUE}=2:1"], "expected LEVER=LOW:HIGH"),
        (["--over", "operator.power.peu=1:2"], "peu"),
        (["--paths", "0"], "paths: found 0"),
    ],
)
def test_bad_options_are_one_line(
    given: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_app(["sensitivity", FILE, *given]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert said in line


def test_the_command_tells_both_answers(capsys: pytest.CaptureFixture[str]) -> None:
    given = ["--metric", "project-irr-5", "--paths", "512", "--over", f"{PUE}=1.1:1.5"]
    assert run_app(["sensitivity", FILE, *given]) == 0
    shown = capsys.readouterr().out
    assert " % or " in shown.splitlines()[0]
    assert TWO_ANSWERS in shown


def test_the_command_shows_and_writes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    assert run_app(["sensitivity", FILE, "--paths", "256", "--out", str(out)]) == 0
    assert "contracted-share" in capsys.readouterr().out
    names = ["plots/tornado.png", "plots/tornado.svg", "sensitivity.csv", "sensitivity.json"]
    assert all((out / name).stat().st_size for name in names)
