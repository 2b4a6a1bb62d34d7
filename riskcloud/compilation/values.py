"""Each input row's value: a number, or the distribution that it is drawn from.

A row is found by name: the field path below market or operator, in capitals, points as
underscores.  What is not a plain number of the model stands in ``_market_choices`` and
``_operator_choices``, and nowhere else.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from types import ModuleType

from pydantic.fields import FieldInfo

from riskcloud.compilation.places import Places
from riskcloud.compilation.selection import Selection
from riskcloud.kernels.layout import market as market_rows
from riskcloud.kernels.layout import operator as operator_rows
from riskcloud.model.base import Item, Part
from riskcloud.model.distributions import Distribution
from riskcloud.model.market import Market
from riskcloud.model.numbers import facts
from riskcloud.model.operator import Operator

Value = float | Distribution
_REGIMES = {"boom": 0.0, "normal": 1.0, "bust": 2.0}
_ORDERS = {"pro_rata": 0.0, "equity_first": 1.0, "equity_last": 2.0}
_RANKS = {"unsecured": 0.0, "pari_passu": 1.0, "senior": 2.0}
_FOR_EVER = 0.0  # in place of the years of losses
_AS_STATED = -1.0  # in place of a contracted share
# Numbers that have no row of their own: they are in the shares of tax depreciation.
_ELSEWHERE = {"operator.tax.straight_line_years"}


@dataclass(frozen=True)
class Input:
    """One row of the inputs: the field it comes from, its unit, its value."""

    path: str
    unit: str
    row: int
    value: Value


def inputs_of(market: Market, operator: Operator, chosen: Selection, places: Places) -> list[Input]:
    """Every row of the inputs that is read, but the shocks' correlation, in declared order."""
    found = list(_sections(market, "market", market_rows))
    found += _choices("market", market_rows, {"demand.start": _REGIMES[market.demand.start]})
    found += _sections(operator, "operator", operator_rows)
    found += _choices("operator", operator_rows, _operator_choices(operator))
    spread = market.ratings[chosen.rating]
    path = f"market.ratings.{spread.id}.spread"
    found.append(Input(path, "1/year", operator_rows.DEBT_SPREAD, spread.spread))
    for place, cohort in enumerate(operator.cohorts):
        row = places.input_row("cohort", place, operator_rows.COHORT_FOREIGN)
        foreign = float(cohort.currency not in ("", market.currency))
        found.append(Input(f"operator.cohorts.{cohort.id}.foreign", "", row, foreign))
    for kind, group in chosen.items.items():
        scope = "operator" if kind in ("cohort", "customer") else "market"
        rows = operator_rows if scope == "operator" else market_rows
        for place, item in enumerate(group):
            found += _item(item, kind, f"{scope}.{kind}s.{item.id}", rows, places, place)
    return [one for one in found if chosen.reads(one.path)]


def _number(value: object) -> Value | None:
    """The value as the kernel reads it; None for what is not a number or a flag."""
    if isinstance(value, bool | int | float):
        return float(value)
    return value if isinstance(value, Distribution) else None


def _fields(part: Part) -> Iterator[tuple[str, FieldInfo, object]]:
    for name, field in type(part).model_fields.items():
        yield name, field, getattr(part, name)


def _sections(part: Part, scope: str, rows: ModuleType) -> Iterator[Input]:
    """Numbers and flags of the sections of the market or the operator, and its own."""
    for name, field, value in _fields(part):
        if isinstance(value, Part):
            for below, inner, one in _fields(value):
                yield from _row(f"{name}.{below}", scope, inner, one, rows)
        else:
            yield from _row(name, scope, field, value, rows)


def _row(path: str, scope: str, field: FieldInfo, value: object, rows: ModuleType) -> list[Input]:
    """The input of a number or flag; other values are choices and links.

    A number that no row is named after is a fault of the program: an AttributeError says so.
    """
    number = _number(value)
    if number is None or f"{scope}.{path}" in _ELSEWHERE:
        return []
    return [Input(f"{scope}.{path}", facts(field).unit, _named(rows, path), number)]


def _named(rows: ModuleType, path: str) -> int:
    row: int = getattr(rows, path.upper().replace(".", "_"))
    return row


def _operator_choices(operator: Operator) -> dict[str, float]:
    chosen = {
        "debt.funding_order": _ORDERS[operator.debt.funding_order],
        "debt.prepayment_rank": _RANKS[operator.debt.prepayment_rank],
        "tax.group": float(operator.tax.loss_use == "group"),
    }
    if operator.contracted_share is None:
        chosen["contracted_share"] = _AS_STATED
    if operator.tax.loss_years is None:
        chosen["tax.loss_years"] = _FOR_EVER
    for year, share in enumerate(operator.tax.depreciation_shares(), start=1):
        chosen[f"tax.depreciation_{year}"] = share
    return chosen


def _choices(scope: str, rows: ModuleType, chosen: dict[str, float]) -> list[Input]:
    return [
        Input(f"{scope}.{path}", "", _named(rows, path), value) for path, value in chosen.items()
    ]


def _item(
    item: Item, kind: str, path: str, rows: ModuleType, places: Places, place: int
) -> Iterator[Input]:
    for name, field, value in _fields(item):
        number = _number(value)
        if number is not None:
            row = places.input_row(kind, place, _named(rows, f"{kind}_{name}"))
            yield Input(f"{path}.{name}", facts(field).unit, row, number)
