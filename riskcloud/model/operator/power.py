"""Power of the operator's site: efficiency, a contracted minimum, the market for the rest."""

from riskcloud.model.base import Part, Slug
from riskcloud.model.numbers import Number, number, structural


class Power(Part):
    """Power of the site: what is drawn, what is contracted, what surplus brings."""

    region: Slug = structural(
        "us",
        meaning="id of the market's power region",
        source="judgement: where most of these fleets stand",
    )
    pue: Number = number(
        1.25,
        unit="1",
        meaning="power drawn from the grid over power at the servers",
        source="new liquid-cooled AI sites 1.1-1.3; industry average 1.54 (Uptime Institute 2025)",
        at_least=1,
        at_most=3,
    )
    idle_share: Number = number(
        0.3,
        unit="share",
        meaning="share of full power that an idle GPU draws with its host",
        source="judgement, between idle and busy power in AcmeTrace's clusters",
        at_least=0,
        at_most=1,
    )
    delivery_charge: Number = number(
        25.0,
        unit="USD/MWh",
        meaning="network and delivery charges on energy drawn",
        source="judgement: US industrial retail 88 (EIA, year to June 2026) less wholesale 51 "
        "and supplier's margin",
        at_least=0,
    )
    contracted_mw: Number = number(
        0.0,
        unit="MW",
        meaning="contracted minimum, paid whether drawn or not",
        source="judgement: none unless stated",
        at_least=0,
    )
    contract_price: Number = number(
        55.0,
        unit="USD/MWh",
        meaning="price of contracted energy in the first year",
        source="judgement: US wholesale 51 (EIA forecast for 2026) and a premium for a fixed price",
        at_least=0,
    )
    contract_escalator: Number = number(
        0.02,
        unit="1/year",
        meaning="yearly rise of the contract price",
        source="judgement: usual in long power contracts",
        above=-1,
        at_most=1,
    )
    contract_start: int = structural(
        0,
        unit="months",
        meaning="the contract runs from the month after",
        source="judgement: from the start unless stated",
        at_least=0,
        at_most=480,
    )
    contract_months: int = structural(
        0,
        unit="months",
        meaning="length of the contract",
        source="judgement: none unless stated",
        at_least=0,
        at_most=480,
    )
    surplus_sale: bool = structural(
        True,
        meaning="surplus contracted energy may be sold",
        source="judgement: usual for large users in US wholesale markets",
    )
    surplus_discount: Number = number(
        0.1,
        unit="share",
        meaning="discount to the market at which surplus energy is sold",
        source="judgement",
        at_least=0,
        at_most=1,
    )
    termination_months: Number = number(
        12.0,
        unit="months",
        meaning="months of loss against the market that end the contract early",
        source="judgement: a year's loss, as termination clauses often have it",
        at_least=0,
    )
