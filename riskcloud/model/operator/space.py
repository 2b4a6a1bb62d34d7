"""Space: rent by the kW with a leased minimum, or an own shell."""

from riskcloud.model.base import Part
from riskcloud.model.numbers import Number, number, structural


class Space(Part):
    """Space for the servers: colocation or lease by IT power, or an own shell."""

    rent: Number = number(
        145.0,
        unit="USD/kW-month",
        meaning="rent per kW of IT power in the first year",
        source="judgement: near a large AI lease at 137.5, below the average of colocation at 217 "
        "(CBRE 2025)",
        at_least=0,
    )
    escalator: Number = number(
        0.03,
        unit="1/year",
        meaning="yearly rise of the rent",
        source="3 % a year in large AI leases (Rittenhouse Research)",
        above=-1,
        at_most=1,
    )
    leased_kw: Number = number(
        0.0,
        unit="kW",
        meaning="leased minimum, paid whether used or not",
        source="judgement: none unless stated",
        at_least=0,
    )
    lease_start: int = structural(
        0,
        unit="months",
        meaning="the lease runs from the month after",
        source="judgement: from the start unless stated",
        at_least=0,
        at_most=480,
    )
    lease_months: int = structural(
        0,
        unit="months",
        meaning="length of the lease",
        source="judgement: none unless stated",
        at_least=0,
        at_most=480,
    )
    termination_months: Number = number(
        12.0,
        unit="months",
        meaning="months of rent that end the lease early",
        source="judgement",
        at_least=0,
    )
    reletting_share: Number = number(
        0.5,
        unit="share",
        meaning="share of the rent left that re-letting the space brings",
        source="judgement: vacancy is 1.6 % (CBRE H1 2025), but a glut of cards empties halls too",
        at_least=0,
        at_most=1,
    )
    shell_capex: Number = number(
        0.0,
        unit="USD",
        meaning="cost of an own shell and grid connection",
        source="judgement: none unless stated; 11.7 USD a watt in the US (C&W 2025)",
        at_least=0,
    )
    shell_month: int = structural(
        0,
        unit="months",
        meaning="month in which the shell is paid",
        source="judgement: bought with the first cards",
        at_least=0,
        at_most=480,
    )
    shell_residual_share: Number = number(
        0.6,
        unit="share",
        meaning="share of its cost that the shell brings at the end",
        source="judgement: shells live 20 years and more, their fit-out less",
        at_least=0,
    )
