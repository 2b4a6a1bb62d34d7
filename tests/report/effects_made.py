"""A tornado and a waterfall made of numbers: what pictures are drawn from, without a simulation."""

from dataclasses import replace

from riskcloud.risk.results import Estimate
from riskcloud.risk.tornado import Asked, End, Swing, Tornado
from riskcloud.risk.waterfall import Step, Waterfall

ASKED = Asked(
    "test case", "d", "project-npv-median", "median project NPV at wacc", "USD", 20_000, 1
)
NOW = 2e8


def estimate(value: float, half: float = 2e6) -> Estimate:
    return Estimate("median", value, value - half, value + half, 20_000)


def end(value: float, change: float) -> End:
    return End(value, estimate(NOW + change), estimate(change, 1e6))


def swing(key: str, unit: str, basis: str, low: float, high: float) -> Swing:
    return Swing(key, key, unit, basis, 1.5, end(1.0, low), end(2.0, high), ())


def tornado() -> Tornado:
    """The last has both ends on one side; one is refused a value."""
    refused = swing("operator.some.section.with-a-long-name.field", "USD/MWh", "given", 3e7, 0.0)
    return Tornado(
        ASKED,
        estimate(NOW),
        (
            swing("contracted-share", "share", "judgement: so", -2.2e8, 2e7),
            swing("card-price", "1", "P10 and P90 of its distribution", 9e7, -8e7),
            replace(refused, high=None, refused=("2: not allowed",)),
            swing("next-generation", "months", "judgement: so", 1e6, 4e6),
        ),
    )


def waterfall() -> Waterfall:
    """Through zero, with one that helps, one that does nothing, and an interaction."""
    changes = {"power-spike": -3e7, "rubin-early": -1.9e8, "credit-crunch": 0.0, "late": 2e7}
    steps = [
        Step(name, name, estimate(NOW + change), estimate(change, 1e6 if change else 0.0))
        for name, change in changes.items()
    ]
    together = NOW + sum(changes.values()) - 4e7
    return Waterfall(
        ASKED,
        estimate(NOW),
        tuple(steps),
        estimate(together),
        estimate(together - NOW),
        estimate(-4e7, 3e6),
        ("market.demand.start: late overrules rubin-early",),
    )
