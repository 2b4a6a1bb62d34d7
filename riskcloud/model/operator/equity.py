"""What equity commits."""

from riskcloud.model.base import Part
from riskcloud.model.numbers import Number, number


class Equity(Part):
    """Commitment of equity beside the plan."""

    contingency: Number = number(
        0.10,
        unit="share",
        meaning="commitment above what the plan needs",
        source="judgement: project finance keeps 5-15 %",
        at_least=0,
        at_most=1,
    )
    opening_cash: Number = number(
        0.0,
        unit="USD",
        meaning="cash paid in at month 0, kept as working cash",
        source="judgement: enough for half a year of staff and rent",
        at_least=0,
    )
