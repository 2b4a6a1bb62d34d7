"""From pydantic's errors to lines that name file, line and field."""

from typing import Any

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from riskcloud.model.base import Part
from riskcloud.model.faults import KIND, near_name
from riskcloud.model.reading.errors import ScenarioError, message
from riskcloud.model.reading.nodes import Node
from riskcloud.model.reading.sentences import expected, missing
from riskcloud.model.shape import entry_of, part_of

Keys = tuple[str | int, ...]
_CONSEQUENCE = "default_factory_not_called"
"""Pydantic's word for a default that waits for other fields, which are at fault."""


def translated(error: ValidationError, root: Node, part: type[Part]) -> ScenarioError:
    """The same faults, one line each, in the words of whoever wrote the files."""
    details: Any = error.errors(include_url=False)
    return ScenarioError([_line(e, root, part) for e in details if e["type"] != _CONSEQUENCE])


def _line(error: dict[str, Any], root: Node, part: type[Part]) -> str:
    context = error.get("ctx", {}) if error["type"] == KIND else {}
    keys: Keys = (*error["loc"], *context.get("at", ()))
    names, nodes = _along(root, keys)
    field = ".".join(names)
    if error["type"] == "missing" and isinstance(keys[-1], str):
        # The value does not exist: name the line of what should hold it.
        return message(_place(nodes[-1], field), "nothing", missing(_declared(part, keys)))
    if error["type"] == "extra_forbidden":
        known = list(_holder(part, keys).model_fields)
        near = near_name(keys[-1], known)
        above = ".".join(names[:-1])
        among = f"a field of {above or 'a scenario'}" if near else "one of " + ", ".join(known)
        place = f"{nodes[-1].key_place()}: {field}"
        return message(place, f'the unknown field "{keys[-1]}"', among, near)
    whole = len(nodes) == len(keys) + 1
    absent = "nothing" if error["type"] == "missing" else "its default"
    found = nodes[-1].shown() if whole else absent
    place = _place(nodes[-1], field)
    wanted = expected(error, nodes[-1] if whole else None, _declared(part, keys))
    return message(place, found, wanted, context.get("near"))


def _place(node: Node, field: str) -> str:
    return f"{node.place()}: {field}" if field else node.place()


def _along(root: Node, keys: Keys) -> tuple[list[str], list[Node]]:
    """The user's name of each key, and the values along them as far as they exist."""
    steps = list(root.walk(keys))
    names = [name for name, _ in steps] + [str(key) for key in keys[len(steps) :]]
    return names, [root, *(node for _, node in steps)]


def _holder(part: type[Part], keys: Keys) -> type[Part]:
    """The part that should hold the last of ``keys``."""
    for key in keys[:-1]:
        declared = part.model_fields.get(key) if isinstance(key, str) else None
        if declared is not None:
            part = part_of(declared) or entry_of(declared) or part
    return part


def _declared(part: type[Part], keys: Keys) -> FieldInfo | None:
    return _holder(part, keys).model_fields.get(str(keys[-1])) if keys else None
