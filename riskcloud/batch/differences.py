"""Which inputs two scenarios differ in, and one of them with a single input changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from riskcloud.model.parsing import PARSERS
from riskcloud.model.scenario import Scenario

Keys = tuple[str | int, ...]
Plain = dict[str, Any]


@dataclass(frozen=True)
class Difference:
    """Inputs that change together: their names, and where they stand in the document."""

    name: str
    places: tuple[tuple[Keys, Any], ...]

    def applied(self, document: Plain) -> Plain:
        """``document`` with the other scenario's values at these places."""
        for keys, value in self.places:
            document = _replaced(document, keys, value)
        return document


def differences(here: Plain, there: Plain) -> list[Difference]:
    """Every input whose value differs, in sorted order; a distribution is one value.

    Items are compared by id, where both lists have the same ids in the same order; other
    lists are one value.  Inputs that are valid only together, such as an item and a
    reference to it, are one difference.
    """
    single = [
        Difference(name, ((keys, value),)) for name, keys, value in _walk(here, there, "", ())
    ]
    alone = [one for one in single if _is_valid(one.applied(here))]
    others = [one for one in single if one not in alone]
    if not others:
        return alone
    name = ", ".join(one.name for one in others)
    return [*alone, Difference(name, tuple(place for one in others for place in one.places))]


def _walk(here: Any, there: Any, name: str, keys: Keys) -> Iterator[tuple[str, Keys, Any]]:
    if here == there:
        return
    if _is_part(here) and _is_part(there) and here.keys() == there.keys():
        for key in sorted(here):
            yield from _walk(here[key], there[key], f"{name}.{key}".lstrip("."), (*keys, key))
    elif (ids := _ids(here)) and ids == _ids(there):
        for i, one in enumerate(ids):
            yield from _walk(here[i], there[i], f"{name}.{one}", (*keys, i))
    else:
        yield name, keys, there


def _is_part(value: Any) -> bool:
    return isinstance(value, dict) and not value.keys() & PARSERS.keys()


def _ids(value: Any) -> list[str]:
    """Ids of a list of items; none for anything else."""
    if not isinstance(value, list) or not all(isinstance(v, dict) and "id" in v for v in value):
        return []
    return [one["id"] for one in value]


def _is_valid(document: Plain) -> bool:
    try:
        Scenario.model_validate(document)
    except ValidationError:
        return False
    return True


def _replaced(value: Any, keys: Keys, new: Any) -> Any:
    if not keys:
        return new
    copy = value.copy()
    copy[keys[0]] = _replaced(value[keys[0]], keys[1:], new)
    return copy
