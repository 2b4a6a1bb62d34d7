"""Figures read back from the JSON that `as_json` makes of them."""

from collections.abc import Mapping
from math import inf
from typing import Any

from riskcloud.risk.conventions import Caution, Worse
from riskcloud.risk.results import ColumnFigures, Estimate, Missing
from riskcloud.risk.risk_summary import Figure, RiskSummary

Plain = Mapping[str, Any]


def estimate_of(plain: Plain) -> Estimate:
    """An estimate; words stand in JSON for what is beyond every number."""
    ends = ("value", "low", "high", "alternative")
    numbers = {end: inf if isinstance(plain[end], str) else plain[end] for end in ends}
    cautions = tuple(Caution(one) for one in plain["cautions"])
    return Estimate(**{**plain, **numbers, "cautions": cautions})


def figure_of(plain: Plain) -> Figure:
    """A figure with its words and unit."""
    return Figure(plain["label"], plain["unit"], estimate_of(plain["estimate"]))


def figures_of(plain: Plain) -> dict[str, Figure]:
    """Figures by key."""
    return {key: figure_of(one) for key, one in plain.items()}


def column_of(plain: Plain) -> ColumnFigures:
    """The figures of a column."""
    kinds = ("quantiles", "shortfalls", "shares_below")
    quantiles, shortfalls, below = (tuple(map(estimate_of, plain[kind])) for kind in kinds)
    return ColumnFigures(
        column=plain["column"],
        worse=Worse(plain["worse"]),
        beyond=plain["beyond"],
        paths=plain["paths"],
        missing=Missing(**plain["missing"]),
        quantiles=quantiles,
        shortfalls=shortfalls,
        shares_below=below,
        mean=estimate_of(plain["mean"]) if plain["mean"] else None,
    )


def summary_of(plain: Plain) -> RiskSummary:
    """A run's figures from its summary.json; without attribution and pages, which few need."""
    columns = plain["columns"]
    return RiskSummary(
        scenario=plain["scenario"],
        digest=plain["digest"],
        seed=plain["seed"],
        paths=plain["paths"],
        horizon=plain["horizon_months"],
        columns={name: column_of(one) for name, one in columns.items()},
        labels={name: one["label"] for name, one in columns.items()},
        units={name: one["unit"] for name, one in columns.items()},
        probabilities=figures_of(plain["probabilities"]),
        lender=figures_of(plain["lender"]),
        essay=figures_of(plain["essay"]),
        attribution={},
        cautions=tuple(plain["cautions"]),
        currency=plain["currency"],
    )
