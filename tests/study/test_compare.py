"""A comparison against its own stored parts, computed by hand."""

import csv
import json
from itertools import combinations
from math import sqrt
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from small_operators import PATHS, write

import riskcloud
from riskcloud.columns import OUTCOMES
from riskcloud.columns.outcomes import CONTRACT_PRICE_YEAR_1
from riskcloud.engine import blocks
from riskcloud.model.reading import ScenarioError
from riskcloud.outcomes import RunFolder, read_chunks
from riskcloud.risk.intervals import wilson
from riskcloud.risk.means import mean_of
from riskcloud.run import Progress, RunRefusedError
from riskcloud.study import Compared, StudyFailedError, running

NAMES = ("base", "twin", "large")
MARKET = (
    *(column.name for column in OUTCOMES if column.name.startswith("h100_price_year")),
    "tightness_mean",
    "tightness_min",
    "bust_months",
    "power_price",
    "short_rate",
    "entry_cost_fall",
    "inference_share",
)


@pytest.fixture(scope="module")
def frames(compared: Compared) -> dict[str, pd.DataFrame]:
    return {name: riskcloud.open_run(compared.run(name)).outcomes() for name in NAMES}


def test_every_operator_lives_through_the_same_futures(compared: Compared) -> None:
    assert OUTCOMES[CONTRACT_PRICE_YEAR_1].name in MARKET
    for block in blocks(0, PATHS):
        first, *others = (
            next(iter(read_chunks(RunFolder(compared.run(name)).parts, [block], MARKET)))
            for name in NAMES
        )
        for other in others:
            for column in MARKET:
                ours, theirs = first.columns[column], other.columns[column]
                assert ours.values.tobytes() == theirs.values.tobytes()
                assert ours.missing.tobytes() == theirs.missing.tobytes()


def test_each_is_an_ordinary_run(
    compared: Compared, files: dict[str, Path], tmp_path: Path
) -> None:
    scenario = tmp_path / "one.yaml"
    scenario.write_text(f"market: {files['market']}\noperator: {files['twin']}\n")
    alone = riskcloud.simulate(riskcloud.load(scenario), 33_000, 5, out=tmp_path / "run")
    ours, theirs = (
        json.loads((folder / "summary.json").read_text())
        for folder in (alone.folder, compared.run("twin"))
    )
    assert ours | {"scenario": ""} == theirs | {"scenario": ""}


@pytest.mark.parametrize(("against", "operator"), list(combinations(NAMES, 2)))
def test_differences_are_those_of_the_stored_paths(
    compared: Compared, frames: dict[str, pd.DataFrame], against: str, operator: str
) -> None:
    pair = compared.comparison.pair(operator, against)
    for figure in ("npv_per_dollar", "project_npv", "p_project_irr_above_wacc"):
        ours, theirs = (_figure(frames[name], figure) for name in (operator, against))
        apart = ours - theirs
        found = pair.differences[figure]
        assert found.paired.value == pytest.approx(apart.mean(), rel=1e-9)
        assert found.paired.paths == PATHS
        # About the normal interval: both allow for skewness, by the rule that means have.
        width, free = found.paired.high - found.paired.low, found.high - found.low
        assert width == pytest.approx(2 * 1.96 * apart.std() / sqrt(PATHS), rel=0.1)
        assert free == pytest.approx(2 * 1.96 * sqrt((ours.var() + theirs.var()) / PATHS), rel=0.01)
        direct = mean_of(apart)
        assert (found.paired.low, found.paired.high) == pytest.approx((direct.low, direct.high))
        assert found.low < found.paired.value < found.high
        correlation = np.corrcoef(ours, theirs)[0, 1]
        assert found.correlation == pytest.approx(correlation, abs=1e-9)
        assert found.gain == pytest.approx(free / width)


def _figure(frame: pd.DataFrame, name: str) -> np.ndarray:
    if name == "p_project_irr_above_wacc":
        return (frame["project_npv"].to_numpy() >= 0.0).astype(float)
    return frame[name].to_numpy()


def test_pairing_alike_operators_gains_what_their_correlation_promises(compared: Compared) -> None:
    found = compared.comparison.pair("twin", "base").differences["npv_per_dollar"]
    assert found.correlation is not None
    assert found.correlation > 0.9
    assert found.gain == pytest.approx(sqrt(1.0 / (1.0 - found.correlation)), rel=0.05)


def test_who_is_ahead_is_counted_path_by_path(
    compared: Compared, frames: dict[str, pd.DataFrame]
) -> None:
    for operator, against in combinations(NAMES, 2):
        ours, theirs = (frames[name]["npv_per_dollar"].to_numpy() for name in (operator, against))
        wins = sum(a > b for a, b in zip(ours, theirs, strict=True))
        pair = compared.comparison.pair(operator, against)
        assert pair.beats is not None
        assert pair.beats.value == wins / PATHS
        assert (pair.beats.low, pair.beats.high) == wilson(wins, PATHS)
        assert pair.ties == sum(ours == theirs)
        assert pair.missing == 0


def test_figures_are_those_of_each_run(compared: Compared, frames: dict[str, pd.DataFrame]) -> None:
    for one in compared.comparison.operators:
        frame = frames[one.name]
        above = one.figures["p_project_irr_above_wacc"].estimate
        assert above.value == pytest.approx((frame["project_npv"] >= 0.0).mean())
        assert above.low < above.value < above.high
        worst = np.sort(frame["npv_per_dollar"])[: round(0.05 * PATHS)].mean()
        assert one.figures["npv_per_dollar_worst_5"].estimate.value == pytest.approx(worst)
        funding = np.sort(frame["project_peak_funding"])[int(np.ceil(0.99 * PATHS)) - 1]
        assert one.figures["peak_funding_99"].estimate.value == funding
        assert one.margins[2].estimate.value == pytest.approx(frame["margin_year_2"].mean())
        assert one.hurdles["wacc"].estimate.value == 0.12
    by_name = {one.name: one for one in compared.comparison.operators}
    assert "p_covenant_breach" in by_name["large"].figures
    assert "p_covenant_breach" not in by_name["base"].figures


def test_files_say_what_the_comparison_says(compared: Compared) -> None:
    comparison = compared.comparison
    document = json.loads((compared.folder / "comparison.json").read_text())
    assert [one["name"] for one in document["operators"]] == list(NAMES)
    assert document == json.loads(json.dumps(comparison.as_json()))
    with (compared.folder / "comparison.csv").open() as file:
        rows = {(row["operator"], row["figure"]): row for row in csv.DictReader(file)}
    for one in comparison.operators:
        for key, figure in one.figures.items():
            assert float(rows[one.name, key]["estimate"]) == figure.estimate.value
    with (compared.folder / "pairs.csv").open() as file:
        pairs = list(csv.DictReader(file))
    assert len(pairs) == 3 * 4
    assert {row["figure"] for row in pairs} >= {"npv_per_dollar", "p_beats"}


def test_going_on_changes_nothing(compared: Compared, files: dict[str, Path]) -> None:
    written = compared.folder / "comparison.json"
    before = written.read_bytes()
    part = next(compared.run("twin").glob("outcomes/part-*.parquet"))
    made = part.stat().st_mtime_ns
    operators = [files[name] for name in NAMES]
    riskcloud.compare(operators, files["market"], PATHS, 5, 1, compared.folder)
    assert written.read_bytes() == before
    assert part.stat().st_mtime_ns == made


def test_one_that_fails_is_named_and_does_not_stop_the_others(
    files: dict[str, Path], tmp_path: Path
) -> None:
    (tmp_path / "operator=base").mkdir()
    (tmp_path / "operator=base" / "notes.txt").write_text("not a run")
    told: list[Progress] = []
    made = riskcloud.compare(
        [files[name] for name in NAMES], files["market"], 256, 5, 2, tmp_path, told.append
    ).comparison
    assert [one.name for one in made.operators] == ["twin", "large"]
    assert made.base.name == "twin"
    assert "notes.txt" in made.failed["base"]
    assert [pair.operator for pair in made.pairs] == ["large"]
    assert (told[-1].done, told[-1].blocks) == (3, 3)
    document = json.loads((tmp_path / "comparison.json").read_text())
    assert "notes.txt" in document["failed"]["base"]


def test_no_run_at_all_is_an_error(files: dict[str, Path], tmp_path: Path) -> None:
    (tmp_path / "operator=base").mkdir()
    (tmp_path / "operator=base" / "notes.txt").write_text("not a run")
    with pytest.raises(StudyFailedError, match=r"base: .*notes\.txt"):
        riskcloud.compare([files["base"]], files["market"], 256, out=tmp_path)


def test_a_stop_reaches_every_run(
    files: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[str] = []

    def simulate(scenario: object, *given: object, turn: object) -> None:
        started.append("run")
        raise KeyboardInterrupt

    monkeypatch.setattr(running, "simulate", simulate)
    with pytest.raises(KeyboardInterrupt):
        riskcloud.compare([files["base"]] * 6, files["market"], 256, out=tmp_path)
    assert len(started) < 6


def test_different_markets_are_refused(files: dict[str, Path], tmp_path: Path) -> None:
    scenarios = []
    for volatility in (0.1, 0.2):
        file = tmp_path / f"s{volatility}.yaml"
        text = f"market: {{tightness: {{volatility: {volatility}}}}}\noperator: {files['base']}\n"
        file.write_text(text)
        scenarios.append(file)
    with pytest.raises(RunRefusedError, match=r"different markets \(market\.tightness\.volatility"):
        riskcloud.compare(scenarios, out=tmp_path / "out")
    made = riskcloud.compare(scenarios, files["market"], 256, out=tmp_path / "out")
    assert made.comparison.market == "test market"


def test_names_are_found_told_apart_and_missed(
    files: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "configs/operators").mkdir(parents=True)
    (tmp_path / "configs/markets").mkdir()
    (tmp_path / "configs/markets/2026-11.yaml").write_text("name: the default\n")
    write(tmp_path / "configs/operators", "base")
    monkeypatch.chdir(tmp_path)
    made = riskcloud.compare(["base", files["base"]], paths=256, overrides=["operator.wacc=0.3"])
    assert made.folder.parent == Path("runs")
    assert [one.name for one in made.comparison.operators] == ["base", "base-2"]
    assert made.comparison.market == "the default"
    assert made.comparison.base.hurdles["wacc"].estimate.value == 0.3
    pair = made.comparison.pairs[0]
    assert pair.beats is not None
    assert pair.ties == 256
    assert pair.differences["npv_per_dollar"].gain is None
    with pytest.raises(ScenarioError, match="did you mean base"):
        riskcloud.compare(["bass"])


def test_a_pair_turned_round_is_its_mirror(compared: Compared) -> None:
    one, other = (
        compared.comparison.pair(*names) for names in (("base", "twin"), ("twin", "base"))
    )
    assert one.beats is not None
    assert other.beats is not None
    assert one.beats.value + other.beats.value + one.ties / PATHS == pytest.approx(1.0)
    for key, difference in one.differences.items():
        mirror = other.differences[key]
        assert difference.paired.value == -mirror.paired.value
        assert (difference.paired.low, difference.high) == (-mirror.paired.high, -mirror.low)
        assert difference.gain == pytest.approx(mirror.gain)
