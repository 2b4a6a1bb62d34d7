"""The market that every operator lives in."""

from typing import Annotated, Any, TypeAlias

from pydantic import AfterValidator, Field, model_validator

from riskcloud.model.base import Declared, Part, items, keys_of, numbers, part
from riskcloud.model.distributions import Distribution, Lognormal, Normal
from riskcloud.model.faults import fault, near_name
from riskcloud.model.market.chips import CHIPS, Chip
from riskcloud.model.market.correlation import Matrix, cholesky, correlation_matrix
from riskcloud.model.market.credit import RATINGS, Credit, Rates, Rating
from riskcloud.model.market.currency import Currency
from riskcloud.model.market.demand import Demand
from riskcloud.model.market.dependence import SHOCKS, InputCorrelation, Mixing, ShockCorrelation
from riskcloud.model.market.exchange import Exchange
from riskcloud.model.market.generations import GENERATIONS, Generation
from riskcloud.model.market.hardware import EntryCost, Servers
from riskcloud.model.market.price_events import VENDORS, PriceEvents, Vendor, check_vendors
from riskcloud.model.market.prices import Inference, Prices
from riskcloud.model.market.regions import REGIONS, Region
from riskcloud.model.market.tightness import Tightness
from riskcloud.model.market.tokens import Tokens
from riskcloud.model.numbers import structural


def _month(value: str) -> str:
    year, _, month = value.partition("-")
    if not (value.isascii() and len(value) == 7 and year.isdigit() and month.isdigit()):
        raise fault("a month such as 2026-11")
    if not 1 <= int(month) <= 12 or year == "0000":
        raise fault("a month such as 2026-11")
    return value


Month: TypeAlias = Annotated[str, AfterValidator(_month)]

PERFORMANCE_WITH_COST = 0.6
"""Judgement: a generation that is much faster is also much dearer (model: G with C)."""


def _performance_with_cost(given: dict[str, Any]) -> tuple[InputCorrelation, ...]:
    """One pair for each generation; none if the generations themselves are refused."""
    paths = [f"generations.{generation.id}" for generation in given.get("generations", ())]
    return tuple(
        InputCorrelation(
            between=(f"{path}.performance", f"{path}.cost"), correlation=PERFORMANCE_WITH_COST
        )
        for path in paths
    )


class Market(Part):
    """What happens to everyone: demand, supply, chips, prices, power, rates, credit."""

    name: str = structural("November 2026", meaning="name of this market, for reports")
    as_of: Month = structural(
        "2026-11", meaning="month 0: known prices are of this month", source="date of the figures"
    )
    currency: Currency = structural(
        "USD", meaning="currency of every amount of money", source="currency of the figures"
    )
    demand: Demand = part(Demand)
    tightness: Tightness = part(Tightness)
    entry_cost: EntryCost = part(EntryCost)
    prices: Prices = part(Prices)
    inference: Inference = part(Inference)
    rates: Rates = part(Rates)
    servers: Servers = part(Servers)
    mixing: Mixing = part(Mixing)
    credit: Credit = part(Credit)
    tokens: Tokens = part(Tokens)
    price_events: PriceEvents = part(PriceEvents)
    exchange: Exchange = part(Exchange)
    generations: tuple[Generation, ...] = items(
        *GENERATIONS, meaning="chip generations to come, in the order in which they follow"
    )
    chips: tuple[Chip, ...] = items(*CHIPS, meaning="chips that are rented out")
    regions: tuple[Region, ...] = items(
        *REGIONS, meaning="power markets; the first sets the floor of chips' prices"
    )
    vendors: tuple[Vendor, ...] = items(
        *VENDORS, meaning="vendors whose price moves others follow, in the order in which they move"
    )
    ratings: tuple[Rating, ...] = items(*RATINGS, meaning="grades of credit and their spreads")
    shock_correlation: tuple[ShockCorrelation, ...] = structural(
        (),
        meaning="correlations of monthly shocks; what is not named is independent",
        source="judgement: tightness links what moves together",
    )
    input_correlation: tuple[InputCorrelation, ...] = Field(
        default_factory=_performance_with_cost,
        description="correlations of uncertain inputs; by default .6 between performance and "
        "cost of each generation",
        json_schema_extra={
            "unit": "",
            "source": "judgement: a generation that is much faster is also much dearer",
        },
    )

    @property
    def calendar_month(self) -> int:
        """Calendar month of month 0; January is 1."""
        return int(self.as_of[-2:])

    def shock_factor(self) -> Matrix:
        """Lower Cholesky factor of the shocks' correlation, in the order of ``SHOCKS``."""
        pairs = [(*pair.between, pair.correlation) for pair in self.shock_correlation]
        factor = cholesky(correlation_matrix(SHOCKS, pairs))
        if factor is None:
            raise fault(_FIT, _SHOCKS_AT)
        return factor

    def correlated_inputs(self) -> tuple[list[Declared], Matrix]:
        """Correlated inputs that are drawn, in declared order, and the lower Cholesky factor.

        A correlation with a constant is void.
        """
        drawn = {one.path: one for one in numbers(self) if isinstance(one.value, Distribution)}
        pairs = [
            (*pair.between, pair.correlation)
            for pair in self.input_correlation
            if drawn.keys() >= set(pair.between)
        ]
        named = {path for one, other, _ in pairs for path in (one, other)}
        inputs = [one for path, one in drawn.items() if path in named]
        for one in inputs:
            # Only these are drawn from a normal score, and scores are what is correlated.
            if not isinstance(one.value, Normal | Lognormal):
                expected = "normal or lognormal, since input_correlation names it"
                why = " (input_correlation: [] correlates nothing)"
                raise fault(expected + why, keys_of(self, one.path))
        factor = cholesky(correlation_matrix([one.path for one in inputs], pairs))
        if factor is None:
            raise fault(_FIT, _INPUTS_AT)
        return inputs, factor

    @model_validator(mode="after")
    def _has_a_power_market(self) -> "Market":
        if not self.regions:
            raise fault("at least one region", ("regions",))
        return self

    @model_validator(mode="after")
    def _vendors_lead_and_follow(self) -> "Market":
        check_vendors(self.vendors)
        return self

    @model_validator(mode="after")
    def _chips_name_known_generations(self) -> "Market":
        known = [generation.id for generation in self.generations]
        for place, chip in enumerate(self.chips):
            if chip.generation is not None and chip.generation not in known:
                at = ("chips", place, "generation")
                raise fault("an id of generations", at, near_name(chip.generation, known))
        return self

    @model_validator(mode="after")
    def _shocks_fit_together(self) -> "Market":
        _refuse_twice([pair.between for pair in self.shock_correlation], _SHOCKS_AT[0])
        self.shock_factor()
        return self

    @model_validator(mode="after")
    def _inputs_fit_together(self) -> "Market":
        pairs = self.input_correlation
        _refuse_twice([pair.between for pair in pairs], _INPUTS_AT[0])
        known = [declared.path for declared in numbers(self)]
        for place, pair in enumerate(pairs):
            for side, path in enumerate(pair.between):
                if path not in known:
                    at = (*_INPUTS_AT, place, "between", side)
                    raise fault("a number below market", at, near_name(path, known))
        named = sorted({path for pair in pairs for path in pair.between})
        triples = [(*pair.between, pair.correlation) for pair in pairs]
        if cholesky(correlation_matrix(named, triples)) is None:
            raise fault(_FIT, _INPUTS_AT)
        self.correlated_inputs()
        return self


_FIT = "correlations that fit together (positive definite)"
_SHOCKS_AT = ("shock_correlation",)
_INPUTS_AT = ("input_correlation",)


def _refuse_twice(pairs: list[tuple[str, str]], name: str) -> None:
    seen: set[frozenset[str]] = set()
    for place, pair in enumerate(pairs):
        if frozenset(pair) in seen:
            raise fault("each pair once", (name, place, "between"))
        seen.add(frozenset(pair))
