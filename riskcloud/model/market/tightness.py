"""Tightness of the market for compute, and the capacity that answers it."""

from riskcloud.model.base import Part
from riskcloud.model.numbers import Number, number

_PIPELINE = (
    "judgement: orders follow price, 10 % is delivered in 3 months and 90 % in 15; "
    "the year of rising prices before the as-of date has been ordered, little of it delivered"
)


class Tightness(Part):
    """Log premium of the price of compute over entry cost, x, and capacity on its way."""

    start: Number = number(
        {"triangular": [0.05, 0.20, 0.40]},
        unit="log",
        meaning="x at the as-of month",
        source="derived: SemiAnalysis 1-year contracts at 2.65 a GPU-hour (June 2026) against "
        "entry cost of 2.14; the range is judgement",
        at_least=-2,
        at_most=2,
    )
    ordered: Number = number(
        0.75,
        unit="share of x",
        meaning="capacity ordered at the as-of month, first stage of delivery",
        source=_PIPELINE,
        at_least=-10,
        at_most=10,
    )
    building: Number = number(
        0.40,
        unit="share of x",
        meaning="capacity in the second stage of delivery at the as-of month",
        source=_PIPELINE,
        at_least=-10,
        at_most=10,
    )
    delivering: Number = number(
        0.10,
        unit="share of x",
        meaning="capacity being delivered at the as-of month",
        source=_PIPELINE,
        at_least=-10,
        at_most=10,
    )
    capacity_response: Number = number(
        {"lognormal": {"median": 2.4, "log_sd": 0.35}},
        unit="1/year",
        meaning="growth of capacity a year for a unit of x, once it is delivered",
        source="judgement: gives a cycle of three years, as from scarcity in 2023 to 2026",
        at_least=0,
    )
    build_time: Number = number(
        {"lognormal": {"median": 0.7, "log_sd": 0.25}},
        unit="years",
        meaning="mean time from order to capacity, over three stages",
        source="judgement: 10 % in 3 months, 90 % in 15 (lead times of servers and sites)",
        above=0,
    )
    demand_reversion: Number = number(
        {"lognormal": {"median": 0.9, "log_sd": 0.35}, "max": 12},
        unit="1/year",
        meaning="fall of demand growth for a unit of x: users who give up at high prices",
        source="judgement: price reversion .5 to 2 a year, less what capacity does",
        at_least=0,
        at_most=12,
    )
    volatility: Number = number(
        0.15,
        unit="1/sqrt(year)",
        meaning="volatility of x from demand shocks",
        source="judgement: with contract and spot noise inside the acceptance bands "
        "(benchmarks/market_bands.py)",
        at_least=0,
        at_most=3,
    )
    jump_rate: Number = number(
        0.3,
        unit="1/year",
        meaning="jumps of x a year: export rules, a product that everyone wants",
        source="judgement: about one in the 33 months of archived list prices",
        at_least=0,
        at_most=120,
    )
    jump_volatility: Number = number(
        0.12,
        unit="log",
        meaning="standard deviation of a jump",
        source="archived rate cards: largest months of H100 -14 % and +17 %",
        at_least=0,
        at_most=3,
    )
    expansion_limit: Number = number(
        0.8,
        unit="1/year",
        meaning="most that capacity can grow beyond plan: fabs, memory and power cap it",
        source="judgement: physical bound",
        above=0,
        at_most=1000,
    )
    contraction_limit: Number = number(
        0.7,
        unit="1/year",
        meaning="most that capacity can fall behind plan: installed cards do not vanish",
        source="judgement: physical bound",
        above=0,
        at_most=1000,
    )
