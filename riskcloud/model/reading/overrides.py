"""``--set path.to.field=value`` on a scenario that has been read but not yet checked."""

from dataclasses import replace
from typing import Any

from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from riskcloud.model.base import Part
from riskcloud.model.faults import near_name
from riskcloud.model.reading.errors import ScenarioError, refuse
from riskcloud.model.reading.nodes import Node
from riskcloud.model.reading.references import expanded
from riskcloud.model.reading.yaml_text import parse
from riskcloud.model.shape import entry_of, is_list, part_in_file, part_of


def with_override(root: Node, part: type[Part], override: str) -> Node:
    """``root`` with one override, "market.tightness.volatility=0.2", put in.

    The value is YAML.  Items are named by their id, entries of a list by their index.
    """
    label = f"--set {override}"
    path, equals, text = override.partition("=")
    if not equals or not path.strip():
        raise refuse(label, f'"{override}"', "path.to.field=value")
    value = parse(text.strip() or "null", label, has_lines=False)
    return _Override(label, path.strip(), value).in_part(root, part, path.strip().split("."))


class _Override:
    """Rebuilds the nodes along a path; all others are kept."""

    def __init__(self, label: str, path: str, value: Node) -> None:
        self.label = label
        self.path = path
        self.value = value

    def in_part(self, node: Node, part: type[Part], names: list[str]) -> Node:
        name, *rest = names
        declared = part.model_fields.get(name)
        if declared is None:
            raise self._unknown(name, list(part.model_fields))
        child = node.fields().get(name)
        if rest:
            new = self._below(child or self._default(declared), declared, rest)
        else:
            inner = part_in_file(declared)
            new = expanded(self.value, name, inner) if inner else self.value
        return replace(node, value=dict(node.fields()) | {name: new})

    def _below(self, node: Node, declared: FieldInfo, names: list[str]) -> Node:
        inner = part_of(declared)
        if inner:
            return self.in_part(node, inner, names)
        if not is_list(declared):
            found = ".".join(names)
            raise refuse(f"{self.label}: {self.path}", found, "a path that ends at a field")
        return self._in_list(node, entry_of(declared), names)

    def _in_list(self, node: Node, entry: type[Part] | None, names: list[str]) -> Node:
        name, *rest = names
        entries = list(node.entries())
        known = [one.id() or str(i) for i, one in enumerate(entries)]
        if name not in known:
            raise self._unknown(name, known)
        i = known.index(name)
        entries[i] = self.in_part(entries[i], entry, rest) if entry and rest else self.value
        return replace(node, value=entries)

    def _unknown(self, name: str, known: list[str]) -> ScenarioError:
        expected = "one of " + ", ".join(known) if known else "a path to something that exists"
        near = near_name(name, known)
        return refuse(f"{self.label}: {self.path}", f'"{name}"', expected, near)

    def _default(self, declared: FieldInfo) -> Node:
        """What a field holds when the file is silent: needed to name an item or an entry."""
        if part_of(declared):
            return self._node({})
        default: Any = declared.get_default(call_default_factory=True, validated_data={})
        return self._node(None if default is PydanticUndefined else default)

    def _node(self, value: Any) -> Node:
        if isinstance(value, Part):
            value = value.model_dump(exclude_unset=True)
        if isinstance(value, dict):
            value = {key: self._node(one) for key, one in value.items()}
        elif isinstance(value, list | tuple):
            value = [self._node(one) for one in value]
        return Node(value, self.label, 0, 0, str(value))
