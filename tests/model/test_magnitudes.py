"""Numbers that are written wrongly or far off are refused in a line that says what was meant."""

import pytest

from riskcloud.model.reading import ScenarioError, read_yaml
from riskcloud.model.scenario import Scenario

SMALL = """\
operator:
  name: small
  wacc: {wacc}
  cohorts: [{{id: first, chip: h100, gpus: 100, price: 28000, delivery_months: 2, life_months: 12}}]
"""


def refusal(wacc: str, *overrides: str) -> str:
    with pytest.raises(ScenarioError) as refused:
        read_yaml(SMALL.format(wacc=wacc), Scenario, overrides, "small.yaml")
    [line] = refused.value.lines
    return line


@pytest.mark.parametrize("text", ["1_0", "0_1.5", "1_0e1", "-1_0", ".1_0"])
def test_an_underscore_makes_text_of_a_number(text: str) -> None:
    expected = f'operator.wacc: found "{text}", expected a number or a distribution'
    assert refusal(text) == f"small.yaml:3: {expected}"
    given = f"operator.wacc={text}"
    assert refusal("0.1", given) == f"--set {given}: {expected}"


@pytest.mark.parametrize(
    "path",
    [
        "operator.wacc",
        "operator.cost_of_equity",
        "operator.debt.upfront_fee",
        "operator.debt.swap_rate",
        "operator.equity.contingency",
        "operator.cohorts.first.duty_share",
    ],
)
def test_a_rate_in_percent_is_refused_with_what_was_meant(path: str) -> None:
    assert refusal("0.1", f"{path}=10").endswith("(10 % is 0.1)")


def test_a_share_of_one_stays_good() -> None:
    assert read_yaml(SMALL.format(wacc="1"), Scenario).operator.wacc == 1.0


@pytest.mark.parametrize(
    "value",
    [
        "1e300",
        "-1e16",
        "{uniform: [0, 1e300]}",
        "{lognormal: {median: 1e-300, p90: 1e300}}",
        "{lognormal: {median: 1, p90: 2}, max: 1e300}",
        "{choice: {values: [1, 1e16]}}",
    ],
)
def test_a_number_beyond_all_sense_is_refused(value: str) -> None:
    line = refusal("0.1", f"operator.power.contract_price={value}")
    assert line.endswith("expected a number from -1e+15 to 1e+15")


@pytest.mark.parametrize("spread", ["p90: 1e15", "log_sd: 50"])
def test_a_law_whose_tail_leaves_all_bounds_is_refused(spread: str) -> None:
    line = refusal(
        "0.1", f"operator.power.contract_price={{lognormal: {{median: 0.001, {spread}}}}}"
    )
    name = spread.partition(":")[0]
    assert line.endswith(f"expected a {name} that keeps all paths below 1e+100")
