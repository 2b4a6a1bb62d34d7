"""YAML 1.2 text to nodes, from ruamel's events, so that every value keeps its line."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml import events as yaml_events
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.reader import ReaderError

from riskcloud.model.reading.errors import ScenarioError, refuse
from riskcloud.model.reading.nodes import Node
from riskcloud.model.reading.scalars import plain_scalar

_LARGEST_FILE = 96 * 1024
"""Bytes; ruamel reads about 200 kB a second, and bad input is to be told within one."""
_DEEPEST = 40


def read_text(path: Path, place: str) -> str:
    """The text of a file; ``place`` is where it was named, for the error if it cannot be read."""
    try:
        with path.open("rb") as file:
            raw = file.read(_LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise refuse(place, f'"{path}" ({reason})', "a scenario file that can be read") from None
    if len(raw) > _LARGEST_FILE:
        raise refuse(f"{path}:1", "a larger file", f"at most {_LARGEST_FILE // 1024} KiB")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise refuse(f"{path}:{line}", "bytes that are not UTF-8", "UTF-8 text") from None


def parse(text: str, file: str, has_lines: bool = True) -> Node:
    """The value that ``text`` holds; ``file`` names it in errors."""
    return _Parser(text, file, has_lines).document()


class _Parser:
    """Recursive descent over the events of one text."""

    def __init__(self, text: str, file: str, has_lines: bool) -> None:
        self.file = file
        self.text = text
        self.last_line = len(text.splitlines()) or 1
        self.has_lines = has_lines
        self.events: Iterator[Any] = YAML(typ="rt", pure=True).parse(text)

    def document(self) -> Node:
        try:
            return self._document()
        except MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            problem = (error.problem or "text out of place").split("\n", 1)[0]
            found = f"a syntax error ({problem})"
            raise self._refuse(mark, found, "YAML 1.2") from None
        except ReaderError as error:
            line = self.text.count("\n", 0, error.position) + 1
            place = f"{self.file}:{line}" if self.has_lines else self.file
            raise refuse(place, "a control character", "YAML 1.2") from None

    def _document(self) -> Node:
        found: Node | None = None
        for event in self.events:
            if isinstance(event, yaml_events.DocumentStartEvent) and found is not None:
                raise self._refuse(event.start_mark, "a second document", "one document")
            if isinstance(event, yaml_events.NodeEvent):
                found = self._node(event, 0, None)
        return found or Node({}, self.file, self._line(None), self._line(None))

    def _node(self, event: Any, depth: int, key_line: int | None) -> Node:
        mark = event.start_mark
        self._refuse_sharing(event)
        if depth > _DEEPEST:
            raise self._refuse(mark, "deeper nesting", f"at most {_DEEPEST} levels")
        line = self._line(mark)
        key = line if key_line is None else key_line
        if isinstance(event, yaml_events.ScalarEvent):
            value = plain_scalar(event.value) if event.implicit[0] else event.value
            is_absent = event.implicit[0] and not event.value  # its mark is that of what follows
            return Node(value, self.file, key if is_absent else line, key, event.value)
        if isinstance(event, yaml_events.SequenceStartEvent):
            return Node(self._list(depth), self.file, line, key)
        return Node(self._mapping(depth), self.file, line, key)

    def _refuse_sharing(self, event: Any) -> None:
        mark = event.start_mark
        if isinstance(event, yaml_events.AliasEvent):
            raise self._refuse(mark, f"the alias *{event.anchor}", "the value written out")
        if event.anchor is not None:
            raise self._refuse(mark, f"the anchor &{event.anchor}", "a value without an anchor")
        if event.tag is not None:
            raise self._refuse(mark, f"the tag {event.tag}", "a value without a tag")

    def _list(self, depth: int) -> list[Node]:
        entries: list[Node] = []
        for event in self.events:
            if isinstance(event, yaml_events.SequenceEndEvent):
                break
            entries.append(self._node(event, depth + 1, None))
        return entries

    def _mapping(self, depth: int) -> dict[str, Node]:
        fields: dict[str, Node] = {}
        for event in self.events:
            if isinstance(event, yaml_events.MappingEndEvent):
                break
            if not isinstance(event, yaml_events.ScalarEvent):
                self._refuse_sharing(event)
                raise self._refuse(event.start_mark, "a list or mapping as a name", "a name")
            self._refuse_sharing(event)
            if event.value in fields:
                found = f"{event.value} a second time"
                raise self._refuse(event.start_mark, found, "each name once")
            key_line = self._line(event.start_mark)
            fields[event.value] = self._node(next(self.events), depth + 1, key_line)
        return fields

    def _line(self, mark: Any) -> int:
        if not self.has_lines:
            return 0
        return min(mark.line + 1, self.last_line) if mark is not None else 1

    def _refuse(self, mark: Any, found: str, expected: str) -> ScenarioError:
        line = self._line(mark)
        return refuse(f"{self.file}:{line}" if line else self.file, found, expected)
