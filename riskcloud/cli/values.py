"""Values of options, in the forms that people write them."""

import typer


def count(text: str) -> int:
    """A whole number such as 1000000, 1_000_000, 1e6 or 1e15."""
    try:
        return int(text)
    except ValueError:
        pass
    try:
        value = float(text)
        whole = int(value)
    except (ValueError, OverflowError):
        raise _refused(text) from None
    if whole != value:
        raise _refused(text)
    return whole


def _refused(text: str) -> typer.BadParameter:
    return typer.BadParameter(f'found "{text}", expected a whole number such as 100000 or 1e6')
