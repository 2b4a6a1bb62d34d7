"""How a field of a scenario is declared: a number that may be uncertain, or a structural value."""

from typing import Annotated, Any, NamedTuple, TypeAlias

from pydantic import Field, PlainSerializer, PlainValidator, WithJsonSchema
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from riskcloud.model.distributions import Distribution
from riskcloud.model.faults import fault
from riskcloud.model.parsing import parse_number


def in_file(value: float | Distribution) -> object:
    """A number as a scenario file gives it."""
    return value.in_file() if isinstance(value, Distribution) else value


Number: TypeAlias = Annotated[
    float | Distribution,
    PlainValidator(parse_number),
    PlainSerializer(in_file),
    WithJsonSchema({"title": "Number"}),
]
"""A finite float or a distribution, drawn once a path."""


class Bounds(NamedTuple):
    """Bounds of a field; ``above`` and ``below`` exclude the bound itself."""

    at_least: float | None = None
    at_most: float | None = None
    above: float | None = None
    below: float | None = None

    def hold(self, low: float, high: float, low_is_open: bool = False) -> bool:
        """Whether all values from ``low`` to ``high`` are allowed."""
        return (
            (self.at_least is None or low >= self.at_least)
            and (self.at_most is None or high <= self.at_most)
            and (self.above is None or low > self.above or (low_is_open and low == self.above))
            and (self.below is None or high < self.below)
        )

    def sentence(self) -> str:
        """For instance "at least 0 and below 1"; empty without bounds."""
        words = zip(("at least", "at most", "above", "below"), self, strict=True)
        return " and ".join(
            f"{word} {bound if isinstance(bound, int) else format(bound, 'g')}"
            for word, bound in words
            if bound is not None
        )


class Facts(NamedTuple):
    """What a field is, kept in one place for errors, schema and ``explain``."""

    unit: str
    meaning: str
    source: str
    bounds: Bounds


_KEYWORDS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")


def number(
    default: object = PydanticUndefined,
    *,
    unit: str,
    meaning: str,
    source: str = "",
    at_least: float | None = None,
    at_most: float | None = None,
    above: float | None = None,
    below: float | None = None,
) -> Any:
    """Declare a field of type ``Number``; without a default it is required.

    The default may be a float, a distribution, or a mapping as a file gives one.  ``unit`` is
    "1" for a pure number.  ``source`` names where the default comes from, or "judgement: why".
    """
    bounds = Bounds(at_least, at_most, above, below)
    return _field(default, Facts(unit, meaning, source, bounds))


def structural(
    default: object = PydanticUndefined,
    *,
    unit: str = "",
    meaning: str,
    source: str = "",
    at_least: float | None = None,
    at_most: float | None = None,
) -> Any:
    """Declare a count, date, name or choice; it cannot be a distribution."""
    return _field(default, Facts(unit, meaning, source, Bounds(at_least, at_most)))


def _field(default: object, facts: Facts) -> Any:
    keywords: dict[str, Any] = {
        keyword: bound
        for keyword, bound in zip(_KEYWORDS, facts.bounds, strict=True)
        if bound is not None
    }
    extra = {"unit": facts.unit, "source": facts.source} | keywords
    return Field(default, description=facts.meaning, json_schema_extra=extra)


def facts(info: FieldInfo) -> Facts:
    """Unit, meaning, source and bounds of a declared field."""
    extra = info.json_schema_extra
    given: dict[str, Any] = dict(extra) if isinstance(extra, dict) else {}
    bounds = Bounds(*(given.get(keyword) for keyword in _KEYWORDS))
    meaning = info.description or ""
    return Facts(given.get("unit", ""), meaning, given.get("source", ""), bounds)


_PARTS = ("share", "1/year")
"""Units of numbers that people also say in percent."""


def check_bounds(value: object, facts: Facts, at: tuple[str | int, ...] = ()) -> None:
    """Raise a fault if a number, or any value that a distribution can take, breaks its bounds."""
    bounds = facts.bounds
    if isinstance(value, tuple):
        for i, one in enumerate(value):
            check_bounds(one, facts, (*at, i))
    elif isinstance(value, Distribution):
        low, high, low_is_open = value.reach()
        if not bounds.hold(low, high, low_is_open):
            reaches = f"these reach from {low:g} to {high:g}; min and max bound it"
            raise fault(f"values that are {bounds.sentence()} ({reaches})", at)
    elif isinstance(value, int | float) and not bounds.hold(value, value):
        part = value / 100.0
        is_percent = facts.unit in _PARTS and 1.0 < value <= 100.0 and bounds.hold(part, part)
        hint = f" ({value:g} % is {part:g})" if is_percent else ""
        raise fault(f"a number that is {bounds.sentence()}{hint}", at)
