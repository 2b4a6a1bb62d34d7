"""When an operator gives up."""

from riskcloud.model.base import Part
from riskcloud.model.numbers import structural


class Closure(Part):
    """Abandonment of a fleet that loses money."""

    loss_months: int = structural(
        6,
        unit="months",
        meaning="months of operating loss in a row, without a contract, after which it ends",
        source="judgement: two quarters",
        at_least=1,
        at_most=480,
    )
