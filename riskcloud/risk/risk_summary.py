"""Everything that is said of one run: figures with intervals, and cautions as sentences."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from riskcloud.columns.units import STATED
from riskcloud.risk.attribution import Attribution
from riskcloud.risk.pages import Page
from riskcloud.risk.results import ColumnFigures, Estimate


@dataclass(frozen=True)
class Figure:
    """An estimate with the words and the unit that a reader needs."""

    label: str
    unit: str
    estimate: Estimate


@dataclass(frozen=True)
class RiskSummary:
    """The figures of a run; ``summary.json`` holds the same.

    digest, seed, paths, horizon: what was run; horizon in months.
    columns: figures of each summarised outcome column, by column name.
    labels, units: what each of them is called in a table, and its unit.
    probabilities: shares of paths that an event hits, by key.
    lender: rates that are ratios of sums over paths, by key; empty without debt.
    essay: the few market and operator figures that an essay on the scenario quotes.
    attribution: which drawn inputs go with the worst paths, by outcome column.
    cautions: sentences; what a reader must know before he quotes a figure.
    pages: the lender's and the committee's page.
    currency: of every amount.
    """

    scenario: str
    digest: str
    seed: int
    paths: int
    horizon: int
    columns: Mapping[str, ColumnFigures]
    labels: Mapping[str, str]
    units: Mapping[str, str]
    probabilities: Mapping[str, Figure]
    lender: Mapping[str, Figure]
    essay: Mapping[str, Figure]
    attribution: Mapping[str, Attribution]
    cautions: tuple[str, ...]
    pages: Mapping[str, Page] = field(default_factory=dict)
    currency: str = STATED

    def quantile(self, column: str, p: float) -> Estimate:
        """Quantile ``p`` of a column.  Raises KeyError for one that was not computed."""
        return self.columns[column].quantile(p)

    def as_json(self) -> dict[str, Any]:
        """Plain data for JSON, the same bytes for the same figures."""
        plain = {
            "scenario": self.scenario,
            "digest": self.digest,
            "seed": self.seed,
            "paths": self.paths,
            "horizon_months": self.horizon,
            "currency": self.currency,
            "columns": {
                name: {"label": self.labels[name], "unit": self.units[name], **figures.as_json()}
                for name, figures in self.columns.items()
            },
            "probabilities": {key: asdict(one) for key, one in self.probabilities.items()},
            "lender": {key: asdict(one) for key, one in self.lender.items()},
            "essay": {key: asdict(one) for key, one in self.essay.items()},
            "attribution": {key: asdict(one) for key, one in self.attribution.items()},
            "cautions": list(self.cautions),
            "pages": {key: page.as_json() for key, page in self.pages.items()},
        }
        return plain
