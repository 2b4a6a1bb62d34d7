"""Every parameter of a scenario as a page of Markdown: what ``PARAMETERS.md`` holds."""

from collections.abc import Iterator

from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from riskcloud.model.base import Part
from riskcloud.model.numbers import facts
from riskcloud.model.shape import entry_of, item_of, part_of
from riskcloud.model.shipped import by_item, default_of, shipped_items
from riskcloud.model.writing import in_yaml, plain

_HEAD = """# Parameters

Every field of a scenario: unit, meaning, default, bounds, and where the default comes from: a
source, or the word "judgement". Made by `riskcloud explain --all`; a test holds the two equal.
`ID` stands for the id of an item of a list, `N` for a place in a list without ids; the defaults
of such a field are given by item. Fields of type number take a distribution too. [check]: a point
of law, to be checked at the as-of date.
"""
_TITLES = ("field", "unit", "meaning", "default", "bounds", "source")


def parameters(kind: type[Part]) -> str:
    """The page, a table a section."""
    parts = [_HEAD]
    for title, section in _sections(kind, ""):
        rows = [_row(path, declared, default) for path, declared, default in section]
        rule = "|".join(["---"] * len(_TITLES))
        table = [f"| {' | '.join(_TITLES)} |", f"|{rule}|", *(f"| {' | '.join(r)} |" for r in rows)]
        parts.append(f"## {title}\n\n" + "\n".join(table) + "\n")
    return "\n".join(parts)


_Leaf = tuple[str, FieldInfo, str]


def _sections(kind: type[Part], path: str) -> Iterator[tuple[str, list[_Leaf]]]:
    """Each part with the fields of its own, then the parts in it, in declared order."""
    own: list[_Leaf] = []
    below: list[tuple[str, list[_Leaf]]] = []
    for name, declared in kind.model_fields.items():
        where = f"{path}.{name}" if path else name
        inner, entry = part_of(declared), entry_of(declared)
        if inner is not None:
            below += _sections(inner, where)
        elif entry is not None:
            mark = "ID" if item_of(declared) else "N"
            below.append((f"{where}", list(_items(declared, entry, f"{where}.{mark}"))))
        else:
            own.append((where, declared, _default(declared)))
    if own:
        yield path or "scenario", own
    yield from below


def _items(declared: FieldInfo, entry: type[Part], path: str) -> Iterator[_Leaf]:
    """The fields of a list's entries; the default of each, by item where items are shipped."""
    shipped = shipped_items(declared)
    for name, inner in entry.model_fields.items():
        if name != "id":
            yield f"{path}.{name}", inner, by_item(shipped, name) or _default(inner)


def _default(declared: FieldInfo) -> str:
    value = default_of(declared)
    if value is PydanticUndefined:
        return "must be given"
    if value is None:
        return "none"
    return in_yaml(plain(value)) or "-"


def _row(path: str, declared: FieldInfo, default: str) -> tuple[str, ...]:
    """Cells; a bar would end one early."""
    known = facts(declared)
    cells = (known.unit, known.meaning, f"`{default}`", known.bounds.sentence(), known.source)
    return (f"`{path}`", *(cell.replace("|", "/") for cell in cells))
