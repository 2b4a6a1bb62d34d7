"""Every rate of flows made from chosen rates, and of a shipped scenario's paths, by Sturm."""

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

import riskcloud
from riskcloud.cli.app import run_app
from riskcloud.kernels.returns.bounds import Q_HIGH, Q_LOW
from riskcloud.run.internal_rates import OWNERS, rates_of
from tests.returns.exact import Stream, rate_of

NEOCLOUD = "configs/scenarios/neocloud.yaml"
PATHS = 512


def flows_of(rates: Sequence[float]) -> np.ndarray:
    """(q - q_1)(q - q_2)... in powers of q = (1 + rate)^(-1/12), lowest first: one flow a month."""
    flows = np.array([1.0])
    for rate in rates:
        q = (1.0 + rate) ** (-1.0 / 12.0)
        flows = np.convolve(flows, [-q, 1.0])
    return flows


@pytest.mark.parametrize(
    "rates",
    [
        (-0.9, 0.1, 2.0),
        (0.05, 0.3, 0.8),
        (-0.998658, -0.941317, 0.160707),
        (-0.99, -0.5, 0.0, 0.4, 5.0),
    ],
)
@pytest.mark.parametrize("scale", [1.0, -3e8])
def test_the_chosen_rates_come_back(rates: tuple[float, ...], scale: float) -> None:
    stream = scale * flows_of(rates)
    found = rates_of({"late": np.concatenate([np.zeros(7), stream, np.zeros(5)])})["late"]
    assert found.status == "multiple"
    assert found.rates == pytest.approx(rates, abs=1e-7)


def test_a_rate_in_the_middle_of_the_others_is_found() -> None:
    """The first cut, half way between the outer discount factors, falls on the third one."""
    q = [(1.0 + rate) ** (-1.0 / 12.0) for rate in (0.8, 0.1)]
    middle = ((q[0] + q[1]) / 2.0) ** -12 - 1.0
    found = rates_of({"one": flows_of((0.1, middle, 0.8))})["one"]
    assert found.rates == pytest.approx((0.1, middle, 0.8), abs=1e-7)


@pytest.mark.parametrize(
    ("flows", "status", "rates"),
    [
        ([-1.0, *[0.0] * 11, 1.1], "unique", (0.1,)),
        ([-1.0, 0.0, 0.0], "total_loss", ()),
        ([0.0, 1.0, 2.0], "no_outlay", ()),
        ([1.0, -1.0, 1.0], "none", ()),
    ],
)
def test_other_streams_have_one_rate_or_none(
    flows: list[float], status: str, rates: tuple[float, ...]
) -> None:
    found = rates_of({"one": np.array(flows)})["one"]
    assert found.status == status
    assert found.rates == pytest.approx(rates, rel=1e-12)


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> riskcloud.Result:
    folder: Path = tmp_path_factory.mktemp("runs") / "neocloud"
    return riskcloud.simulate(riskcloud.load(NEOCLOUD), PATHS, 1, out=folder)


def several(result: riskcloud.Result) -> dict[int, int]:
    """Paths with more than one project rate, and how many each has."""
    roots = result.outcomes(["project_irr_roots"])["project_irr_roots"].dropna()
    return {int(path): int(count) for path, count in roots[roots > 1].items()}


def test_paths_of_a_run_have_the_rates_that_sturm_finds(result: riskcloud.Result) -> None:
    paths = several(result)
    assert max(paths.values()) >= 3, "one whose outcome row leaves a rate out"
    for path, count in paths.items():
        found = result.internal_rates(path)["project"]
        judge = Stream(result.replay(path)["project_flow"])
        apart = judge.isolate(Fraction(Q_LOW), Fraction(Q_HIGH))
        exact = sorted(float(rate_of(judge.refine(*ends))) for ends in apart)
        assert (found.status, len(found.rates)) == ("multiple", count)
        assert found.rates == pytest.approx(exact, rel=1e-8)
        row = result.outcomes_of(path)
        ends = row["project_irr_lowest"], row["project_irr_highest"]
        assert (found.rates[0], found.rates[-1]) == pytest.approx(ends, rel=1e-9)


def test_replay_shows_all_of_them(
    result: riskcloud.Result, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = several(result)
    path = max(paths, key=lambda one: paths[one])
    found = result.internal_rates(path)
    assert tuple(found) == OWNERS
    assert run_app(["replay", str(result.folder), "--path", str(path)]) == 0
    head = capsys.readouterr().out.splitlines()[:4]
    (line,) = [words for words in head if words.startswith("project: ")]
    assert line.endswith(", ".join(f"{100 * rate:.4f} %" for rate in found["project"].rates))
    one = next(k for k in range(PATHS) if result.outcomes_of(k)["project_irr_status"] == 0.0)
    assert run_app(["replay", str(result.folder), "--path", str(one)]) == 0
    assert "no single IRR" not in capsys.readouterr().out.splitlines()[1]
