"""``market: ../markets/2026-11.yaml``, and ``file:`` with overrides beside it."""

from pathlib import Path

from riskcloud.model.base import Part
from riskcloud.model.reading.errors import refuse
from riskcloud.model.reading.merging import merged
from riskcloud.model.reading.nodes import Node
from riskcloud.model.reading.yaml_text import parse, read_text

FILE = "file"


def expanded(node: Node, name: str, part: type[Part], opened: tuple[Path, ...] = ()) -> Node:
    """``node`` with the file that it refers to put in, and so on for that file.

    Paths are relative to the file that names them.  ``name`` is the field, for errors.
    """
    reference = node if isinstance(node.value, str) else node.fields().get(FILE)
    if reference is None:
        return node
    place = f"{reference.place()}: {name}"
    if not isinstance(reference.value, str):
        raise refuse(place, reference.shown(), "the path of a file")
    path = Path(reference.file).parent / reference.value if reference.line else reference.value
    path = Path(path)
    text = read_text(path, place)  # before it is resolved, which no name with a NUL can be
    if path.resolve() in opened:
        raise refuse(place, f'"{reference.value}", which refers back to itself', "another file")
    base = parse(text, str(path))
    base = expanded(base, name, part, (*opened, path.resolve()))
    if isinstance(node.value, str):
        return base
    beside = {key: value for key, value in node.fields().items() if key != FILE}
    return merged(base, Node(beside, node.file, node.line, node.key_line), part)
