"""The reference's whole path against the kernel's outcomes, and where its numbers come from."""

from functools import cache
from pathlib import Path

import numpy as np
import pytest

import riskcloud
from riskcloud.columns.outcomes import INDEX, OUTCOME
from riskcloud.compilation import compile_scenario, new_work
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.simulate import simulate_block
from tests.reference.draws import Array
from tests.reference.path import ReferencePath

SHIPPED = sorted(Path("configs/scenarios").glob("*.yaml"))


def finished(path: ReferencePath) -> ReferencePath:
    for _ in path.months():
        pass
    return path


@cache
def both(file: Path) -> tuple[ReferencePath, dict[str, Array]]:
    """The first 256 paths of a scenario, in the reference and as the kernel's outcomes."""
    scenario = riskcloud.load(file)
    compiled = compile_scenario(scenario)
    outcomes = np.empty((OUTCOME.end, LANES))
    inputs, work = new_work(compiled)
    simulate_block(np.int64(0), LANES, inputs, compiled.layout, work, outcomes)
    kernel = {name: outcomes[place] for name, place in INDEX.items()}
    return finished(ReferencePath(scenario, LANES)), kernel


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
@pytest.mark.parametrize("name", ["npv", "payback", "payback_discounted"])
def test_the_project_is_worth_the_same(file: Path, name: str) -> None:
    path, kernel = both(file)
    found = path.outcomes()[f"project_{name}"]
    scale = np.abs(path.project).sum(axis=0) if name == "npv" else 1.0
    np.testing.assert_allclose(found / scale, kernel[f"project_{name}"] / scale, atol=1e-9)


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_the_project_returns_the_same(file: Path) -> None:
    path, kernel = both(file)
    found = path.outcomes()
    unique = found["project_irr_status"] == "unique"
    assert unique.sum() > LANES / 3
    expected = kernel["project_irr"][unique]
    np.testing.assert_allclose(found["project_irr"][unique], expected, rtol=1e-7, atol=1e-9)


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_one_path_alone_is_that_path(file: Path) -> None:
    many, _ = both(file)
    one = finished(ReferencePath(riskcloud.load(file), paths=1, first_path=201))
    np.testing.assert_allclose(one.project[:, 0], many.project[:, 201], rtol=1e-12)
    np.testing.assert_allclose(one.equity[:, 0], many.equity[:, 201], rtol=1e-9, atol=1e-3)


def test_other_random_numbers_give_the_same_distribution() -> None:
    """Means of NPV on NumPy's own numbers and at addresses, within four standard errors."""
    scenario, paths = riskcloud.load(SHIPPED[0]), 2000
    generator = np.random.Generator(np.random.SFC64(5))
    sampled = finished(ReferencePath(scenario, paths, source=generator)).outcomes()["project_npv"]
    addressed = finished(ReferencePath(scenario, paths)).outcomes()["project_npv"]
    error = np.sqrt((sampled.var() + addressed.var()) / paths)
    assert abs(sampled.mean() - addressed.mean()) < 4 * error
    assert sampled.std() == pytest.approx(addressed.std(), rel=0.15)
