"""Income tax."""

from typing import Literal

from riskcloud.model.base import Part
from riskcloud.model.numbers import Number, number, structural

_YEARS = 10
_MACRS_5 = (0.20, 0.32, 0.192, 0.1152, 0.1152, 0.0576)


class Tax(Part):
    """Income tax by tax year; points of law are marked [check]."""

    rate: Number = number(
        0.25,
        unit="share",
        meaning="rate of income tax, state tax included",
        source="US federal 21 % and about 4 % state [check]",
        at_least=0,
        below=1,
    )
    depreciation: Literal["bonus", "macrs5", "straight_line"] = structural(
        "macrs5",
        meaning="tax depreciation of cards: all at once, MACRS 5 years, straight line",
        source="US: 5-year property, half-year convention [check]",
    )
    straight_line_years: int = structural(
        5,
        unit="years",
        meaning="of straight line",
        source="judgement: between accounting lives of 4 and 6 years",
        at_least=1,
        at_most=_YEARS,
    )
    interest_cap: Number = number(
        0.30,
        unit="share",
        meaning="interest deducted, at most, over tax EBITDA",
        source="US section 163(j), 30 % [check]",
        at_least=0,
    )
    loss_limit: Number = number(
        0.80,
        unit="share",
        meaning="losses used, at most, over a year's profit",
        source="US, losses since 2018 [check]",
        at_least=0,
        at_most=1,
    )
    loss_years: int | None = structural(
        None,
        unit="years",
        meaning="tax years after its own in which a loss may be used; none: it does not expire",
        source="US: none since 2018; China 5, of high-tech enterprises 10 [check]",
        at_least=1,
        at_most=10,
    )
    loss_use: Literal["standalone", "group"] = structural(
        "standalone",
        meaning="losses wait for own profits, or a profitable group takes them at once",
        source="judgement: group for large vendors",
    )

    def depreciation_shares(self) -> tuple[float, ...]:
        """Share of cost depreciated in each of ten tax years of service."""
        if self.depreciation == "bonus":
            shares: tuple[float, ...] = (1.0,)
        elif self.depreciation == "macrs5":
            shares = _MACRS_5
        else:
            shares = (1.0 / self.straight_line_years,) * self.straight_line_years
        return shares + (0.0,) * (_YEARS - len(shares))
