"""Interest rates, credit spreads and the cycle of customers' defaults."""

from riskcloud.model.base import Item, Part
from riskcloud.model.numbers import Number, number


class Rates(Part):
    """Short rate of interest (Vasicek) and how credit spreads move with the market."""

    start: Number = number(
        0.0365,
        unit="1/year",
        meaning="short rate at the as-of month",
        source="FRED SOFR 3.62 % in July 2026; swap of 3.65 % in CoreWeave's DDTL4",
        at_least=-0.1,
        at_most=1,
    )
    reversion: Number = number(
        0.3,
        unit="1/year",
        meaning="reversion of the short rate",
        source="judgement: a shock halves in 2.3 years",
        at_least=0.01,
    )
    mean: Number = number(
        0.035,
        unit="1/year",
        meaning="level to which the short rate reverts",
        source="judgement: about the two-year rates of 2026 (FRED)",
        at_least=-0.1,
        at_most=1,
    )
    volatility: Number = number(
        0.009,
        unit="1/year/sqrt(year)",
        meaning="volatility of the short rate",
        source="judgement: above the .7 % of SOFR and Treasury rates of 2000-2026 (FRED)",
        at_least=0,
        at_most=1,
    )
    spread_tightness: Number = number(
        1.7,
        unit="1",
        meaning="log of credit spreads for a unit of x, with the sign changed",
        source="judgement: a glut adds 200 to 400 basis points; at x = -.3 this adds 300 to BB",
        at_least=-20,
        at_most=20,
    )


class Rating(Item):
    """A grade of credit and what lenders ask for it."""

    spread: Number = number(
        unit="1/year",
        meaning="credit spread over the short rate at x = 0",
        source="CoreWeave: DDTL4 (A3) 225, DDTL5 (Ba2) 450, DDTL2 600 to 1,300 basis points",
        at_least=0,
        at_most=2,
    )


RATINGS = (
    Rating(id="ig", spread=0.0225),
    Rating(id="bb", spread=0.045),
    Rating(id="b", spread=0.065),
    Rating(id="ccc", spread=0.13),
)


class Credit(Part):
    """How customers' default rates move with the market."""

    hazard_tightness: Number = number(
        4.4,
        unit="1",
        meaning="log of default rates for a unit of x, with the sign changed",
        source="judgement: default rates are three times the usual in a glut (x = -.25)",
        at_least=-20,
        at_most=20,
    )
    hazard_mean: Number = number(
        1.288,
        unit="1",
        meaning="mean of exp(-hazard_tightness x) over months 1 to 120, which the rates of "
        "customers are divided by",
        source="measured: benchmarks/market_bands.py",
        above=0,
    )
