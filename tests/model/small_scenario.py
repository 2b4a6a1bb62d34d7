"""A small scenario with one field of each kind, for tests of the framework alone."""

from datetime import date
from typing import Literal

from pydantic import field_validator

from riskcloud.model.base import Item, Part, items, part
from riskcloud.model.faults import fault
from riskcloud.model.numbers import Number, number, structural


class Tightness(Part):
    """Premium of price over cost."""

    volatility: Number = number(0.15, unit="1", meaning="its volatility", above=0, source="facts")
    start: Number = number({"triangular": [0.05, 0.2, 0.4]}, unit="log", meaning="its start")
    share: Number = number(0.5, unit="1", meaning="a share", at_least=0, below=1)


class Market(Part):
    """The small market."""

    as_of: date = structural(date(2026, 11, 1), meaning="month 0")
    tightness: Tightness = part(Tightness)
    weights: tuple[Number, ...] = number((0.2, 0.8), unit="1", meaning="weights", at_least=0)


class Customer(Item):
    """One customer."""

    price: Number = number(unit="USD/h", meaning="price", above=0)
    months: int = structural(36, unit="months", meaning="term", at_least=1, at_most=240)
    kind: Literal["contract", "spot"] = structural("contract", meaning="how it pays")
    is_group: bool = structural(False, meaning="whether a group pays")
    label: str = structural("none", meaning="a label")


class Operator(Part):
    """The small operator."""

    cost: Number = number(unit="USD", meaning="cost", at_least=0)
    fee: Number | None = number(None, unit="USD", meaning="fee, none if free", at_least=0)
    customers: tuple[Customer, ...] = items(
        Customer(id="anchor", price=2.0), meaning="those who rent"
    )


class Run(Part):
    """How to run."""

    paths: int = structural(1000, meaning="paths", at_least=1)

    @field_validator("paths")
    @classmethod
    def _fits(cls, paths: int) -> int:
        if paths > 10**10:
            raise fault(f"paths that fit (these need {paths * 640 / 1e12:.0f} TB)")
        return paths


class Scenario(Part):
    """The small scenario."""

    market: Market = part(Market, may_be_file=True)
    operator: Operator = part(Operator, is_required=True, may_be_file=True)
    run: Run = part(Run)


MINIMAL = "operator: {cost: 3}\n"
