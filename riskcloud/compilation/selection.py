"""Which items of a scenario its kernel needs: what touches no figure is left out.

A draw depends on nothing but its address, so leaving an item out changes no other number.
"""

from dataclasses import dataclass

from riskcloud.model.base import Item
from riskcloud.model.distributions import Distribution
from riskcloud.model.market.generations import Generation
from riskcloud.model.scenario import Scenario

# Every summary states how fast the cost of tokens falls, sold or not.
_ALWAYS_STATED = {"market.tokens.software_growth"}


@dataclass(frozen=True)
class Selection:
    """Items by kind, in declared order, and the links between them by place.

    unread: beginnings of the paths of sections that are off.
    """

    items: dict[str, tuple[Item, ...]]
    chip_generation: tuple[int, ...]
    cohort_chip: tuple[int, ...]
    customer_cohort: tuple[int, ...]
    region: int
    rating: int
    vendor: int
    unread: tuple[str, ...]

    def reads(self, path: str) -> bool:
        """Whether the number at a field path is read by anything."""
        return path in _ALWAYS_STATED or not path.startswith(self.unread)


def _place(items: tuple[Item, ...], wanted: str | None) -> int:
    return next((i for i, item in enumerate(items) if item.id == wanted), -1)


def _earliest(generation: Generation) -> float:
    month = generation.launch_month
    return month.reach()[0] if isinstance(month, Distribution) else month


def _unread(scenario: Scenario, watched: bool) -> tuple[str, ...]:
    market, operator = scenario.market, scenario.operator
    sections = {
        "market.price_events.": watched,
        "market.price_events.compute_": operator.rental.vendor is not None,
        "market.price_events.premium_": operator.rental.vendor is not None,
        "market.price_events.token_": operator.model_calls.offered,
        "market.tokens.": operator.model_calls.offered,
        "market.exchange.": bool(market.exchange.currency),
        "operator.model_calls.": operator.model_calls.offered,
        "operator.platform.": operator.platform.offered,
    }
    return tuple(section for section, is_on in sections.items() if not is_on)


def select(scenario: Scenario) -> Selection:
    """Chips in use and the first one; generations that may launch; regions up to the site's.

    Vendors only where their events reach the operator: by its price list, or by token prices.
    """
    market, operator = scenario.market, scenario.operator
    wanted = {cohort.chip for cohort in operator.cohorts} | {market.chips[0].id}
    chips = tuple(chip for chip in market.chips if chip.id in wanted)
    used = [_place(market.generations, chip.generation) for chip in chips]
    last = max(
        [i for i, g in enumerate(market.generations) if _earliest(g) <= scenario.horizon] + used,
        default=-1,
    )
    generations = market.generations[: last + 1]
    region = _place(market.regions, operator.power.region)
    watched = operator.rental.vendor is not None or operator.model_calls.offered
    vendors = market.vendors if watched else ()
    return Selection(
        items={
            "generation": generations,
            "chip": chips,
            # A region's place is in the address of its draws: places stay as declared.
            "region": market.regions[: region + 1],
            # Vendors move in the order of the list, and each sees those before it.
            "vendor": vendors,
            "cohort": operator.cohorts,
            "customer": operator.customers,
        },
        chip_generation=tuple(_place(generations, chip.generation) for chip in chips),
        cohort_chip=tuple(_place(chips, cohort.chip) for cohort in operator.cohorts),
        customer_cohort=tuple(_place(operator.cohorts, c.cohort) for c in operator.customers),
        region=region,
        rating=_place(market.ratings, operator.debt.rating),
        vendor=_place(vendors, operator.rental.vendor),
        unread=_unread(scenario, watched),
    )
