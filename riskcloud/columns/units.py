"""Units of money: columns say USD, which stands for the currency of the market."""

STATED = "USD"


def in_currency(unit: str, currency: str) -> str:
    """The unit of a column in a market of that currency."""
    return unit.replace(STATED, currency)


def is_money(unit: str) -> bool:
    """Whether a unit is a currency, and nothing a unit of something."""
    return len(unit) == 3 and unit.isascii() and unit.isalpha() and unit.isupper()
