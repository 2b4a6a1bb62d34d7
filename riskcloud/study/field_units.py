"""The unit of a field in its scenario: fields say USD, which stands for the market's currency."""

from riskcloud.columns.units import in_currency
from riskcloud.model.scenario import Scenario


def unit_in(scenario: Scenario, path: str, unit: str) -> str:
    """The unit of the field at a path; the price of a cohort may be in a currency of its own."""
    own = {f"operator.cohorts.{one.id}.price": one.currency for one in scenario.operator.cohorts}
    return in_currency(unit, own.get(path) or scenario.market.currency)
