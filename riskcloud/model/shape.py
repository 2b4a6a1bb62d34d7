"""What stands where in a scenario, from the annotations of its parts."""

from pydantic.fields import FieldInfo

from riskcloud.model.annotations import entries, kinds, takes_distribution
from riskcloud.model.base import MAY_BE_FILE, Item, Part


def part_of(field: FieldInfo) -> type[Part] | None:
    """The part that a field holds, if it holds one."""
    return next((k for k in kinds(field.annotation) if issubclass(k, Part)), None)


def part_in_file(field: FieldInfo) -> type[Part] | None:
    """The part that a field holds, if it can stand in a file of its own."""
    extra = field.json_schema_extra
    return part_of(field) if isinstance(extra, dict) and MAY_BE_FILE in extra else None


def item_of(field: FieldInfo) -> type[Item] | None:
    """The kind of item in the list that a field holds, if it holds one."""
    return next((k for k in _entry_kinds(field) if issubclass(k, Item)), None)


def entry_of(field: FieldInfo) -> type[Part] | None:
    """The kind of part, item or not, in the list that a field holds, if it holds one."""
    return next((k for k in _entry_kinds(field) if issubclass(k, Part)), None)


def is_number(field: FieldInfo) -> bool:
    """Whether a field, or each entry of its list, takes a number or a distribution."""
    return takes_distribution(field.annotation)


def is_list(field: FieldInfo) -> bool:
    """Whether a field holds a list."""
    return bool(entries(field.annotation))


def _entry_kinds(field: FieldInfo) -> list[type]:
    return [kind for entry in entries(field.annotation) for kind in kinds(entry)]
