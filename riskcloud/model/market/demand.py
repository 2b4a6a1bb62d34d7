"""Demand for compute: boom, normal and bust."""

from typing import Literal, TypeAlias

from pydantic import model_validator

from riskcloud.model.base import Part
from riskcloud.model.extremes import greatest, least
from riskcloud.model.faults import fault
from riskcloud.model.numbers import Number, number, structural

Regime: TypeAlias = Literal["boom", "normal", "bust"]

_CHAIN = (
    "judgement on 1.5 cycles of archived rate cards: scarcity to early 2024, glut to late 2025, "
    "scarcity since; states last 9 to 12 months"
)
_GROWTH = "judgement: moves prices through the fall of 2024 and the rise of 2026"


def _growth(default: float, regime: str) -> Number:
    meaning = f"growth of demand in {regime}, beyond the trend that capacity is planned on"
    return number(default, unit="1/year", meaning=meaning, source=_GROWTH, at_least=-3, at_most=3)


def _probability(default: float, move: str) -> Number:
    meaning = f"probability a month of moving from {move}"
    return number(default, unit="1/month", meaning=meaning, source=_CHAIN, at_least=0, at_most=1)


class Demand(Part):
    """Demand regime: a monthly Markov chain, each state with its growth."""

    start: Regime = structural(
        "boom",
        meaning="regime of the as-of month",
        source="archived rate cards, SemiAnalysis contract survey, cloud lists: all rose in 2026",
    )
    boom_growth: Number = _growth(0.20, "a boom")
    normal_growth: Number = _growth(0.0, "normal times")
    bust_growth: Number = _growth(-0.20, "a bust")
    boom_to_normal: Number = _probability(0.07, "boom to normal")
    boom_to_bust: Number = _probability(0.01, "boom to bust")
    normal_to_boom: Number = _probability(0.05, "normal to boom")
    normal_to_bust: Number = _probability(0.06, "normal to bust")
    bust_to_boom: Number = _probability(0.01, "bust to boom")
    bust_to_normal: Number = _probability(0.07, "bust to normal")
    private_drift: Number = number(
        0.0,
        unit="1/year",
        meaning="log odds of hours sold by public clouds that private and hybrid clouds take",
        source="judgement: none unless stated; state-owned firms in China prefer their own",
        at_least=-2,
        at_most=2,
    )

    @model_validator(mode="after")
    def _leave_at_most_once(self) -> "Demand":
        """From no state may the probabilities of leaving sum to more than one."""
        for one, other in (
            ("boom_to_normal", "boom_to_bust"),
            ("normal_to_boom", "normal_to_bust"),
            ("bust_to_boom", "bust_to_normal"),
        ):
            if greatest(getattr(self, one)) + greatest(getattr(self, other)) > 1:
                raise fault(f"{one} and {other} of at most 1 together", (other,))
        return self

    @model_validator(mode="after")
    def _has_one_stationary_law(self) -> "Demand":
        """Growth is measured from its stationary mean, which must exist on every path."""
        p01, p02 = least(self.boom_to_normal), least(self.boom_to_bust)
        p10, p12 = least(self.normal_to_boom), least(self.normal_to_bust)
        p20, p21 = least(self.bust_to_boom), least(self.bust_to_normal)
        boom = p10 * p20 + p12 * p20 + p21 * p10
        normal = p01 * p21 + p02 * p21 + p20 * p01
        bust = p02 * p12 + p01 * p12 + p10 * p02
        if boom + normal + bust <= 0:
            raise fault("a regime that can be reached from the other two")
        return self
