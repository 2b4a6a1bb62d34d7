"""From files to a checked scenario."""

from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from riskcloud.model.base import Part
from riskcloud.model.reading.errors import refuse
from riskcloud.model.reading.nodes import Node
from riskcloud.model.reading.overrides import with_override
from riskcloud.model.reading.references import expanded
from riskcloud.model.reading.translation import translated
from riskcloud.model.reading.yaml_text import parse, read_text
from riskcloud.model.shape import part_in_file

P = TypeVar("P", bound=Part)


def read(
    path: str | Path, kind: type[P], overrides: Sequence[str] = (), place: str | None = None
) -> P:
    """The part of type ``kind`` that the file at ``path`` describes, overrides laid on it.

    place: where the file was named, for the error if it cannot be read.
    Parts declared so may stand in files of their own.  Raises ScenarioError.
    """
    root = parse(read_text(Path(path), place or str(path)), str(path))
    return checked(root, kind, overrides)


def read_yaml(text: str, kind: type[P], overrides: Sequence[str] = (), name: str = "text") -> P:
    """As ``read``, from text; ``name`` stands for the file, and files are relative to it."""
    return checked(parse(text, name), kind, overrides)


def checked(root: Node, kind: type[P], overrides: Sequence[str]) -> P:
    """The part that ``root`` describes.  Raises ScenarioError."""
    if not isinstance(root.value, dict):
        known = ", ".join(kind.model_fields)
        raise refuse(f"{root.file}:{root.line}", root.shown(), f"a mapping of {known}")
    root = Node(_with_files(root, kind), root.file, root.line, root.key_line)
    for override in overrides:
        root = with_override(root, kind, override)
    try:
        return kind.model_validate(root.plain())
    except ValidationError as error:
        raise translated(error, root, kind) from None


def _with_files(root: Node, kind: type[Part]) -> dict[str, Node]:
    fields = dict(root.fields())
    for name, declared in kind.model_fields.items():
        section = part_in_file(declared)
        if section and name in fields:
            fields[name] = expanded(fields[name], name, section)
    return fields
