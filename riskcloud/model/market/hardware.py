"""What a new buyer of capacity pays: the entry cost of compute and the price of servers."""

from riskcloud.model.base import Part
from riskcloud.model.numbers import Number, number


class EntryCost(Part):
    """Rent at which a new buyer of the entry chip (GB300) just enters, per H100-equivalent."""

    capex: Number = number(
        68_000.0,
        unit="USD/GPU",
        meaning="price of the entry chip installed, with its host, network and storage",
        source="GB300 NVL72 at 3.5 to 4.0 million a rack (press, 2026) is 49 to 56 thousand a GPU; "
        "network and storage are 20 to 30 % more",
        above=0,
    )
    opex: Number = number(
        7_500.0,
        unit="USD/GPU/year",
        meaning="space, power and operation of one entry chip",
        source="derived: 1.9 kW at 150 USD/kW-month (CBRE 217, large leases 137), energy 0.06 "
        "USD/kWh at PUE 1.25, operations 4 to 5 % of capex",
        at_least=0,
    )
    performance: Number = number(
        2.53,
        unit="H100",
        meaning="performance of the entry chip",
        source="NVIDIA: dense BF16 2,500 against 989 TFLOP/s",
        above=0,
    )
    life: Number = number(
        5.0,
        unit="years",
        meaning="years over which the buyer earns rent",
        source="depreciation in filings: 4 to 6 years (Amazon 5, Lambda 5, CoreWeave 6, Nebius 4)",
        above=0,
        at_most=30,
    )
    residual_share: Number = number(
        0.10,
        unit="share",
        meaning="value of the chip at the end of its life, of its price",
        source="judgement: below the anchor of .35 after 4 years (brokers of used cards)",
        at_least=0,
        at_most=1,
    )
    discount_rate: Number = number(
        0.12,
        unit="1/year",
        meaning="return that the buyer asks for, continuous",
        source="CoreWeave, June 2025: debt at 9 to 15 %; with customers of investment grade 6 %",
        at_least=0.001,
        at_most=2,
    )
    rent_decline: Number = number(
        0.12,
        unit="1/year",
        meaning="fall of rent that the buyer expects, continuous",
        source="judgement: what the market itself gives H100 over 5 years is -.17 a year",
        at_least=0,
        at_most=2,
    )
    utilisation: Number = number(
        0.9,
        unit="share",
        meaning="hours that the buyer expects to sell, of all hours",
        source="judgement: .80 in balance, .95 in scarcity; contracted fleets bill 96 to 98 %",
        above=0,
        at_most=1,
    )
    elasticity: Number = number(
        0.68,
        unit="1",
        meaning="rent of a chip against its performance, in logs",
        source="derived: B200 rents at 1.75 H100 (list prices of 2026) for 2.27 times its BF16",
        at_least=0,
        at_most=3,
    )
    adoption_speed: Number = number(
        4.0,
        unit="1/year",
        meaning="speed at which a launched generation becomes what is bought",
        source="judgement: Fisher-Pry curve, 12 % of sales at launch, 88 % a year later",
        above=0,
        at_most=100,
    )
    adoption_lag: Number = number(
        0.5,
        unit="years",
        meaning="time from launch to half of purchases",
        source="NVIDIA, April 2025: Blackwell about 70 % of sales two quarters after volume",
        at_least=0,
        at_most=10,
    )


class Servers(Part):
    """Index of the price of new servers, against today's."""

    tightness: Number = number(
        0.3,
        unit="1",
        meaning="log price of servers for a unit of x: sellers take part of a tight market",
        source="judgement: H100 cards stayed at 25 to 40 thousand while rents fell by 44 % "
        "(used-card sales, archived rate cards), memory rose in the scarcity of 2026",
        at_least=-5,
        at_most=5,
    )
    reversion: Number = number(
        1.0,
        unit="1/year",
        meaning="reversion of the servers' own noise",
        source="judgement: a product year",
        at_least=0.01,
    )
    volatility: Number = number(
        0.08,
        unit="1/sqrt(year)",
        meaning="volatility of the servers' own noise: memory, duties, vendor discounts",
        source="judgement: quotes for one rack differ by 10 to 15 % (GB300 3.5 to 4.0, "
        "VR200 7.8 to 9.1 million)",
        at_least=0,
        at_most=3,
    )
