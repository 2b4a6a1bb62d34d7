"""What a comparison of operators says: figures of each, and pairs on the same paths."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from riskcloud.risk.paired import Difference, Pair
from riskcloud.risk.results import ColumnFigures, without_infinities
from riskcloud.risk.risk_summary import Figure

NO_NUMBER = "no outlay or no rate"

RANKED = "npv_per_dollar"
"""The figure that decides who beats whom: it knows no size."""

PAIRED = (RANKED, "project_npv")
ABOVE_WACC = "p_project_irr_above_wacc"
"""What differences are stated of."""


@dataclass(frozen=True)
class OperatorFigures:
    """One operator of a comparison.

    name: of its folder and in tables.  title: what its file calls it.
    hurdles: "wacc" and "cost_of_equity".
    figures: by key, in the order of a table; without those that it does not have.
    margins: operating margin by year of the run.
    columns: the distributions that pictures draw, by outcome column.
    """

    name: str
    title: str
    digest: str
    paths: int
    horizon: int
    hurdles: Mapping[str, Figure]
    figures: Mapping[str, Figure]
    margins: Mapping[int, Figure]
    columns: Mapping[str, ColumnFigures]

    def as_json(self) -> dict[str, Any]:
        """Plain data for JSON."""
        plain: dict[str, Any] = without_infinities(
            {
                "name": self.name,
                "title": self.title,
                "digest": self.digest,
                "paths": self.paths,
                "horizon_months": self.horizon,
                "hurdles": {key: asdict(one) for key, one in self.hurdles.items()},
                "figures": {key: asdict(one) for key, one in self.figures.items()},
                "margins": {str(year): asdict(one) for year, one in self.margins.items()},
            },
            NO_NUMBER,
        )
        return plain


@dataclass(frozen=True)
class Comparison:
    """Operators on the same futures.

    base: the operator that the others are compared with.
    pairs: each later operator against each earlier one.
    failed: operators without a finished run, with the reason on one line.
    cautions: sentences; what a reader must know before he quotes a figure.
    """

    market: str
    currency: str
    seed: int
    paths: int
    operators: tuple[OperatorFigures, ...]
    pairs: tuple[Pair, ...]
    failed: Mapping[str, str]
    cautions: tuple[str, ...]

    @property
    def base(self) -> OperatorFigures:
        return self.operators[0]

    def pair(self, operator: str, against: str) -> Pair:
        """The pair seen from ``operator``.  Raises KeyError for names that are not a pair."""
        for pair in self.pairs:
            if (pair.operator, pair.against) == (operator, against):
                return pair
            if (pair.against, pair.operator) == (operator, against):
                return pair.reversed()
        raise KeyError(f"no pair of {operator} and {against}")

    def as_json(self) -> dict[str, Any]:
        """Plain data for JSON, the same bytes for the same figures."""
        return {
            "market": self.market,
            "currency": self.currency,
            "seed": self.seed,
            "paths": self.paths,
            "base": self.base.name,
            "operators": [one.as_json() for one in self.operators],
            "pairs": [_pair_as_json(pair) for pair in self.pairs],
            "failed": dict(self.failed),
            "cautions": list(self.cautions),
        }


def _pair_as_json(pair: Pair) -> dict[str, Any]:
    return asdict(pair) | {
        "differences": {key: _difference(one) for key, one in pair.differences.items()}
    }


def _difference(one: Difference) -> dict[str, Any]:
    unpaired = {"low": one.low, "high": one.high}
    return {
        "paired": asdict(one.paired),
        "unpaired": unpaired,
        "correlation": one.correlation,
        "gain": one.gain,
    }
