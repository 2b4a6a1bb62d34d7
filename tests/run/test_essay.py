"""The figures of the economics that are made of inputs."""

import numpy as np
import pytest

from riskcloud.compilation import compile_scenario
from riskcloud.model.scenario import Scenario
from riskcloud.run.essay import essay_figures

COHORT = {"id": "only", "chip": "h100", "gpus": 100, "price": 28000}


def fall(growth: object) -> float:
    parts = {
        "name": "case",
        "market": {"name": "m", "tokens": {"software_growth": growth}},
        "operator": {"name": "o", "cohorts": [COHORT]},
    }
    compiled = compile_scenario(Scenario.model_validate(parts))
    return essay_figures({}, compiled)["token_cost_fall"].estimate.value


def test_the_fall_of_token_cost_is_a_share_of_the_cost() -> None:
    """Throughput e^.517 times as high in a year: a token costs 59.6 % of what it did."""
    assert fall(0.517) == pytest.approx(1.0 - np.exp(-0.517), rel=1e-12)
    assert fall(np.log(2.0)) == pytest.approx(0.5, rel=1e-12)


def test_the_mean_fall_is_that_of_falls() -> None:
    """Of a uniform growth from a to b: 1 - (e^-a - e^-b)/(b - a)."""
    low, high = 0.1, 1.1
    wanted = 1.0 - (np.exp(-low) - np.exp(-high)) / (high - low)
    assert fall({"uniform": [low, high]}) == pytest.approx(wanted, abs=0.01)
