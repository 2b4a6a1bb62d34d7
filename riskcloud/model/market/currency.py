"""Names of currencies: three capital letters."""

from typing import Annotated, TypeAlias

from pydantic import AfterValidator

from riskcloud.model.faults import fault

NO_CURRENCY = ""


def _currency(value: str) -> str:
    if not (len(value) == 3 and value.isascii() and value.isalpha() and value.isupper()):
        raise fault("a currency of three capital letters, such as USD")
    return value


def _maybe_currency(value: str) -> str:
    return value if value == NO_CURRENCY else _currency(value)


Currency: TypeAlias = Annotated[str, AfterValidator(_currency)]
MaybeCurrency: TypeAlias = Annotated[str, AfterValidator(_maybe_currency)]
