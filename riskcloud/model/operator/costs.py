"""Operating costs beside power and space, and working capital."""

from pydantic import model_validator

from riskcloud.model.base import Part
from riskcloud.model.extremes import greatest
from riskcloud.model.faults import fault
from riskcloud.model.numbers import Number, number

_OPERATIONS = "operations are 4-8 % of capex a year in public cost models (support, spares, staff)"


class Costs(Part):
    """Operating costs beside power and space, availability, working capital."""

    network: Number = number(
        20.0,
        unit="USD/GPU-month",
        meaning="network transit and software by card",
        source="judgement: the fabric itself is in the price of the cards",
        at_least=0,
    )
    storage: Number = number(
        15.0,
        unit="USD/GPU-month",
        meaning="storage by card",
        source="judgement: storage is 1-1.5 % of the cost of a gigawatt (Bernstein)",
        at_least=0,
    )
    staff: Number = number(
        2e6,
        unit="USD/year",
        meaning="staff in the first year",
        source="judgement: scale it with the fleet; " + _OPERATIONS,
        at_least=0,
    )
    escalator: Number = number(
        0.03,
        unit="1/year",
        meaning="yearly rise of staff and upkeep",
        source="judgement: wages",
        above=-1,
        at_most=1,
    )
    upkeep_share: Number = number(
        0.025,
        unit="1/year",
        meaning="support and upkeep as a share of the cards' cost",
        source="judgement: with staff, insurance and repairs within 4-8 %; " + _OPERATIONS,
        at_least=0,
        at_most=1,
    )
    insurance_share: Number = number(
        0.004,
        unit="1/year",
        meaning="insurance as a share of the cards' cost",
        source="judgement: .3-.5 %",
        at_least=0,
        at_most=1,
    )
    property_tax_rate: Number = number(
        0.005,
        unit="1/year",
        meaning="property tax on assessed value",
        source="judgement: 0-2.5 % by county, many exempt servers [check]",
        at_least=0,
        at_most=1,
    )
    sales_commission: Number = number(
        0.01,
        unit="share",
        meaning="sales commission on revenue",
        source="judgement",
        at_least=0,
        at_most=1,
    )
    bad_debt: Number = number(
        0.01,
        unit="share",
        meaning="bad debt on revenue by the hour",
        source="judgement",
        at_least=0,
        at_most=1,
    )
    spares_share: Number = number(
        0.02,
        unit="share",
        meaning="share of the cards kept as spares",
        source="judgement: cards returned 2-4 % a year",
        at_least=0,
        below=1,
    )
    downtime: Number = number(
        0.015,
        unit="share",
        meaning="share of hours lost to faults and maintenance",
        source="derived: 17 % interruptions a GPU-year of 2-5 days (Llama 3 report), and upkeep",
        at_least=0,
        below=1,
    )
    failure_rate: Number = number(
        0.03,
        unit="1/year",
        meaning="cards that must be replaced",
        source="judgement: 2-4 % a year; Meta saw 9 % failing, most repaired in place",
        at_least=0,
        at_most=1,
    )
    warranty_months: Number = number(
        36.0,
        unit="months",
        meaning="the supplier repairs until then",
        source="judgement: three years are usual",
        at_least=0,
    )
    repair_share: Number = number(
        0.4,
        unit="share",
        meaning="cost of a repair after warranty over the cost of a card",
        source="judgement",
        at_least=0,
        at_most=1,
    )
    receivable_days: Number = number(
        30.0, unit="days", meaning="customers pay after", source="judgement: net 30", at_least=0
    )
    payable_days: Number = number(
        30.0,
        unit="days",
        meaning="suppliers are paid after",
        source="judgement: 30 days net",
        at_least=0,
    )

    @model_validator(mode="after")
    def _some_hours_are_left(self) -> "Costs":
        if greatest(self.spares_share) + greatest(self.downtime) >= 1.0:
            raise fault("spares_share and downtime below 1 together", ("downtime",))
        return self
