"""Every shipped operator runs in its market, and comes out with figures that are numbers."""

from pathlib import Path

import numpy as np
import pytest

import riskcloud
from tests.model.shipped_operators import OPERATORS, shipped_operator

PATHS = 256


@pytest.mark.parametrize("name", OPERATORS)
def test_each_runs_and_sells(name: str, tmp_path: Path) -> None:
    result = riskcloud.simulate(shipped_operator(name), paths=PATHS, out=tmp_path / name)
    found = result.outcomes(["project_npv", "capex_pv", "utilisation", "price"])
    assert len(found) == PATHS
    assert np.isfinite(found.to_numpy(dtype=float)).all()
    assert (found.capex_pv > 0).all()
    assert found.utilisation.between(0, 1).all()
    assert (found.price > 0).all()
