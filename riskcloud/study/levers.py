"""Levers: the figures that a verdict turns on, and the fields that each of them sets."""

from collections.abc import Callable
from dataclasses import dataclass
from math import exp, expm1, log1p

import numpy as np

from riskcloud.compilation import compile_scenario
from riskcloud.model.base import numbers
from riskcloud.model.distributions import Distribution
from riskcloud.model.explain import explain
from riskcloud.model.extremes import greatest, least
from riskcloud.model.numbers import Bounds
from riskcloud.model.scenario import Scenario
from riskcloud.run.errors import RunRefusedError
from riskcloud.run.lanes import drawn_inputs
from riskcloud.study.field_units import unit_in

_PATHS = 4096
_FEWEST = 0.01
"""Share under contract that is looked at first: a customer rents more than nothing."""


@dataclass(frozen=True)
class Lever:
    """One figure to vary, others held.

    fields: each with its value where the lever is at ``at``; they keep their proportion, so a
        lever whose ``at`` is today's value sets today's fields there, to the last bit.
    low, high: range that is looked at.  now: today's value, a median where it is uncertain.
    is_fall: the lever is a fall a year, its fields the growth of a log, -ln(1 - fall);
        ``at`` is then in their unit.
    """

    key: str
    label: str
    unit: str
    fields: tuple[tuple[str, float], ...]
    low: float
    high: float
    now: float | None = None
    is_whole: bool = False
    at: float = 1.0
    is_fall: bool = False

    def overrides(self, value: float) -> list[str]:
        """The lever at a value, in words of ``--set``."""
        ratio = (-log1p(-value) if self.is_fall else value) / self.at
        return [f"{path}={self._shown(base * ratio)}" for path, base in self.fields]

    def value_at(self, first: float) -> float:
        """The lever's value at which the first of its fields is ``first``."""
        moved = first / self.fields[0][1] * self.at
        return -expm1(-moved) if self.is_fall else moved

    def _shown(self, value: float) -> str:
        return str(round(value)) if self.is_whole else repr(float(value))

    def grid(self, points: int) -> list[float]:
        """Evenly spaced values over the range; whole ones where the lever takes no others."""
        values = np.linspace(self.low, self.high, points)
        return sorted({float(round(v)) if self.is_whole else float(v) for v in values})


def medians(scenario: Scenario) -> dict[str, float]:
    """Every number of the scenario: itself, or the median of its first draws if uncertain."""
    known = {
        one.path: float(one.value)
        for one in numbers(scenario)
        if not isinstance(one.value, Distribution)
    }
    compiled = compile_scenario(scenario)
    drawn = np.median(drawn_inputs(compiled, 0, _PATHS), axis=1)
    names = (one.path for one in compiled.uncertain)
    return known | {name: float(value) for name, value in zip(names, drawn, strict=True)}


def levers_of(scenario: Scenario, hurdle: str) -> dict[str, Lever]:
    """The levers that this scenario has, by key.

    The six figures of the essay (utilisation, contracted share, inference share, fall of token
    cost, depreciation cycle, cost of money), and the prices of power and cards and the date of
    the next generation.  hurdle: field that cost of money sets, wacc unless given.
    """
    now = medians(scenario)
    return {
        lever.key: lever for make in _MAKERS if (lever := make(scenario, now, hurdle)) is not None
    }


_Maker = Callable[[Scenario, dict[str, float], str], Lever | None]


def _plain(
    key: str, label: str, unit: str, path: str, ends: tuple[float, float], is_whole: bool = False
) -> _Maker:
    def make(scenario: Scenario, now: dict[str, float], hurdle: str) -> Lever:
        return Lever(key, label, unit, ((path, 1.0),), *ends, now.get(path), is_whole)

    return make


def _contracted(scenario: Scenario, now: dict[str, float], hurdle: str) -> Lever | None:
    """The share that is stated; else the cards of all customers, in one proportion."""
    operator = scenario.operator
    if not operator.customers:
        return None
    key, label = "contracted-share", "share of cards, net of spares and downtime, under contract"
    path = "operator.contracted_share"
    if path in now:
        return Lever(key, label, "share", ((path, 1.0),), 0.0, 1.0, now[path])
    fields = _today(now, [f"operator.customers.{one.id}.gpus" for one in operator.customers])
    cards = sum(now[f"operator.cohorts.{one.id}.gpus"] for one in operator.cohorts)
    net = 1.0 - now["operator.costs.spares_share"] - now["operator.costs.downtime"]
    share = sum(let for _, let in fields) / (cards * net)
    high = share * max(_room(scenario, now), 1.0)
    return Lever(key, label, "share", fields, min(_FEWEST, share), high, share, at=share)


def _today(now: dict[str, float], paths: list[str]) -> tuple[tuple[str, float], ...]:
    return tuple((path, now[path]) for path in paths)


def _room(scenario: Scenario, now: dict[str, float]) -> float:
    """By what the cards of all customers can be multiplied until a cohort has none left."""
    operator = scenario.operator
    net = 1.0 - greatest(operator.costs.spares_share) - greatest(operator.costs.downtime)
    let: dict[str, float] = {}
    for one in operator.customers:
        let[one.cohort] = let.get(one.cohort, 0.0) + now[f"operator.customers.{one.id}.gpus"]
    return min(
        least(one.gpus) * net / let[one.id] for one in operator.cohorts if let.get(one.id, 0.0)
    )


def _token_cost(scenario: Scenario, now: dict[str, float], hurdle: str) -> Lever | None:
    if not scenario.operator.model_calls.offered:
        return None
    path = "market.tokens.software_growth"
    today = 1.0 - exp(-now[path])
    at = -log1p(-today) or 1.0
    fields = ((path, now[path] or 1.0),)
    label = "fall of token cost, by software"
    return Lever("token-cost-fall", label, "1/year", fields, 0.0, 0.8, today, at=at, is_fall=True)


def _life(scenario: Scenario, now: dict[str, float], hurdle: str) -> Lever:
    months = float(scenario.operator.residual.life_months)
    fields = [("operator.residual.life_months", months)]
    fields += [
        (f"operator.cohorts.{one.id}.life_months", float(one.life_months))
        for one in scenario.operator.cohorts
    ]
    key, label = "economic-life", "economic life of the cards, months in service in proportion"
    return Lever(key, label, "months", tuple(fields), 36.0, 96.0, months, True, at=months)


def _money(scenario: Scenario, now: dict[str, float], hurdle: str) -> Lever:
    path = f"operator.{hurdle or 'wacc'}"
    label = f"cost of money: {(hurdle or 'wacc').replace('_', ' ')}"
    return Lever("cost-of-money", label, "1/year", ((path, 1.0),), 0.0, 0.4, now[path])


def _power(scenario: Scenario, now: dict[str, float], hurdle: str) -> Lever:
    market = f"market.regions.{scenario.operator.power.region}.start"
    fields = _today(now, [market, "operator.power.contract_price"])
    unit = f"{scenario.market.currency}/MWh"
    label = "price of power, contract in proportion"
    today = now[market]
    return Lever("power-price", label, unit, fields, 0.05 * today, 4.0 * today, today, at=today)


def _cards(scenario: Scenario, now: dict[str, float], hurdle: str) -> Lever:
    fields = _today(now, [f"operator.cohorts.{one.id}.price" for one in scenario.operator.cohorts])
    return Lever("card-price", "price of cards over today's", "1", fields, 0.4, 1.6, 1.0)


def _generation(scenario: Scenario, now: dict[str, float], hurdle: str) -> Lever | None:
    if not scenario.market.generations:
        return None
    first = scenario.market.generations[0]
    path = f"market.generations.{first.id}.launch_month"
    label = f"planned month of release, {first.id}"
    return Lever("next-generation", label, "months", ((path, 1.0),), 0.0, 36.0, now[path])


_MAKERS: tuple[_Maker, ...] = (
    _plain(
        "utilisation",
        "utilisation of hours without contract, balanced market",
        "share",
        "operator.rental.utilisation",
        (0.05, 0.98),
    ),
    _contracted,
    _plain(
        "inference-share",
        "share of inference at the as-of month",
        "share",
        "market.inference.start",
        (0.1, 0.84),
    ),
    _token_cost,
    _life,
    _money,
    _power,
    _cards,
    _generation,
)


def lever_on(scenario: Scenario, path: str, ends: tuple[float, float] | None) -> Lever:
    """A lever on any one field: its range as given, else half to double of today's value.

    Raises UnknownFieldError for a field that is none, RunRefusedError where no range is known.
    """
    field = explain(path, Scenario)
    now = medians(scenario).get(path)
    if ends is None:
        ends = _around(now, field.facts.bounds, path)
    whole = isinstance(field.default, int) and not isinstance(field.default, bool)
    meaning, unit = field.facts.meaning, unit_in(scenario, path, field.facts.unit)
    return Lever(path, meaning, unit, ((path, 1.0),), *ends, now, whole)


def _around(now: float | None, bounds: Bounds, path: str) -> tuple[float, float]:
    if now is None or now == 0.0:
        raise RunRefusedError(f"{path}: no range to look at; give one, {path}=LOW:HIGH")
    low, high = sorted((0.5 * now, 2.0 * now))
    inside = [end for end in (bounds.at_least, bounds.above) if end is not None]
    outside = [end for end in (bounds.at_most, bounds.below) if end is not None]
    return max([low, *inside]), min([high, *outside])
