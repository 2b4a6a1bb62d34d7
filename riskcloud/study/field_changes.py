"""Which fields of two scenarios differ."""

from collections.abc import Iterator, Mapping
from typing import Any

from riskcloud.model.writing import in_yaml
from riskcloud.risk.changes import Replaced

_ABSENT = object()


def field_changes(then: Any, now: Any, field: str = "") -> Iterator[Replaced]:
    """Every field whose value differs, values as a scenario file gives them.

    then, now: scenarios as plain JSON values.  Items of a list stand under their id, as in
    ``riskcloud explain``; any other list is a value, and so is a distribution of another kind.
    """
    ours, theirs = _keyed(then), _keyed(now)
    if ours is not None and theirs is not None and _is_alike(then, now):
        for key in dict.fromkeys((*theirs, *ours)):
            here = f"{field}.{key}" if field else key
            yield from field_changes(ours.get(key, _ABSENT), theirs.get(key, _ABSENT), here)
    elif then != now:
        yield Replaced(field, _shown(then), _shown(now))


def _is_alike(then: Any, now: Any) -> bool:
    """Whether it is the same thing with other contents: a distribution of another kind is not."""
    return isinstance(then, list) or not then or not now or bool(then.keys() & now.keys())


def _keyed(value: Any) -> Mapping[str, Any] | None:
    """A mapping, or a list of items by their id; None for anything else."""
    if isinstance(value, Mapping):
        return value
    if isinstance(value, list) and value and all(isinstance(v, dict) and "id" in v for v in value):
        return {one["id"]: one for one in value}
    return None


def _shown(value: Any) -> str:
    return "" if value is _ABSENT else in_yaml(value)
