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

RICH = """
name: rich
run: {seed: 11}
market: {exchange: {currency: EUR, start: 1.1, volatility: 0.1}}
operator:
  name: rich
  wacc: 0.11
  cost_of_equity: 0.19
  contracted_share: 0.5
  cohorts:
    - {id: first, chip: h100, gpus: 1000, price: {uniform: [24000, 30000]}, currency: EUR,
       delivery_months: 4, life_months: 36, deposit_share: 0.1, milestone_share: 0.2,
       freight_share: 0.02, duty_share: 0.05, vat_rate: 0.13, vat_refund_months: 5,
       commissioning_delay: {uniform: [0, 6]}}
    - {id: late, chip: b200, gpus: 800, price: 45000, order_month: 10, delivery_months: 5,
       life_months: 30, by_rule: true, threshold: {uniform: [0.8, 1.3]}, max_deferral: 6,
       deposit_share: 0.05, commissioning_delay: {uniform: [0, 8]}}
  customers:
    - {id: anchor, cohort: first, gpus: 400, price: 2.4, term_months: 24, default_rate: 0.3,
       prepayment_share: 0.2, credit_from: 5, credit_to: 20, long_stop_months: 3}
    - {id: other, cohort: first, gpus: 200, price: 1.0, at_market: true, term_months: 30,
       default_rate: 0.4, renegotiation_rate: 2.0, prepayment_share: 0.1, credit_from: 2,
       credit_to: 30, reletting_months: 2}
    - {id: third, cohort: late, gpus: 300, price: 0.95, at_market: true, term_months: 20,
       default_rate: 0.2, renegotiation_rate: 2.0}
  space: {rent: 40, shell_capex: 9e6, shell_month: 2, leased_kw: 800, lease_start: 3,
       lease_months: 60}
  power: {contracted_mw: 1.5, contract_price: 60, contract_start: 4, contract_months: 50,
       surplus_sale: true}
  equity: {opening_cash: 2e6}
  tax: {loss_use: standalone}
  debt: {loan_to_cost: 0.6, tenor_months: 12, balloon_share: 0.5, refinancing_months: 18,
       funding_order: pro_rata, revolver: 2e6, reserve_months: 3, sweep_share: 0.2}
"""
"""All that an operator may have: orders by rule, another currency, VAT, a shell, a balloon."""


def run_of(text: str, folder: Path, paths: int = 64) -> Result:
    scenario = read_yaml(text, Scenario)
    return riskcloud.simulate(scenario, paths=paths, threads=1, out=folder)
