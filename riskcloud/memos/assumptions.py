"""The numbers of a scenario with their sources, as a memo lists them."""

import re
from collections.abc import Mapping
from typing import Any

from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from riskcloud.model.base import Declared, numbers
from riskcloud.model.explain import UnknownFieldError, explain
from riskcloud.model.numbers import facts
from riskcloud.model.scenario import Scenario
from riskcloud.model.shipped import default_of
from riskcloud.model.writing import in_yaml, plain
from riskcloud.report.memo.inputs import Assumption
from riskcloud.study.field_units import unit_in

_SCHEDULES = re.compile(r"(?<=depreciation)_\d+$")
"""Years of a named schedule, each an input."""


def assumptions_of(scenario: Scenario) -> dict[str, Assumption]:
    """Every number of a scenario that may be uncertain, by field."""
    shipped = _shipped()
    return {one.path: _assumption(one, shipped, scenario) for one in numbers(scenario)}


def structure_of(values: Mapping[str, float]) -> dict[str, Assumption]:
    """Of inputs that cannot be uncertain: counts, months, flags, choices; by field.

    values: as the kernel read them.  Left out is what stands for no field.
    """
    found = {}
    for field, value in values.items():
        try:
            known = explain(_SCHEDULES.sub("", field), Scenario)
        except UnknownFieldError:
            continue
        found[field] = Assumption(
            field=field,
            value=f"{value:g}",
            unit=known.facts.unit,
            meaning=known.facts.meaning,
            source=known.facts.source,
            is_stated=isinstance(known.default, int | float) and value != known.default,
        )
    return found


def _assumption(one: Declared, shipped: dict[str, object], scenario: Scenario) -> Assumption:
    known = facts(one.field)
    value = plain(one.value)
    default = shipped.get(one.path, _default(one.field))
    return Assumption(
        field=one.path,
        value=in_yaml(value),
        unit=unit_in(scenario, one.path, known.unit),
        meaning=known.meaning,
        source=known.source,
        is_stated=value != default,
    )


def _shipped() -> dict[str, object]:
    """What the default market says, items under their ids."""
    market = default_of(Scenario.model_fields["market"])
    return {one.path: plain(one.value) for one in numbers(market, "market")}


def _default(field: FieldInfo) -> Any:
    """The default of a field; None, which no number is, if it must be given."""
    value = default_of(field)
    return None if value is PydanticUndefined else plain(value)
