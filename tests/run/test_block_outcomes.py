"""An infinite outcome is named; of a lane beyond the block's last path nothing is said."""

from dataclasses import replace

import numpy as np
import pytest

from riskcloud.columns import INDEX
from riskcloud.compilation import Compiled, compile_scenario
from riskcloud.engine import Block
from riskcloud.kernels.layout import operator as oi
from riskcloud.model.scenario import Scenario
from riskcloud.run.block_outcomes import BlockOutcomes
from riskcloud.run.errors import InfiniteOutcomeError

LANE = 9


@pytest.fixture(params=[np.inf, -np.inf])
def spoilt(scenario: Scenario, request: pytest.FixtureRequest) -> Compiled:
    """Equity puts infinite cash into one path in each group of lanes."""
    compiled = compile_scenario(scenario)
    inputs = compiled.inputs.copy()
    inputs[oi.EQUITY_OPENING_CASH, LANE] = request.param
    return replace(compiled, inputs=inputs)


def test_an_infinite_outcome_is_named(spoilt: Compiled) -> None:
    with pytest.raises(InfiniteOutcomeError, match=f"infinite value on path {LANE} of seed"):
        BlockOutcomes(spoilt).of(Block(0, LANE + 1))


def test_paths_beyond_the_block_mean_nothing(spoilt: Compiled) -> None:
    outcomes = BlockOutcomes(spoilt).of(Block(0, LANE))
    assert np.isfinite(outcomes[INDEX["equity_npv"]]).all()
