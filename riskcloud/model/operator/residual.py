"""Residual value of cards."""

from riskcloud.model.base import Part
from riskcloud.model.numbers import Number, number, structural


class Residual(Part):
    """What a used card is worth: expected rent of its remaining life, less running cost."""

    life_months: int = structural(
        72,
        unit="months",
        meaning="economic life of a card from commissioning: the depreciation cycle",
        source="six years: accounting lives are 4-6 (filings of 2025), A100 still rent at six",
        at_least=1,
        at_most=240,
    )
    scrap_share: Number = number(
        0.03,
        unit="share",
        meaning="scrap value over cost",
        source="judgement: 3-5 %",
        at_least=0,
        at_most=1,
    )
    discount_rate: Number = number(
        0.15,
        unit="1/year",
        meaning="rate at which a buyer of used cards discounts",
        source="judgement: lenders assume 15-20 % depreciation a year (USD.AI)",
        above=0,
        at_most=10,
    )
    reversion: Number = number(
        1.5,
        unit="1/year",
        meaning="reversion of tightness that buyers expect",
        source="judgement: as the contract residual; the cycle of capacity is about as fast",
        above=0,
        at_most=15,
    )
    variance: Number = number(
        0.10,
        unit="1",
        meaning="stationary variance of tightness and contract residual",
        source="judgement: near the default market's variance of x + u",
        at_least=0,
    )
    glut_slope: Number = number(
        0.5,
        unit="1",
        meaning="log fall of what a sale brings by tightness below zero",
        source="judgement: forced sales meet forced sales",
        at_least=0,
    )
    days_90: Number = number(
        0.85,
        unit="share",
        meaning="of orderly value in a sale within 90 days",
        source="anchors of a valuation method: broker, 90 days (spotwire, June 2026)",
        at_least=0,
        at_most=1,
    )
    days_30: Number = number(
        0.65,
        unit="share",
        meaning="of orderly value in an auction within 30 days",
        source="anchors of a valuation method: auction, 30 days (spotwire, June 2026)",
        at_least=0,
        at_most=1,
    )
