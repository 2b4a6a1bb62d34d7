"""Runs whose paths are written as workbooks: small fleets on the default market."""

from pathlib import Path

import riskcloud
from riskcloud.model.reading import read_yaml
from riskcloud.model.scenario import Scenario
from riskcloud.run import Result

SMALL = """
name: small
run: {seed: 3}
operator:
  name: small
  wacc: 0.12
  cost_of_equity: 0.2
  cohorts:
    - {id: first, chip: h100, gpus: 1000, price: {uniform: [24000, 30000]}, delivery_months: 3,
       life_months: 24}
  customers:
    - {id: anchor, cohort: first, gpus: 400, price: 2.4, term_months: 24, default_rate: 0.3}
  equity: {opening_cash: 2e6}
  debt: {loan_to_cost: 0.6, tenor_months: 18}
"""


def run_of(text: str, folder: Path, paths: int = 64) -> Result:
    scenario = read_yaml(text, Scenario)
    return riskcloud.simulate(scenario, paths=paths, threads=1, out=folder)
