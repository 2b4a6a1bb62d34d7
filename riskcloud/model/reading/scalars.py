"""Plain scalars by the core schema of YAML 1.2, with dates."""

import re
from datetime import date

Scalar = None | bool | int | float | str | date

_WORDS: dict[str, Scalar] = {"": None, "~": None}
_WORDS |= dict.fromkeys(("null", "Null", "NULL"))
_WORDS |= dict.fromkeys(("true", "True", "TRUE"), True)
_WORDS |= dict.fromkeys(("false", "False", "FALSE"), False)

_INTEGER = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_INFINITE = re.compile(r"[-+]?\.(inf|Inf|INF)")
_NAN = re.compile(r"\.(nan|NaN|NAN)")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LONGEST = 400
"""Digits of a number; longer ones stay text, since Python refuses to read them."""


def plain_scalar(text: str) -> Scalar:
    """The value of unquoted text.  A date that does not exist stays text."""
    if text in _WORDS:
        return _WORDS[text]
    if len(text) <= _LONGEST and _INTEGER.fullmatch(text):
        return int(text)
    if _NAN.fullmatch(text) or _INFINITE.fullmatch(text):
        return float(text.replace(".", "", 1))
    if len(text) <= _LONGEST and _FLOAT.fullmatch(text):
        return float(text)
    if _DATE.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            return text
    return text
