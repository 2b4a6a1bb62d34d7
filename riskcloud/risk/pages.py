"""Pages: the figures that one reader asks for, in order, with tables by year."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from riskcloud.risk.results import Estimate, without_infinities

BEYOND = "beyond every number"


@dataclass(frozen=True)
class PageRow:
    """One figure of a page: the words for it, its unit, its estimates (median, a tail, ...)."""

    label: str
    unit: str
    estimates: tuple[Estimate, ...]


@dataclass(frozen=True)
class YearTable:
    """A figure by year: ``rows[year]`` holds its estimates at the end of that year."""

    label: str
    unit: str
    rows: Mapping[int, tuple[Estimate, ...]]


@dataclass(frozen=True)
class Page:
    """What one reader is shown.

    rows, tables: by key.  notes: sentences, how a figure is defined.
    """

    title: str
    rows: Mapping[str, PageRow]
    tables: Mapping[str, YearTable]
    notes: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Plain data for JSON: infinities become words, as JSON has none."""
        plain: dict[str, Any] = {
            "title": self.title,
            "rows": {key: asdict(row) for key, row in self.rows.items()},
            "by_year": {
                key: {
                    "label": table.label,
                    "unit": table.unit,
                    "years": {str(y): [asdict(e) for e in es] for y, es in table.rows.items()},
                }
                for key, table in self.tables.items()
            },
            "notes": list(self.notes),
        }
        return {key: without_infinities(one, BEYOND) for key, one in plain.items()}
