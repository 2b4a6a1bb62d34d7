"""Items that a list holds when a file is silent: the chips, regions, ratings of the market."""

from typing import Any

from pydantic.fields import FieldInfo

from riskcloud.model.base import Item
from riskcloud.model.writing import in_yaml, plain


def default_of(declared: FieldInfo) -> Any:
    """The default of a field; PydanticUndefined if it must be given."""
    return declared.get_default(call_default_factory=True, validated_data={})


def shipped_items(declared: FieldInfo) -> tuple[Item, ...]:
    """The items in the default of a list."""
    given = default_of(declared)
    entries = given if isinstance(given, tuple) else ()
    return tuple(one for one in entries if isinstance(one, Item))


def by_item(items: tuple[Item, ...], name: str) -> str:
    """The value of a field in each of the items, once where all have the same."""
    values = [in_yaml(plain(getattr(one, name))) for one in items if hasattr(one, name)]
    if len(set(values)) == 1:
        return values[0]
    return "; ".join(f"{one.id}: {value}" for one, value in zip(items, values, strict=False))
