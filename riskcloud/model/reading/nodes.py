"""A scenario file as a tree of values that know their file and line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from riskcloud.model.parsing import PARSERS
from riskcloud.model.reading.scalars import Scalar

_SHOWN = 40


@dataclass(frozen=True)
class Node:
    """A value with the place that holds it; ``line`` 0 stands for a place without lines.

    A scalar keeps the ``text`` it was written as; ``key_line`` is the line of the key or the
    dash before a value.
    """

    value: Scalar | dict[str, Node] | list[Node]
    file: str
    line: int
    key_line: int
    text: str = ""

    def place(self) -> str:
        """The place of the value, or of its key for what spans lines."""
        line = self.key_line if isinstance(self.value, dict | list) else self.line
        return f"{self.file}:{line}" if line else self.file

    def key_place(self) -> str:
        """The place of the key."""
        return f"{self.file}:{self.key_line}" if self.key_line else self.file

    def fields(self) -> dict[str, Node]:
        """Entries of a mapping; of anything else none."""
        return self.value if isinstance(self.value, dict) else {}

    def entries(self) -> list[Node]:
        """Entries of a list; of anything else none."""
        return self.value if isinstance(self.value, list) else []

    def id(self) -> str | None:
        """The ``id`` of an item."""
        named = self.fields().get("id")
        return named.value if named and isinstance(named.value, str) else None

    def plain(self) -> object:
        """The value without places, as Python objects."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value

    def shown(self) -> str:
        """The value in the words of an error message."""
        if isinstance(self.value, dict):
            kind = next((key for key in self.value if key in PARSERS), None)
            return f"the distribution {kind}" if kind else "a mapping"
        if isinstance(self.value, list):
            return f"a list of {len(self.value)}"
        if self.value is None:
            return "nothing"
        text = self.text if len(self.text) <= _SHOWN else self.text[:_SHOWN] + "..."
        return f'"{text}"' if isinstance(self.value, str) else text

    def walk(self, keys: tuple[str | int, ...]) -> Iterator[tuple[str, Node]]:
        """The values along ``keys`` as far as they exist, each with its name for the user."""
        node = self
        for key in keys:
            child = node.child(key)
            if child is None:
                return
            yield (child.id() or str(key)) if isinstance(key, int) else str(key), child
            node = child

    def child(self, key: str | int) -> Node | None:
        """The entry with that key or index, if there is one."""
        if isinstance(key, str):
            return self.fields().get(key)
        return self.entries()[key] if 0 <= key < len(self.entries()) else None
