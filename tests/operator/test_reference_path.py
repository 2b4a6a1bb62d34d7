"""The reference's whole path against the kernel's outcomes, and where its numbers come from."""

from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

import riskcloud
from riskcloud.columns.operator import EQUITY_FLOW, LENDER_FLOW, PROJECT_FLOW
from riskcloud.compilation import compile_scenario
from riskcloud.kernels.lanes import LANES
from riskcloud.model.scenario import Scenario
from riskcloud.run.lanes import traced
from tests.operator.outcome_row import outcome_rows
from tests.operator.random_scenarios import Words, scenarios
from tests.reference.draws import Array
from tests.reference.path import ReferencePath

SHIPPED = sorted(Path("configs/scenarios").glob("*.yaml"))


def finished(path: ReferencePath) -> ReferencePath:
    for _ in path.months():
        pass
    return path


@cache
def both(file: Path) -> tuple[ReferencePath, dict[str, Array]]:
    """The first LANES paths of a scenario, in the reference and as the kernel's outcomes."""
    scenario = riskcloud.load(file)
    return finished(ReferencePath(scenario, LANES)), outcome_rows(scenario)


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
@pytest.mark.parametrize("party", ["project", "equity"])
def test_returns_are_the_same(file: Path, party: str) -> None:
    path, kernel = both(file)
    found = path.outcomes()
    moved = np.abs(getattr(path, party)).sum(axis=0)
    gap = np.abs(found[f"{party}_npv"] - kernel[f"{party}_npv"])
    assert np.all(gap < 1e-9 * moved)
    for kind in ("", "_from_outlay", "_from_service", "_discounted"):
        name = f"{party}_payback{kind}"
        np.testing.assert_array_equal(found[name], kernel[name])
    unique = found[f"{party}_irr_status"] == "unique"
    assert unique.sum() > LANES / 4
    np.testing.assert_allclose(
        found[f"{party}_irr"][unique], kernel[f"{party}_irr"][unique], rtol=1e-7, atol=1e-9
    )


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_levelised_cost_is_the_same(file: Path) -> None:
    path, kernel = both(file)
    found = path.outcomes()["levelised_cost"]
    np.testing.assert_allclose(found, kernel["levelised_cost"], rtol=1e-9)


def flow_gaps(scenario: Scenario) -> list[str]:
    """Months in which a party's flow differs, in parts of all that it moves."""
    path = ReferencePath(scenario, LANES)
    flows = {"project": PROJECT_FLOW, "equity": EQUITY_FLOW, "lender": LENDER_FLOW}
    kernel = traced(compile_scenario(scenario), 0, flows.values())
    finished(path)
    found = []
    for party, row in flows.items():
        flow = getattr(path, party)
        gap = np.abs(kernel[row] - flow) / (1 + np.abs(flow).sum(axis=0))
        if gap.max() >= 1e-9:
            month, lane = np.unravel_index(np.argmax(gap >= 1e-9), gap.shape)
            values = f"{kernel[row][month, lane]!r}, not {flow[month, lane]!r}"
            found.append(f"{party} month {month} lane {lane}: {values}")
    return found


@settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(scenarios())
def test_flows_of_random_scenarios(words: Words) -> None:
    assert flow_gaps(Scenario.model_validate(words)) == []


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_one_path_alone_is_that_path(file: Path) -> None:
    many, _ = both(file)
    one = finished(ReferencePath(riskcloud.load(file), paths=1, first_path=101))
    np.testing.assert_allclose(one.project[:, 0], many.project[:, 101], rtol=1e-12)
    np.testing.assert_allclose(one.equity[:, 0], many.equity[:, 101], rtol=1e-9, atol=1e-3)


def test_other_random_numbers_give_the_same_distribution() -> None:
    """Means of NPV on NumPy's own numbers and at addresses, within four standard errors."""
    scenario, paths = riskcloud.load(SHIPPED[0]), 2000
    generator = np.random.Generator(np.random.SFC64(5))
    sampled = finished(ReferencePath(scenario, paths, source=generator)).outcomes()["project_npv"]
    addressed = finished(ReferencePath(scenario, paths)).outcomes()["project_npv"]
    error = np.sqrt((sampled.var() + addressed.var()) / paths)
    assert abs(sampled.mean() - addressed.mean()) < 4 * error
    assert sampled.std() == pytest.approx(addressed.std(), rel=0.15)
