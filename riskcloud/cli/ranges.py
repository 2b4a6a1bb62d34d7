"""Values of ``--over``: a lever or a field, with the range to look at."""

from collections.abc import Collection, Iterable, Iterator

import typer

Limits = tuple[float, float]


def ranges(over: Iterable[str], known: Collection[str]) -> Iterator[tuple[str, Limits | None]]:
    """Names with their limits; None where none are given.

    known: keys of levers.  Raises RunRefusedError for a name that is neither one of them nor
    could be the path of a field.
    """
    for word in over:
        name, equals, ends = word.partition("=")
        limits = _limits(word, ends) if equals else None
        if name not in known and "." not in name:
            from riskcloud.run import RunRefusedError

            expected = f"expected one of {', '.join(known)}, or the path of a field"
            raise RunRefusedError(f'--over: found "{name}", {expected}')
        yield name, limits


def _limits(word: str, ends: str) -> Limits:
    low, _, high = ends.partition(":")
    try:
        limits = float(low), float(high)
    except ValueError:
        raise _bad_range(word) from None
    if not float("-inf") < limits[0] < limits[1] < float("inf"):
        raise _bad_range(word)
    return limits


def _bad_range(word: str) -> typer.BadParameter:
    return typer.BadParameter(f'found "{word}", expected LEVER=LOW:HIGH', param_hint="--over")
