"""Parts of a scenario: frozen, closed to unknown fields, and walked in declared order."""

import os
import re
from typing import Annotated, Any, NamedTuple, TypeAlias, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationInfo, field_validator
from pydantic.fields import FieldInfo

from riskcloud.model.annotations import kinds, takes_distribution
from riskcloud.model.distributions import Distribution
from riskcloud.model.faults import fault
from riskcloud.model.numbers import check_bounds, facts

P = TypeVar("P", bound="Part")
MAY_BE_FILE = "may_be_file"


class Part(BaseModel):
    """A mapping of a scenario file.  Values are checked by type, without conversion."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", strict=True, validate_default=True, allow_inf_nan=False
    )

    @field_validator("*", mode="before")
    @classmethod
    def _plain(cls, value: object, info: ValidationInfo) -> object:
        """Files know lists, not tuples, and may write a count as 1e6."""
        assert info.field_name is not None
        is_count = int in kinds(cls.model_fields[info.field_name].annotation)
        if is_count and isinstance(value, float) and value.is_integer():
            return int(value)
        return tuple(value) if isinstance(value, list) else value

    @field_validator("*", mode="after")
    @classmethod
    def _check(cls, value: object, info: ValidationInfo) -> object:
        assert info.field_name is not None
        check_bounds(value, facts(cls.model_fields[info.field_name]))
        if isinstance(value, tuple):
            _check_ids(value)
        return value


def _slug(value: str) -> str:
    if not re.fullmatch("[a-z0-9][a-z0-9_-]*", value):
        raise fault("an id of lower-case letters, digits, - and _")
    return value


Slug: TypeAlias = Annotated[str, AfterValidator(_slug)]


_LONGEST_NAME = 200


def _title(value: str) -> str:
    if not value.isprintable() or len(os.fsencode(value)) > _LONGEST_NAME:
        raise fault(f"a name of one line, at most {_LONGEST_NAME} bytes: folders bear it")
    return value


Title: TypeAlias = Annotated[str, AfterValidator(_title)]
"""A name in people's words, of which names of folders are made."""


class Item(Part):
    """A mapping in a list, known by its ``id``; draws are keyed by its place in the list."""

    id: Slug = Field(description="name of this item; unique in its list")


def _check_ids(items: tuple[object, ...]) -> None:
    seen: set[str] = set()
    for i, item in enumerate(items):
        if not isinstance(item, Item):
            return
        if item.id in seen:
            raise fault("an id that no other item of the list has", (i, "id"))
        seen.add(item.id)


def part(
    kind: type[P], meaning: str = "", *, is_required: bool = False, may_be_file: bool = False
) -> Any:
    """Declare a field that is a part.

    Unless ``is_required``, all fields of ``kind`` have defaults.  With ``may_be_file`` the part
    can stand in a file of its own, named in its place.
    """
    description = meaning or (kind.__doc__ or "").strip().split("\n", 1)[0]
    extra: dict[str, Any] = {MAY_BE_FILE: True} if may_be_file else {}
    if is_required:
        return Field(description=description, json_schema_extra=extra)
    return Field(default_factory=kind, description=description, json_schema_extra=extra)


def items(*defaults: Item, meaning: str) -> Any:
    """Declare a field of type ``tuple[SomeItem, ...]``."""
    return Field(defaults, description=meaning)


def keys_of(part: Part, path: str) -> tuple[str | int, ...]:
    """The keys that lead to a number of ``numbers(part)``; items and entries by their index."""
    keys: list[str | int] = []
    value: object = part
    for name in path.split("."):
        if isinstance(value, tuple):
            names = [one.id if isinstance(one, Item) else str(i) for i, one in enumerate(value)]
            keys.append(names.index(name))
            value = value[names.index(name)]
        else:
            keys.append(name)
            value = getattr(value, name)
    return tuple(keys)


class Declared(NamedTuple):
    """A number of a scenario: its path in the user's words, its value, its declaration."""

    path: str
    value: float | Distribution
    field: FieldInfo


def numbers(part: Part, prefix: str = "") -> list[Declared]:
    """Every number that may be uncertain, in declared order.

    Items stand under their id, entries of other lists under their index: paths look like
    ``market.tightness.volatility`` and ``operator.customers.anchor.price``.
    """
    found: list[Declared] = []
    for name, field in type(part).model_fields.items():
        found += _numbers_in(getattr(part, name), f"{prefix}.{name}" if prefix else name, field)
    return found


def _numbers_in(value: object, path: str, field: FieldInfo) -> list[Declared]:
    if isinstance(value, float | Distribution):
        return [Declared(path, value, field)] if takes_distribution(field.annotation) else []
    if isinstance(value, Part):
        return numbers(value, path)
    if isinstance(value, tuple):
        names = [one.id if isinstance(one, Item) else str(i) for i, one in enumerate(value)]
        pairs = zip(names, value, strict=True)
        return [n for name, one in pairs for n in _numbers_in(one, f"{path}.{name}", field)]
    return []
