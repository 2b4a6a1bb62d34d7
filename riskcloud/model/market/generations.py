"""Chip generations to come: when, how much faster, how much dearer."""

from riskcloud.model.base import Item
from riskcloud.model.numbers import Number, number


class Generation(Item):
    """A generation of chips.  They follow each other in the order of the list."""

    launch_month: Number = number(
        unit="months",
        meaning="planned month of volume supply, from the as-of month",
        source="NVIDIA's roadmap, a generation in about 12 months since 2024 (Blackwell, Ultra, "
        "Rubin 2026, Rubin Ultra 2027, Feynman 2028); then judgement: one a year",
        at_least=-600,
        at_most=1200,
    )
    delay_months: Number = number(
        {"lognormal": {"median": 3.0, "p90": 9.0}},
        unit="months",
        meaning="delay against the plan",
        source="judgement: one quarter as a rule, three in the worst tenth",
        at_least=0,
    )
    performance: Number = number(
        {"lognormal": {"median": 2.0, "log_sd": 0.3}},
        unit="1",
        meaning="effective performance against the generation before",
        source="judgement: H100 to B200 is 2.27 in dense BF16, less in use",
        above=0,
    )
    cost: Number = number(
        {"lognormal": {"median": 1.5, "log_sd": 0.3}},
        unit="1",
        meaning="whole cost of a GPU-hour against the generation before",
        source="judgement on prices of a GPU: A100 to H100 about 2, H100 to GB300 1.3 to 1.5, "
        "GB300 to VR200 about 2 (Morgan Stanley, May 2026)",
        above=0,
    )


def _yearly(names: tuple[str, ...], first_month: int) -> tuple[Generation, ...]:
    return tuple(
        Generation(id=name, launch_month=float(first_month + 12 * k))
        for k, name in enumerate(names)
    )


_NAMED = ("rubin", "rubin-ultra", "feynman")
_UNNAMED = tuple(f"gen-{year}" for year in range(2029, 2037))

# Slots of the roadmap, counted from November 2026, the as-of month of the default market: Rubin in
# volume in Q4 2026, then one a year.  What slips is in the delay, whose median puts Rubin's volume
# in February 2027: over the winter of 2026-27, which is judgement.
GENERATIONS = _yearly(_NAMED + _UNNAMED, first_month=0)
