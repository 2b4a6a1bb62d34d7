"""Cohorts of cards: what is bought, when, for how much."""

from pydantic import model_validator

from riskcloud.model.base import Item, Slug
from riskcloud.model.extremes import greatest, least
from riskcloud.model.faults import fault
from riskcloud.model.market.currency import NO_CURRENCY, MaybeCurrency
from riskcloud.model.numbers import Number, number, structural


class Cohort(Item):
    """Cards bought together: one chip, one order, one delivery."""

    chip: Slug = structural(meaning="id of the market's chip")
    gpus: Number = number(unit="GPUs", meaning="cards bought", above=0)
    price: Number = number(
        unit="USD/GPU",
        meaning="whole price of a card at the as-of month: server, network, storage",
        source="GB300 49-56 thousand in the rack, network and storage about a fifth more",
        above=0,
    )
    currency: MaybeCurrency = structural(
        NO_CURRENCY,
        meaning="currency of the price, if not the operator's; paid at the rate of the order",
        source="judgement: the operator's own unless stated",
    )
    order_month: int = structural(
        0,
        unit="months",
        meaning="month of the order",
        source="judgement: bought now unless stated",
        at_least=0,
        at_most=480,
    )
    delivery_months: int = structural(
        6,
        unit="months",
        meaning="from order to delivery",
        source="judgement: capacity arrives 3-15 months after the order",
        at_least=0,
        at_most=120,
    )
    commissioning_delay: Number = number(
        {"lognormal": {"median": 2.0, "p90": 9.0}, "max": 36.0},
        unit="months",
        meaning="from delivery to service, rounded to a month",
        source="judgement: median 2, 90 % 9; one late shell cost CoreWeave 40 % of a year's capex",
        at_least=0,
        at_most=60,
    )
    deposit_share: Number = number(
        0.20, unit="share", meaning="paid at the order", source="judgement", at_least=0, at_most=1
    )
    milestone_share: Number = number(
        0.0,
        unit="share",
        meaning="paid half way to delivery",
        source="judgement",
        at_least=0,
        at_most=1,
    )
    freight_share: Number = number(
        0.02,
        unit="share",
        meaning="freight and installation over the price",
        source="judgement",
        at_least=0,
        at_most=1,
    )
    duty_share: Number = number(
        0.0,
        unit="share",
        meaning="import duty and irrecoverable sales tax over the price",
        source="judgement: data-centre exemptions are common in the US [check]",
        at_least=0,
        at_most=5,
    )
    vat_rate: Number = number(
        0.0,
        unit="share",
        meaning="recoverable VAT over the price",
        source="US: none [check]",
        at_least=0,
        at_most=1,
    )
    vat_refund_months: int = structural(
        3,
        unit="months",
        meaning="until VAT is refunded",
        source="judgement [check]",
        at_least=0,
        at_most=120,
    )
    life_months: int = structural(
        60,
        unit="months",
        meaning="service before the cards are sold",
        source="five years: the usual contract, and accounting lives of 4-6",
        at_least=1,
        at_most=240,
    )
    decommissioning: Number = number(
        300.0, unit="USD/GPU", meaning="cost of taking it down", source="judgement", at_least=0
    )
    by_rule: bool = structural(
        False,
        meaning="ordered only if the market pays for it, else committed",
        source="judgement: committed unless stated",
    )
    threshold: Number = number(
        1.0,
        unit="1",
        meaning="of an order by rule: 3-year price over entry cost, at least",
        source="judgement",
        at_least=0,
    )
    max_deferral: int = structural(
        6,
        unit="months",
        meaning="months that an order by rule may be deferred",
        source="judgement: two quarters",
        at_least=0,
        at_most=120,
    )

    @model_validator(mode="after")
    def _paid_once(self) -> "Cohort":
        early = greatest(self.deposit_share) + greatest(self.milestone_share)
        whole = 1.0 + least(self.freight_share) + least(self.duty_share)
        if early > whole:
            expected = f"deposit and milestone of at most {whole:g} together, the whole price"
            at = "milestone_share" if greatest(self.milestone_share) > 0.0 else "deposit_share"
            raise fault(expected, (at,))
        return self
