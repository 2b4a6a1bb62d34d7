"""A scenario: a market, an operator that lives in it, and settings of the run."""

from pydantic import model_validator

from riskcloud.model.base import Item, Part, Title, part
from riskcloud.model.extremes import greatest, least
from riskcloud.model.faults import fault, near_name
from riskcloud.model.market import Market
from riskcloud.model.numbers import structural
from riskcloud.model.operator import Operator
from riskcloud.model.operator.cohorts import Cohort
from riskcloud.model.run import Run

_LONGEST = 240


def _ids(items: tuple[Item, ...]) -> list[str]:
    return [item.id for item in items]


def _last_order(cohort: Cohort) -> int:
    return cohort.order_month + (cohort.max_deferral if cohort.by_rule else 0)


def _last_service(cohort: Cohort) -> int:
    """Month of commissioning if the order and the site are as late as they can be."""
    late = round(greatest(cohort.commissioning_delay))  # half to even, as the kernel rounds
    return _last_order(cohort) + cohort.delivery_months + late


class Scenario(Part):
    """What is simulated: one market, one operator, and how."""

    name: Title = structural("scenario", meaning="name of the scenario, for reports")
    market: Market = part(Market, may_be_file=True)
    operator: Operator = part(Operator, is_required=True, may_be_file=True)
    run: Run = part(Run)

    @property
    def horizon(self) -> int:
        """Last month: as stated, or the longest life after the last commissioning."""
        if self.run.horizon_months is not None:
            return self.run.horizon_months
        ends = [_last_service(cohort) + cohort.life_months for cohort in self.operator.cohorts]
        return min(_LONGEST, max(ends))

    def warnings(self) -> list[str]:
        """What is valid and yet may surprise, a sentence each."""
        found = []
        for cohort in self.operator.cohorts:
            delivered = _last_order(cohort) + cohort.delivery_months
            end = _last_service(cohort) + cohort.life_months
            if delivered >= self.horizon:
                found.append(f"cohort {cohort.id} may be delivered in month {delivered}, too late")
            elif end > self.horizon:
                found.append(f"cohort {cohort.id} may serve to month {end}, past the horizon")
        found += self._unlet()
        cohorts = {cohort.id: cohort for cohort in self.operator.cohorts}
        for customer in self.operator.customers:
            cohort = cohorts[customer.cohort]
            end = _last_service(cohort) + customer.term_months
            if end > self.horizon:
                found.append(f"contract {customer.id} may run to month {end}, past the horizon")
            if customer.term_months > cohort.life_months:
                found.append(f"contract {customer.id} outlives the cards of {cohort.id}")
        return found

    def _unlet(self) -> list[str]:
        """Cohorts that a stated contracted share does not reach."""
        share = self.operator.contracted_share
        if share is None or greatest(share) == 0.0:
            return []
        rented = {customer.cohort for customer in self.operator.customers}
        without = (one.id for one in self.operator.cohorts if one.id not in rented)
        return [
            f"contracted_share: cohort {id_} has no named customer to rent it" for id_ in without
        ]

    @model_validator(mode="after")
    def _has_cards(self) -> "Scenario":
        if not self.operator.cohorts:
            raise fault("at least one cohort", ("operator", "cohorts"))
        return self

    @model_validator(mode="after")
    def _one_currency(self) -> "Scenario":
        if self.operator.currency != self.market.currency:
            expected = f"{self.market.currency}, the currency of market {self.market.name}"
            raise fault(f"{expected}: nothing is added across currencies", ("operator", "currency"))
        return self

    @model_validator(mode="after")
    def _names_are_known(self) -> "Scenario":
        market, operator = self.market, self.operator
        self._known(operator.power.region, _ids(market.regions), "power", "region")
        self._known(operator.debt.rating, _ids(market.ratings), "debt", "rating")
        if operator.rental.vendor is not None:
            self._known(operator.rental.vendor, _ids(market.vendors), "rental", "vendor")
        for place, cohort in enumerate(operator.cohorts):
            if cohort.currency not in ("", market.currency, market.exchange.currency):
                expected = f"{market.currency}, or market.exchange for another currency"
                raise fault(expected, ("operator", "cohorts", place, "currency"))
            self._known(cohort.chip, _ids(market.chips), "cohorts", place, "chip")
        for place, customer in enumerate(operator.customers):
            at = ("customers", place, "cohort")
            self._known(customer.cohort, _ids(operator.cohorts), *at)
        return self

    @staticmethod
    def _known(name: str, known: list[str], *at: str | int) -> None:
        if name not in known:
            expected = f"one of {', '.join(known)}" if known else "a name, but none is declared"
            raise fault(expected, ("operator", *at), near_name(name, known))

    @model_validator(mode="after")
    def _somebody_rents_the_contracted_share(self) -> "Scenario":
        share = self.operator.contracted_share
        if share is not None and greatest(share) > 0.0 and not self.operator.customers:
            expected = "0, or named customers: it scales their cards, and there are none"
            raise fault(expected, ("operator", "contracted_share"))
        return self

    @model_validator(mode="after")
    def _cards_are_let_once(self) -> "Scenario":
        if self.operator.contracted_share is not None:
            return self  # which scales them to what there is
        costs = self.operator.costs
        share = 1.0 - greatest(costs.spares_share) - greatest(costs.downtime)
        for cohort in self.operator.cohorts:
            whole = least(cohort.gpus) * share
            let = 0.0
            for place, customer in enumerate(self.operator.customers):
                if customer.cohort != cohort.id:
                    continue
                if let + greatest(customer.gpus) > whole + 1e-6:
                    at = ("operator", "customers", place, "gpus")
                    expected = f"at most {max(whole - let, 0.0):,.1f}"
                    why = f"after spares and downtime cohort {cohort.id} has {whole:,.1f} to let"
                    others = f", of which other customers have {let:,.1f}" if let else ""
                    raise fault(f"{expected} ({why}{others})", at)
                let += greatest(customer.gpus)
        return self

    @model_validator(mode="after")
    def _horizon_holds_the_deliveries(self) -> "Scenario":
        for cohort in self.operator.cohorts:
            needed = cohort.order_month + cohort.delivery_months + 1
            if self.horizon < needed:
                raise fault(
                    f"at least {needed}, after the delivery of {cohort.id}",
                    ("run", "horizon_months"),
                )
        return self
