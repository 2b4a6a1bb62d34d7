"""One way to refuse a value: what was expected, and where inside the value the fault is."""

import math
from difflib import get_close_matches

from pydantic_core import PydanticCustomError

KIND = "scenario"

LARGEST = 1e15
"""Size of the largest number that a scenario may hold: no sum of products of such overflows."""


def fault(expected: str, at: tuple[str | int, ...] = (), near: str | None = None) -> ValueError:
    """An error that pydantic carries to the reader of scenario files.

    ``expected`` completes "expected ..."; ``at`` leads from the field to the faulty value
    inside it, as keys and indices; ``near`` is the name that was probably meant.
    """
    context = {"expected": expected, "at": at, "near": near}
    return PydanticCustomError(KIND, "expected {expected}", context)


def near_name(name: object, known: list[str]) -> str | None:
    """The known name closest to ``name``, if any is close."""
    close = get_close_matches(str(name), known, n=1, cutoff=0.6)
    return close[0] if close else None


def finite(value: object, at: tuple[str | int, ...] = (), expected: str = "a number") -> float:
    """``value`` as a float; text, booleans, NaN, infinity and beyond LARGEST are faults."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise fault(expected, at)
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise fault("a finite number", at)
    if abs(number) > LARGEST:
        raise fault(f"a number from {-LARGEST:g} to {LARGEST:g}", at)
    return number
