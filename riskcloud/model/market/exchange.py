"""The exchange rate of a market whose cards are priced in another currency."""

from riskcloud.model.base import Part
from riskcloud.model.market.currency import NO_CURRENCY, MaybeCurrency
from riskcloud.model.numbers import Number, number, structural


class Exchange(Part):
    """Price of one foreign currency in the market's own: a geometric Brownian motion."""

    currency: MaybeCurrency = structural(
        NO_CURRENCY,
        meaning="the foreign currency; empty if nothing is priced in one",
        source="judgement: none unless stated",
    )
    start: Number = number(
        1.0,
        unit="1",
        meaning="units of the market's currency for one of the foreign, at the as-of month",
        source="judgement: stated by the market that has one",
        above=0,
    )
    drift: Number = number(
        0.0,
        unit="1/year",
        meaning="drift of its logarithm",
        source="judgement: no forecast",
        at_least=-1,
        at_most=1,
    )
    volatility: Number = number(
        0.04,
        unit="1/sqrt(year)",
        meaning="volatility of its logarithm",
        source="judgement: the managed rate of RMB moves 3 to 5 % a year",
        at_least=0,
        at_most=1,
    )
