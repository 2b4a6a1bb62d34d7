"""What decides the outcomes of a run, and its digest."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

from riskcloud.outcomes.indented import indented

Document = Mapping[str, Any]


@dataclass(frozen=True)
class Identity:
    """All that the outcomes depend on: two runs with one digest share every path.

    ``scenario`` is the scenario after defaults and overrides, without what changes no
    outcome (paths, threads, folder, names, sources, comments), as plain JSON values.
    """

    scenario: Document
    seed: int
    stream_version: int
    results_version: int

    @property
    def document(self) -> Document:
        """All four by name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the canonical JSON of all four, in hexadecimal."""
        return digest(self.document)

    def first_difference(self, other: "Identity") -> str | None:
        """The first field, in sorted order, whose value differs: "field: this, that"."""
        return first_difference(self.document, other.document)


def digest(document: Document) -> str:
    """SHA-256 of canonical JSON, in hexadecimal."""
    return hashlib.sha256(canonical_json(document).encode()).hexdigest()


def canonical_json(document: Document) -> str:
    """JSON with sorted keys, no spaces and floats as repr: one text for one value.

    Raises TypeError for what JSON lacks (dates, sets, keys that are not text) and
    ValueError for numbers that are not finite.
    """
    _refuse_other_keys(document)
    return json.dumps(document, sort_keys=True, separators=(",", ":"), allow_nan=False)


def stable_json(document: Document) -> bytes:
    """As canonical_json, but indented for people: the same values give the same bytes."""
    return (indented(document) + "\n").encode()


def first_difference(ours: Any, theirs: Any, field: str = "") -> str | None:
    """Dotted name of the first difference of two JSON values, with both, or None."""
    if isinstance(ours, Mapping) and isinstance(theirs, Mapping):
        for key in sorted({*ours, *theirs}):
            here = f"{field}.{key}" if field else key
            if key not in ours or key not in theirs:
                return f"{here}: {_shown(ours, key)}, {_shown(theirs, key)}"
            if found := first_difference(ours[key], theirs[key], here):
                return found
        return None
    if isinstance(ours, list | tuple) and isinstance(theirs, list | tuple):
        for index, (one, other) in enumerate(zip(ours, theirs, strict=False)):
            if found := first_difference(one, other, f"{field}[{index}]"):
                return found
        same = len(ours) == len(theirs)
        return None if same else f"{field}: {len(ours)} items, {len(theirs)} items"
    same = json.dumps(ours) == json.dumps(theirs)
    return None if same else f"{field}: {_short(ours)}, {_short(theirs)}"


def _shown(document: Document, key: str) -> str:
    return _short(document[key]) if key in document else "absent"


def _short(value: Any, most: int = 60) -> str:
    text = json.dumps(value)
    return text if len(text) <= most else text[: most - 3] + "..."


def _refuse_other_keys(value: Any) -> None:
    """json.dumps would turn the key 1 into "1" in silence, and two keys into one."""
    if isinstance(value, Mapping):
        for key, item in value.items():
            if not isinstance(key, str):
                raise TypeError(f"key {key!r} is not text")
            _refuse_other_keys(item)
    elif isinstance(value, list | tuple):
        for item in value:
            _refuse_other_keys(item)
