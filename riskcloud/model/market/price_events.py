"""Price events: vendors that lead and follow cuts in glut and rises in scarcity."""

from riskcloud.model.base import Item, Part
from riskcloud.model.extremes import least
from riskcloud.model.faults import fault
from riskcloud.model.numbers import Number, number

_EVENTS = (
    "dated events in China, 2023 to 2026: Alibaba led in April 2023, February 2024 and May 2024 "
    "(tokens), DeepSeek in May 2024, AWS the rise of January 2026"
)
_LAGS = (
    "dated events: compute prices were followed after 0, 4 and 20 days and rises after 38 to 73, "
    "token prices within hours to 9 days"
)


class PriceEvents(Part):
    """A self-exciting process of price moves, for compute and for tokens, down and up."""

    compute_cut_rate: Number = number(
        0.4,
        unit="1/year",
        meaning="cuts of compute prices that are led, a year, in a balanced market",
        source=f"{_EVENTS}; two of compute in three years",
        at_least=0,
        at_most=24,
    )
    compute_hike_rate: Number = number(
        0.3,
        unit="1/year",
        meaning="rises of compute prices that are led, a year, in a balanced market",
        source=f"{_EVENTS}; one in three years",
        at_least=0,
        at_most=24,
    )
    token_cut_rate: Number = number(
        0.6,
        unit="1/year",
        meaning="cuts of token prices that are led, a year, in a balanced market",
        source=f"{_EVENTS}; two of tokens in three years",
        at_least=0,
        at_most=24,
    )
    token_hike_rate: Number = number(
        0.3,
        unit="1/year",
        meaning="rises of token prices that are led, a year, in a balanced market",
        source=f"{_EVENTS}; one in three years",
        at_least=0,
        at_most=24,
    )
    compute_branching: Number = number(
        0.6,
        unit="1",
        meaning="compute price moves that follow one such move, in the mean",
        source="judgement: .6 to .7; two or three followed each of the dated moves",
        at_least=0,
        at_most=0.95,
    )
    token_branching: Number = number(
        0.65,
        unit="1",
        meaning="token price moves that follow one such move, in the mean",
        source="judgement: .6 to .7; two to four followed each of the dated moves",
        at_least=0,
        at_most=0.95,
    )
    compute_same_month: Number = number(
        0.5,
        unit="share",
        meaning="of the moves of vendors further down the list that follow: in the same month",
        source=f"derived from {_LAGS}",
        at_least=0,
        at_most=1,
    )
    token_same_month: Number = number(
        0.9,
        unit="share",
        meaning="of the moves of vendors further down the list that follow: in the same month",
        source=f"derived from {_LAGS}",
        at_least=0,
        at_most=1,
    )
    compute_half_life: Number = number(
        1.0,
        unit="months",
        meaning="half-life of the excitement that is left after the month",
        source=f"derived from {_LAGS}",
        above=0.05,
        at_most=24,
    )
    token_half_life: Number = number(
        0.25,
        unit="months",
        meaning="half-life of the excitement that is left after the month",
        source=f"derived from {_LAGS}",
        above=0.05,
        at_most=24,
    )
    tightness_slope: Number = number(
        2.3,
        unit="1",
        meaning="slope in tightness of the log rate of led rises, and of cuts the other way",
        source="judgement: cuts come twice as often at x = -.3",
        at_least=0,
        at_most=10,
    )
    compute_cut: Number = number(
        {"beta": {"alpha": 4.0, "beta": 16.0}, "max": 0.6},
        unit="share",
        meaning="cut of compute prices, weighted by revenue",
        source="Alibaba, February 2024: 20 % in the mean where the headline was 55 %",
        at_least=0,
        below=1,
    )
    compute_hike: Number = number(
        {"triangular": [0.05, 0.15, 0.34]},
        unit="share",
        meaning="rise of compute prices, weighted by revenue",
        source="AWS capacity blocks 15 % (January 2026), Alibaba and Baidu 5 to 34 % (March 2026)",
        at_least=0,
        at_most=3,
    )
    token_cut: Number = number(
        {"triangular": [0.05, 0.18, 0.40]},
        unit="share",
        meaning="cut of token prices, weighted by revenue",
        source="judgement: headlines of 50 to 97 % on a quarter of the revenue",
        at_least=0,
        below=1,
    )
    token_hike: Number = number(
        {"triangular": [0.05, 0.20, 0.50]},
        unit="share",
        meaning="rise of token prices, weighted by revenue",
        source="judgement: Tencent's list rose four times on one model (March 2026), the mix less",
        at_least=0,
        at_most=5,
    )
    premium_half_life: Number = number(
        6.0,
        unit="months",
        meaning="half-life of a vendor's distance from the others after a move",
        source="judgement: who cuts alone is followed, or takes it back in other ways",
        above=0.1,
        at_most=120,
    )


class Vendor(Item):
    """A vendor whose price list others watch; they move in the order of the list."""

    weight: Number = number(
        unit="1",
        meaning="weight of its revenue among the vendors'",
        source="judgement on shares of the market",
        at_least=0,
    )
    leads: Number = number(
        1.0,
        unit="1",
        meaning="its part among those who lead a move",
        source="judgement: as the others unless stated",
        at_least=0,
    )
    follows: Number = number(
        1.0,
        unit="1",
        meaning="its part among those who follow a move; 0 never follows",
        source="judgement: as the others unless stated",
        at_least=0,
    )


VENDORS = (
    Vendor(id="aws", weight=0.30, leads=2.0, follows=0.5),
    Vendor(id="azure", weight=0.24, leads=0.5, follows=1.0),
    Vendor(id="google", weight=0.13, leads=1.0, follows=1.0),
    Vendor(id="neoclouds", weight=0.15, leads=1.0, follows=2.0),
    Vendor(id="others", weight=0.18, leads=0.5, follows=1.0),
)
"""Judgement: shares of cloud infrastructure; AWS led the rise of 2026, others followed."""


def check_vendors(vendors: tuple[Vendor, ...]) -> None:
    """Raise a fault unless some vendor has weight, some leads and some follows."""
    for name in ("weight", "leads", "follows"):
        if vendors and sum(least(getattr(vendor, name)) for vendor in vendors) <= 0.0:
            raise fault("above 0 for at least one vendor", ("vendors", 0, name))
