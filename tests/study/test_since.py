"""What changed since an earlier run, against the outcomes of both taken path by path in pandas."""

import json
from dataclasses import replace
from math import sqrt
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from small_operators import PATHS

import riskcloud
from riskcloud.outcomes import RunFolder, RunFolderError
from riskcloud.risk.changes import Change, Replaced, Since, Unpaired
from riskcloud.risk.conventions import Caution
from riskcloud.risk.from_json import estimate_of
from riskcloud.risk.results import Estimate
from riskcloud.run import RESULTS_VERSION, Result, RunRefusedError
from riskcloud.study import Compared
from riskcloud.study.field_changes import field_changes
from riskcloud.study.since import since


@pytest.fixture(scope="module")
def now(compared: Compared) -> Result:
    return riskcloud.open_run(compared.run("large"))


@pytest.fixture(scope="module")
def found(compared: Compared, now: Result) -> Since:
    return since(now, compared.run("base"))


@pytest.fixture(scope="module")
def frames(compared: Compared, now: Result) -> tuple[pd.DataFrame, pd.DataFrame]:
    return riskcloud.open_run(compared.run("base")).outcomes(), now.outcomes()


def _change(found: Since, label: str) -> Change:
    return next(one for one in found.figures if one.label == label)


def _paired(found: Since, label: str) -> Estimate:
    difference = _change(found, label).difference
    assert difference is not None
    return difference


@pytest.mark.parametrize(
    ("label", "column"),
    [
        ("P(equity IRR below cost of equity (NPV below 0))", "equity_npv"),
        ("P(project IRR below wacc (NPV below 0))", "project_npv"),
    ],
)
def test_probabilities_differ_by_the_paths_that_change_sides(
    found: Since, frames: tuple[pd.DataFrame, pd.DataFrame], label: str, column: str
) -> None:
    apart = (frames[1][column] < 0).to_numpy(float) - (frames[0][column] < 0).to_numpy(float)
    difference = _paired(found, label)
    assert difference.paths == PATHS
    assert difference.value == pytest.approx(apart.mean(), abs=1e-12)
    half = 1.959964 * apart.std() / sqrt(PATHS)
    assert (difference.high or 0) - (difference.low or 0) == pytest.approx(2 * half, rel=0.01)


def test_the_mean_and_its_shortfall_differ_as_the_two_runs_do(
    found: Since, frames: tuple[pd.DataFrame, pd.DataFrame]
) -> None:
    both = [np.sort(frame["equity_npv"].to_numpy(float)) for frame in frames]
    label = "equity NPV at cost of equity, mean"
    assert _paired(found, label).value == pytest.approx(both[1].mean() - both[0].mean(), rel=1e-9)
    tail = PATHS // 20  # 33,000 paths: the worst 5 % are 1,650 whole ones
    worst = both[1][:tail].mean() - both[0][:tail].mean()
    change = _change(found, f"{label} of the worst 5 %")
    assert change.difference is not None
    assert change.difference.value == pytest.approx(worst, rel=1e-9)
    assert change.then is not None
    assert change.now is not None
    assert change.difference.value == pytest.approx(
        change.now.estimate.value - change.then.estimate.value, rel=1e-9
    )


def test_the_shortfall_has_the_interval_of_a_bootstrap(
    found: Since, frames: tuple[pd.DataFrame, pd.DataFrame]
) -> None:
    rng = np.random.default_rng(1)
    both = [frame["equity_npv"].to_numpy(float) for frame in frames]
    tail, drawn = PATHS // 20, []
    for _ in range(300):
        rows = rng.integers(0, PATHS, PATHS)
        ends = [np.partition(npv[rows], tail)[:tail].mean() for npv in both]
        drawn.append(ends[1] - ends[0])
    difference = _paired(found, "equity NPV at cost of equity, mean of the worst 5 %")
    width = (difference.high or 0) - (difference.low or 0)
    assert width == pytest.approx(2 * 1.959964 * np.std(drawn), rel=0.15)


def test_what_only_one_run_has_is_not_subtracted(found: Since) -> None:
    change = _change(found, "P(covenant breach)")  # the earlier one has no loan
    assert change.then is None
    assert change.now is not None
    assert change.difference is None


def test_medians_have_no_difference(found: Since) -> None:
    change = _change(found, "equity IRR, median")
    assert change.then is not None
    assert change.difference is None


def test_the_inputs_that_differ_are_named_with_both_values(found: Since) -> None:
    inputs = {one.name: (one.then, one.now) for one in found.inputs}
    assert inputs["operator.cohorts.first.gpus"] == ("100", "1000")
    assert inputs["operator.cohorts.first.price"] == ("20000", "24000")
    assert "operator.name" not in inputs  # a name changes no figure
    assert found.versions == ()


def test_the_same_paths_changed_nowhere(compared: Compared) -> None:
    twin = riskcloud.open_run(compared.run("base"))
    other = since(twin, compared.run("twin"))
    assert [one.name for one in other.inputs] == ["operator.rental.on_demand_share"]


def _small(compared: Compared, out: Path, seed: int, paths: int = 200) -> Result:
    scenario = riskcloud.open_run(compared.run("base")).scenario
    return riskcloud.simulate(scenario, paths=paths, seed=seed, out=out)


def test_another_seed_is_not_paired_and_fewer_paths_are(
    compared: Compared, now: Result, tmp_path: Path
) -> None:
    other = since(now, _small(compared, tmp_path / "other", 6).folder)
    assert other.unpaired == (Unpaired.SEED,)
    assert other.paired == 0
    assert all(one.difference is None for one in other.figures)
    shorter = since(now, _small(compared, tmp_path / "short", 5).folder)
    assert shorter.paired == 200
    assert _paired(shorter, "equity NPV at cost of equity, mean").paths == 200
    worst = _paired(shorter, "equity NPV at cost of equity, mean of the worst 5 %")
    assert Caution.FEW_PATHS in worst.cautions


def test_another_version_is_told_and_not_paired(
    compared: Compared, now: Result, tmp_path: Path
) -> None:
    folder = _small(compared, tmp_path / "old", 5).folder
    manifest = RunFolder(folder).manifest
    identity = replace(manifest.identity, results_version=0)
    packages = {**manifest.packages, "numpy": "1.0"}
    replace(manifest, identity=identity, packages=packages).write(folder / "manifest.json")
    other = since(now, folder)
    assert other.unpaired == (Unpaired.RESULTS,)
    assert Replaced("results version", "0", str(RESULTS_VERSION)) in other.versions
    assert "numpy" in {one.name for one in other.versions}
    assert _change(other, "equity IRR, median").then is not None


def test_only_an_earlier_finished_run_is_taken(
    compared: Compared, now: Result, tmp_path: Path
) -> None:
    with pytest.raises(RunRefusedError, match="found the run itself"):
        since(now, now.folder)
    with pytest.raises(RunFolderError, match=r"is .* a run folder"):
        since(now, tmp_path)
    folder = _small(compared, tmp_path / "cut", 5).folder
    (folder / "summary.json").unlink()
    with pytest.raises(RunFolderError, match="the run is not finished"):
        since(now, folder)


def test_estimates_come_back_from_the_summary(now: Result) -> None:
    for name, document in json.loads(json.dumps(now.summary.as_json()))["columns"].items():
        for one, given in zip(
            now.summary.columns[name].quantiles, document["quantiles"], strict=True
        ):
            if np.isfinite([e for e in (one.value, one.low, one.high) if e is not None]).all():
                assert estimate_of(given) == one


def test_fields_differ_by_id_and_by_kind() -> None:
    then = {"a": {"uniform": [1, 2]}, "list": [{"id": "x", "n": 1}, {"id": "y", "n": 2}], "b": [1]}
    now = {"a": 0.5, "list": [{"id": "y", "n": 3}], "b": [1, 2], "c": None}
    found = [(one.name, one.then, one.now) for one in field_changes(then, now)]
    assert found == [
        ("a", "{uniform: [1, 2]}", "0.5"),
        ("list.y.n", "2", "3"),
        ("list.x", "{id: x, n: 1}", ""),
        ("b", "[1]", "[1, 2]"),
        ("c", "", "null"),
    ]
    others = {"list": [{"id": "x"}]}, {"list": [{"id": "y"}]}
    assert [one.name for one in field_changes(*others)] == ["list.y", "list.x"]
    kinds = {"d": {"uniform": [1, 2]}}, {"d": {"normal": {"mean": 1, "sd": 2}}}
    assert [one.name for one in field_changes(*kinds)] == ["d"]
    assert list(field_changes(then, then)) == []
