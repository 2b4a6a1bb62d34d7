"""What was expected, in plain words, for each way in which pydantic refuses a value."""

from typing import Any

from pydantic.fields import FieldInfo

from riskcloud.model.faults import KIND
from riskcloud.model.reading.nodes import Node
from riskcloud.model.shape import is_number, part_of

_EXPECTED = {
    "bool_type": "true or false",
    "date_from_datetime_inexact": "a date such as 2026-11-01",
    "date_from_datetime_parsing": "a date such as 2026-11-01",
    "date_parsing": "a date such as 2026-11-01",
    "date_type": "a date such as 2026-11-01",
    "finite_number": "a finite number",
    "float_type": "a number",
    "int_from_float": "a whole number",
    "int_parsing_size": "a smaller whole number",
    "int_type": "a whole number",
    "missing": "a longer list",
    "model_type": "a mapping of fields",
    "string_type": "text",
    "too_long": "a shorter list",
    "too_short": "a longer list",
    "tuple_type": "a list",
}
_STRUCTURAL = "; this field cannot be a distribution"


def expected(error: dict[str, Any], found: Node | None, field: FieldInfo | None) -> str:
    """What should stand in the place of ``found``."""
    kind, context = error["type"], error.get("ctx", {})
    if kind == KIND:
        return str(context["expected"])
    if kind == "literal_error":
        words = "one of " + str(context["expected"]).replace(" or ", ", ").replace("'", "")
    else:
        words = _EXPECTED.get(kind, f"another value ({error['msg'].lower()})")
    if kind == "string_type" and field is not None and isinstance(field.default, str):
        words = f'text, such as "{field.default}"'
    shown = found.shown() if found else ""
    return words + _STRUCTURAL if shown.startswith("the distribution") else words


def missing(field: FieldInfo | None) -> str:
    """What should stand in the place of a field that is not given."""
    if field is None:
        return "a value"
    if part_of(field):
        return "a mapping of fields"
    if is_number(field):
        return "a number or a distribution"
    names = {int: "a whole number", str: "text", bool: "true or false"}
    annotation: Any = field.annotation
    return names.get(annotation, "a value; it has no default")
