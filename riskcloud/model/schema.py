"""JSON Schema of scenario files, for completion and hover texts in editors."""

from typing import Any

from riskcloud.model.base import MAY_BE_FILE, Part
from riskcloud.model.shape import part_in_file
from riskcloud.model.writing import in_yaml

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_OURS = ("unit", "source", MAY_BE_FILE)
_NUMBER: dict[str, Any] = {"type": "number"}
_NUMBERS: dict[str, Any] = {"type": "array", "items": _NUMBER}


def schema(kind: type[Part]) -> dict[str, Any]:
    """JSON Schema of files that describe ``kind``.

    Parts declared so may also name a file.  Since a file beside may give the rest, no
    field but an item's ``id`` is required here; ``validate`` knows what is missing.
    """
    made = kind.model_json_schema()
    definitions = {name: _rewritten(one) for name, one in made.get("$defs", {}).items()}
    made = _rewritten(made)
    for name, declared in kind.model_fields.items():
        section = part_in_file(declared)
        if section:
            text = {"type": "string", "description": "path of a file, relative to this one"}
            reference = {"$ref": f"#/$defs/{section.__name__}"}
            made["properties"][name] = {
                "description": declared.description or "",
                "anyOf": [reference, text],
            }
            definitions[section.__name__]["properties"]["file"] = text
    definitions["Number"] = _number()
    return {"$schema": DIALECT} | made | {"$defs": definitions}


def _rewritten(node: Any) -> Any:
    """Without pydantic's titles, with references to Number, with whole descriptions."""
    if isinstance(node, list):
        return [_rewritten(one) for one in node]
    if not isinstance(node, dict):
        return node
    new = {
        key: _rewritten_properties(one) if key == "properties" else _rewritten(one)
        for key, one in node.items()
        if key not in ("title", "required", "$defs")
    }
    if node.get("title") == "Number":
        new["$ref"] = "#/$defs/Number"
    if "id" in node.get("required", ()):
        new["required"] = ["id"]
    return new


def _rewritten_properties(properties: dict[str, Any]) -> dict[str, Any]:
    """Here names of fields stand, which may be "title" or "required" themselves."""
    return {name: _described(_rewritten(one)) for name, one in properties.items()}


def _described(field: dict[str, Any]) -> dict[str, Any]:
    """With unit, default and source in the description, which is what editors show."""
    known = ("unit", "default", "source")
    facts = [f"{name}: {in_yaml(field[name])}" for name in known if field.get(name) is not None]
    text = "; ".join([field.get("description", ""), *facts])
    return {key: one for key, one in field.items() if key not in _OURS} | {"description": text}


def _number() -> dict[str, Any]:
    """What may stand for a number: itself or one of the distributions."""
    triangle = _NUMBERS | {"minItems": 3, "maxItems": 3}
    interval = _NUMBERS | {"minItems": 2, "maxItems": 2}
    forms = {
        "triangular": triangle | {"description": "[low, mode, high]"},
        "uniform": interval | {"description": "[low, high]"},
        "normal": _fields("mean", "sd"),
        "lognormal": _fields("median", optional=("p90", "log_sd")),
        "beta": _fields("alpha", "beta", optional=("low", "high")),
        "choice": {
            "type": "object",
            "properties": {"values": _NUMBERS, "weights": _NUMBERS},
            "required": ["values"],
            "additionalProperties": False,
        },
    }
    bounds = {"min": _NUMBER, "max": _NUMBER}
    objects = [
        {
            "type": "object",
            "properties": {name: form} | bounds,
            "required": [name],
            "additionalProperties": False,
        }
        for name, form in forms.items()
    ]
    meaning = "a number, or a distribution drawn once a path"
    return {"description": meaning, "anyOf": [_NUMBER, *objects]}


def _fields(*needed: str, optional: tuple[str, ...] = ()) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": dict.fromkeys(needed + optional, _NUMBER),
        "required": list(needed),
        "additionalProperties": False,
    }
