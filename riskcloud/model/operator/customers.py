"""Named customers and their contracts."""

from pydantic import model_validator

from riskcloud.model.base import Item, Slug
from riskcloud.model.faults import fault
from riskcloud.model.numbers import Number, number, structural


class Customer(Item):
    """A take-or-pay contract on part of a cohort."""

    cohort: Slug = structural(meaning="id of the cohort it rents")
    gpus: Number = number(unit="GPUs", meaning="cards rented", above=0)
    at_market: bool = structural(
        False,
        meaning="price is a ratio to the market's price for the term at signing",
        source="judgement: prices are stated in contracts",
    )
    price: Number = number(
        unit="USD/GPU-hour",
        meaning="contract price, or its ratio to the market's",
        source="IREN with Microsoft: 2.2-2.9 for GB300, derived",
        above=0,
    )
    term_months: int = structural(
        60,
        unit="months",
        meaning="length",
        source="IREN with Microsoft: five years; CoreWeave's average is about four",
        at_least=1,
        at_most=480,
    )
    prepayment_share: Number = number(
        0.0,
        unit="share",
        meaning="of the contract's value, paid in at delivery",
        source="IREN with Microsoft 20 %; CoreWeave 15-25 %; none unless stated",
        at_least=0,
        at_most=1,
    )
    credit_from: int = structural(
        25,
        unit="months",
        meaning="month of the contract from which the prepayment is credited",
        source="IREN with Microsoft: years 3 to 5",
        at_least=1,
        at_most=480,
    )
    credit_to: int = structural(
        60,
        unit="months",
        meaning="last month of crediting",
        source="IREN with Microsoft: years 3 to 5",
        at_least=1,
        at_most=480,
    )
    default_rate: Number = number(
        0.015,
        unit="1/year",
        meaning="rate of default through the cycle",
        source="judgement: investment grade .3 %, BB 1.5 %, AI laboratories 6-8 %",
        at_least=0,
    )
    sla_credit: Number = number(
        0.005,
        unit="share",
        meaning="service credits over the bill",
        source="judgement",
        at_least=0,
        at_most=1,
    )
    physical_use: Number = number(
        0.85,
        unit="share",
        meaning="use of power under the contract",
        source="judgement: training at .90-.95 of time, AcmeTrace lower",
        at_least=0,
        at_most=1,
    )
    long_stop_months: int = structural(
        9,
        unit="months",
        meaning="after planned delivery: later, the customer is free and its money goes back",
        source="judgement: three quarters; contracts with hyperscalers have such dates",
        at_least=0,
        at_most=120,
    )
    renegotiation_rate: Number = number(
        0.5,
        unit="1/year",
        meaning="rate of renegotiation when the market is far below what was expected",
        source="judgement",
        at_least=0,
    )
    renegotiation_share: Number = number(
        0.5,
        unit="share",
        meaning="of the gap to the market given up in a renegotiation",
        source="judgement",
        at_least=0,
        at_most=1,
    )
    reletting_months: int = structural(
        3,
        unit="months",
        meaning="idle after a default",
        source="judgement: 1-3 months until new work runs",
        at_least=0,
        at_most=120,
    )

    @model_validator(mode="after")
    def _credited_in_its_term(self) -> "Customer":
        if self.credit_from > self.credit_to:
            raise fault("a month not after credit_to", ("credit_from",))
        if self.prepayment_share != 0.0 and self.credit_to > self.term_months:
            if "credit_to" in self.model_fields_set:
                raise fault(f"a month within the term of {self.term_months}", ("credit_to",))
            until = f"credited to month {self.credit_to} unless credit_to says otherwise"
            why = f"it is {until}, and the term has {self.term_months}"
            raise fault(f"0, or a credit within the term ({why})", ("prepayment_share",))
        return self
