"""The enterprise platform: data, retrieval, agents, operations and security on top."""

from riskcloud.model.base import Part
from riskcloud.model.numbers import Number, number, structural


class Platform(Part):
    """The third layer of revenue: accounts that come with the fleet's use, and stay."""

    offered: bool = structural(
        False,
        meaning="the operator sells an enterprise platform",
        source="judgement: compute only unless stated",
    )
    accounts: Number = number(
        0.0,
        unit="accounts",
        meaning="accounts at the as-of month, spending in full",
        source="judgement: none unless stated",
        at_least=0,
    )
    new_accounts: Number = number(
        0.0,
        unit="1/year",
        meaning="accounts that attach in a year in which every available hour is sold",
        source="judgement: none unless stated",
        at_least=0,
    )
    churn: Number = number(
        0.10,
        unit="1/year",
        meaning="rate at which accounts leave",
        source="judgement: enterprise software keeps 85 to 95 % of its customers a year",
        at_least=0,
        at_most=12,
    )
    ramp_months: Number = number(
        12.0,
        unit="months",
        meaning="time constant in which a new account comes to spend in full",
        source="judgement: pilots take two to four quarters",
        at_least=0.5,
        at_most=120,
    )
    revenue: Number = number(
        0.0,
        unit="USD/account/year",
        meaning="what an account that spends in full pays, in the first year",
        source="judgement: none unless stated",
        at_least=0,
    )
    escalator: Number = number(
        0.03,
        unit="1/year",
        meaning="yearly rise of that and of the fixed cost",
        source="judgement: as wages",
        above=-1,
        at_most=1,
    )
    gross_margin: Number = number(
        {"triangular": [0.60, 0.68, 0.75]},
        unit="share",
        meaning="of platform revenue, before its fixed cost",
        source="judgement: 60 to 75 %, below software's 75 to 80 as it runs on cards",
        at_most=1,
        at_least=-1,
    )
    cost: Number = number(
        0.0,
        unit="USD/year",
        meaning="fixed cost of development and support, in the first year",
        source="judgement: none unless stated",
        at_least=0,
    )
