"""Rental by the hour: utilisation and prices without a contract."""

from riskcloud.model.base import Part, Slug
from riskcloud.model.numbers import Number, number, structural


class Rental(Part):
    """Hours without a contract: how many are sold, at which prices."""

    utilisation: Number = number(
        0.75,
        unit="share",
        meaning="share of hours sold in a balanced market",
        source="judgement: balanced .80, glut .55, scarcity .95 for good sites; "
        "China's average is about .30 (Inspur 2025)",
        above=0,
        below=1,
    )
    utilisation_tightness: Number = number(
        5.5,
        unit="log odds",
        meaning="rise of the log odds of being sold with tightness",
        source="judgement: .80 balanced becomes .92 at x = .2 and .57 at x = -.2",
        at_least=0,
    )
    utilisation_reversion: Number = number(
        3.0, unit="1/year", meaning="reversion of its own noise", source="judgement", above=0
    )
    utilisation_volatility: Number = number(
        0.5, unit="log odds", meaning="volatility of its own noise", source="judgement", at_least=0
    )
    on_demand_share: Number = number(
        0.6,
        unit="share",
        meaning="share of sold hours that go on demand, the rest spot",
        source="judgement",
        at_least=0,
        at_most=1,
    )
    positioning: Number = number(
        0.75,
        unit="1",
        meaning="own list price over the list index",
        source="judgement: marketplaces list H100 at 2.50 where the index of all is 4.32 "
        "(October 2026)",
        above=0,
    )
    vendor: Slug | None = structural(
        None,
        meaning="id of the market's vendor whose price moves are its own; none keeps to the index",
        source="judgement: a small operator's list follows the index",
    )
    follow_probability: Number = number(
        1.0,
        unit="share",
        meaning="probability that it follows a move of that vendor",
        source="judgement: the vendor itself",
        at_least=0,
        at_most=1,
    )
    discount: Number = number(
        0.1,
        unit="share",
        meaning="discount to own list price",
        source="judgement: list prices are not paid",
        at_least=0,
        below=1,
    )
    physical_use: Number = number(
        0.7,
        unit="share",
        meaning="use of power in a sold hour",
        source="AcmeTrace: mean GPU utilisation .62-.66 of hours scheduled",
        at_least=0,
        at_most=1,
    )
