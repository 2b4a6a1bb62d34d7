"""Stress overlays: a few fields of a scenario replaced or multiplied."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import model_validator

from riskcloud.model.base import Item, Part
from riskcloud.model.distributions import Distribution
from riskcloud.model.faults import fault
from riskcloud.model.numbers import structural
from riskcloud.model.reading import ScenarioError, read
from riskcloud.model.reading.errors import refuse
from riskcloud.model.reading.nodes import Node
from riskcloud.model.reading.yaml_text import parse, read_text
from riskcloud.model.scenario import Scenario
from riskcloud.model.shape import entry_of, part_of

EVERY = "*"
"""In a field path: every item of a list."""

_IN_UNITS = {"lognormal": ("median", "p90"), "normal": ("mean", "sd"), "beta": ("low", "high")}
"""Parameters of a distribution that are in the unit of its values, where not all are."""


class Overlay(Part):
    """A stress.  Fields are named as ``--set`` names them; ``*`` stands for every item."""

    meaning: str = structural("", meaning="what happens, for reports")
    multiply: dict[str, float] = structural({}, meaning="factors by field")
    set: dict[str, Any] = structural({}, meaning="values by field")

    @model_validator(mode="after")
    def _changes_something(self) -> "Overlay":
        if not self.multiply and not self.set:
            raise fault("set or multiply, with a field at least")
        return self


@dataclass(frozen=True)
class Override:
    """``path=value`` as ``--set`` takes it, and the place that it comes from."""

    text: str
    place: str

    @property
    def label(self) -> str:
        """How faults of this override start, when the reader of scenarios finds them."""
        return f"--set {self.text}"


@dataclass(frozen=True)
class Stress:
    """An overlay with its file."""

    overlay: Overlay
    root: Node

    def overrides(self, scenario: Scenario) -> list[Override]:
        """What the overlay changes in a scenario.  Raises ScenarioError."""
        found = []
        for pattern, factor in self.overlay.multiply.items():
            place = self._place("multiply", pattern)
            for path in _matching(scenario, pattern, place):
                scaled = _scaled(_value(scenario, path), factor, place)
                found.append(override(path, scaled, place))
        for pattern, value in self.overlay.set.items():
            place = self._place("set", pattern)
            found += [override(p, value, place) for p in _matching(scenario, pattern, place)]
        return found

    def _place(self, section: str, field: str) -> str:
        *_, (_, node) = self.root.walk((section, field))
        return f"{node.place()}: {field}"


def read_stress(path: Path, place: str) -> Stress:
    """The overlay in a file, named at ``place``.  Raises ScenarioError."""
    root = parse(read_text(path, place), str(path))
    return Stress(read(path, Overlay), root)


def override(path: str, value: Any, place: str) -> Override:
    """An override with its value in JSON, which is YAML and keeps every digit."""
    return Override(f"{path}={json.dumps(value, default=str)}", place)


@contextmanager
def placed(overrides: Sequence[Override]) -> Iterator[None]:
    """Name the places that overrides come from in whatever is wrong with them."""
    try:
        yield
    except ScenarioError as error:
        raise ScenarioError([_placed(line, overrides) for line in error.lines]) from None


def _placed(line: str, overrides: Sequence[Override]) -> str:
    for one in overrides:
        if line.startswith(f"{one.label}:"):
            return one.place.partition(": ")[0] + line.removeprefix(one.label)
    return line


def _matching(scenario: Scenario, pattern: str, place: str) -> list[str]:
    """The field paths that a pattern stands for, in declared order.

    A list without items has none; what follows ``*`` must be a field of its items all the same.
    """
    names = pattern.split(EVERY)
    if len(names) == 1:
        return [pattern]
    if len(names) > 2 or names[0][-1:] != "." or names[1][:1] != ".":
        raise refuse(place, f'"{pattern}"', "one * between dots")
    value: Any = scenario
    declared = None
    for name in names[0][:-1].split("."):
        declared = type(value).model_fields.get(name) if isinstance(value, Part) else None
        value = getattr(value, name, None)
    entry = entry_of(declared) if declared else None
    if entry is None or not isinstance(value, tuple):
        raise refuse(place, f'"{names[0]}*"', "a list of items before the *")
    _refuse_unknown(entry, names[1][1:], place)
    return [f"{names[0]}{one.id}{names[1]}" for one in value if isinstance(one, Item)]


def _refuse_unknown(holder: type[Part], path: str, place: str) -> None:
    for name in path.split("."):
        if name not in holder.model_fields:
            raise refuse(place, f'"{name}"', "one of " + ", ".join(holder.model_fields))
        holder = part_of(holder.model_fields[name]) or holder


def _value(scenario: Scenario, path: str) -> Any:
    """What stands at a field path; None where there is no such field."""
    value: Any = scenario
    for name in path.split("."):
        if isinstance(value, tuple):
            value = next((one for one in value if getattr(one, "id", None) == name), None)
        else:
            value = getattr(value, name, None)
    return value


def _scaled(value: Any, factor: float, place: str) -> Any:
    """A number or a distribution with all its values multiplied by ``factor`` above 0."""
    if factor <= 0.0:
        raise refuse(place, f"{factor:g}", "a factor above 0")
    if isinstance(value, Distribution):
        return {kind: _law(kind, body, factor) for kind, body in value.in_file().items()}
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise refuse(place, "no number in this scenario", "the path of a number to multiply")
    return value * factor


def _law(kind: str, body: Any, factor: float) -> Any:
    """One entry of a distribution, or a bound of it, multiplied."""
    if isinstance(body, list | tuple):
        return [one * factor for one in body]
    if not isinstance(body, Mapping):
        return body * factor
    if kind == "choice":
        return dict(body) | {"values": [one * factor for one in body["values"]]}
    whole = ({"low": 0.0, "high": 1.0} if kind == "beta" else {}) | dict(body)
    return {k: v * factor if k in _IN_UNITS[kind] else v for k, v in whole.items()}
