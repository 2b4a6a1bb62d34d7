"""The operator: who buys the cards, lets them, owes for them."""

from riskcloud.model.base import Part, Title, items, part
from riskcloud.model.market.currency import Currency
from riskcloud.model.numbers import Number, number, structural
from riskcloud.model.operator.closure import Closure
from riskcloud.model.operator.cohorts import Cohort
from riskcloud.model.operator.costs import Costs
from riskcloud.model.operator.customers import Customer
from riskcloud.model.operator.debt import Debt
from riskcloud.model.operator.equity import Equity
from riskcloud.model.operator.model_calls import ModelCalls
from riskcloud.model.operator.platform import Platform
from riskcloud.model.operator.power import Power
from riskcloud.model.operator.rental import Rental
from riskcloud.model.operator.residual import Residual
from riskcloud.model.operator.space import Space
from riskcloud.model.operator.tax import Tax


class Operator(Part):
    """Who lives in the market: its fleet, customers, site, tax and debt."""

    name: Title = structural(meaning="name of the operator, for reports")
    currency: Currency = structural(
        "USD",
        meaning="currency of every amount of the operator: the market's own",
        source="currency of the figures",
    )
    wacc: Number = number(
        0.10,
        unit="1/year",
        meaning="cost of capital of unlevered flows, after tax",
        source="judgement: 8-12 % for contracted infrastructure with technology risk",
        above=-1,
        at_most=1,
    )
    cost_of_equity: Number = number(
        0.18,
        unit="1/year",
        meaning="cost of capital of equity flows",
        source="judgement: 15-25 % behind leveraged cards",
        above=-1,
        at_most=1,
    )
    contracted_share: Number | None = number(
        None,
        unit="share",
        meaning="share of each cohort's cards, net of spares and downtime, that its named "
        "customers rent, in their stated proportions; none leaves their cards as stated",
        source="judgement: as customers are stated",
        at_least=0,
        at_most=1,
    )
    power: Power = part(Power)
    space: Space = part(Space)
    costs: Costs = part(Costs)
    rental: Rental = part(Rental)
    model_calls: ModelCalls = part(ModelCalls)
    platform: Platform = part(Platform)
    cohorts: tuple[Cohort, ...] = items(meaning="cards bought, in the order of the file")
    customers: tuple[Customer, ...] = items(meaning="named customers")
    equity: Equity = part(Equity)
    debt: Debt = part(Debt)
    tax: Tax = part(Tax)
    residual: Residual = part(Residual)
    closure: Closure = part(Closure)
