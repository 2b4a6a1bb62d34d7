"""A small operator on the default market, run once for all tests here."""

from pathlib import Path

import pytest

import riskcloud
from riskcloud.model.reading import read_yaml
from riskcloud.model.scenario import Scenario

SMALL = """
name: small run
operator:
  name: small
  wacc: 0.12
  cost_of_equity: 0.2
  cohorts:
    - {id: first, chip: h100, gpus: 1000, price: {uniform: [24000, 30000]}, delivery_months: 3,
       life_months: 24}
  customers:
    - {id: anchor, cohort: first, gpus: 400, price: 2.4, term_months: 24, default_rate: 0.08}
  equity: {opening_cash: 2e6}
  debt: {loan_to_cost: 0.6, tenor_months: 18}
"""

PATHS = 33_000
"""Two blocks, the second one short."""


@pytest.fixture(scope="session")
def scenario() -> Scenario:
    return read_yaml(SMALL, Scenario)


@pytest.fixture(scope="session")
def result(scenario: Scenario, tmp_path_factory: pytest.TempPathFactory) -> riskcloud.Result:
    folder: Path = tmp_path_factory.mktemp("runs") / "small"
    return riskcloud.simulate(scenario, paths=PATHS, seed=5, threads=2, out=folder)
