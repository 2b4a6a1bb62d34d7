"""Which figures of an operator are compared: all from the summary of its own run."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from riskcloud.columns.outcomes import MARGIN_YEARS
from riskcloud.risk.comparison import OperatorFigures
from riskcloud.risk.conventions import tail_name
from riskcloud.risk.intervals import complement
from riskcloud.risk.results import Estimate
from riskcloud.risk.risk_summary import Figure, RiskSummary
from riskcloud.study.entrants import Entrant

DRAWN = ("project_irr", "npv_per_dollar")
"""Columns whose distributions are drawn."""

_HURDLES = ("wacc", "cost_of_equity")


@dataclass(frozen=True)
class Asked:
    """A figure of the table; ``find`` gives None where a run does not have it."""

    key: str
    label: str
    find: Callable[[RiskSummary], tuple[Estimate, str] | None]


def _event(key: str) -> Callable[[RiskSummary], tuple[Estimate, str] | None]:
    def find(summary: RiskSummary) -> tuple[Estimate, str] | None:
        figure = summary.probabilities.get(key)
        return (figure.estimate, figure.unit) if figure else None

    return find


def _above(key: str) -> Callable[[RiskSummary], tuple[Estimate, str]]:
    """The paths that an event "below the hurdle" does not hit: the NPV is 0 or more."""

    def find(summary: RiskSummary) -> tuple[Estimate, str]:
        figure = summary.probabilities[key]
        return complement(figure.estimate, "probability"), figure.unit

    return find


def _quantile(column: str, p: float) -> Callable[[RiskSummary], tuple[Estimate, str] | None]:
    def find(summary: RiskSummary) -> tuple[Estimate, str] | None:
        if column not in summary.columns:
            return None
        return summary.quantile(column, p), summary.units[column]

    return find


def _shortfall(column: str, share: float) -> Callable[[RiskSummary], tuple[Estimate, str] | None]:
    def find(summary: RiskSummary) -> tuple[Estimate, str] | None:
        if column not in summary.columns:
            return None
        wanted = f"mean of the {tail_name(share)}"
        found = (e for e in summary.columns[column].shortfalls if e.name == wanted)
        return next(found), summary.units[column]

    return find


def _mean(column: str) -> Callable[[RiskSummary], tuple[Estimate, str] | None]:
    def find(summary: RiskSummary) -> tuple[Estimate, str] | None:
        figures = summary.columns.get(column)
        return (figures.mean, summary.units[column]) if figures and figures.mean else None

    return find


ASKED = (
    Asked(
        "p_project_irr_above_wacc",
        "P(project IRR at or above wacc)",
        _above("project_irr_below_wacc"),
    ),
    Asked(
        "p_equity_irr_above_cost_of_equity",
        "P(equity IRR at or above cost of equity)",
        _above("equity_irr_below_cost_of_equity"),
    ),
    Asked("median_project_irr", "project IRR, median", _quantile("project_irr", 0.5)),
    Asked("project_irr_5", "project IRR, 5 % quantile", _quantile("project_irr", 0.05)),
    Asked("median_equity_irr", "equity IRR, median", _quantile("equity_irr", 0.5)),
    Asked("equity_irr_5", "equity IRR, 5 % quantile", _quantile("equity_irr", 0.05)),
    Asked("mean_npv_per_dollar", "project NPV per unit of capex, mean", _mean("npv_per_dollar")),
    Asked(
        "npv_per_dollar_worst_5",
        "project NPV per unit of capex, mean of the worst 5 %",
        _shortfall("npv_per_dollar", 0.05),
    ),
    Asked(
        "p_project_not_paid_back",
        "P(project not paid back within horizon)",
        _event("project_not_paid_back"),
    ),
    Asked(
        "peak_funding_99",
        "project peak funding, 99 % quantile",
        _quantile("project_peak_funding", 0.99),
    ),
    Asked("p_covenant_breach", "P(covenant breach)", _event("covenant_breach")),
    Asked(
        "free_cash_flow_trough",
        "least free cash flow of a year, median",
        _quantile("free_cash_flow_trough", 0.5),
    ),
    Asked(
        "free_cash_flow_trough_5",
        "least free cash flow of a year, 5 % quantile",
        _quantile("free_cash_flow_trough", 0.05),
    ),
)


def figures_of(entrant: Entrant, summary: RiskSummary) -> OperatorFigures:
    """What of a run's summary is compared."""
    margins = ((year, _mean(f"margin_year_{year}")(summary)) for year in _years())
    return OperatorFigures(
        name=entrant.name,
        title=entrant.scenario.operator.name,
        digest=summary.digest,
        paths=summary.paths,
        horizon=summary.horizon,
        hurdles={key: summary.essay[key] for key in _HURDLES},
        figures=figures_in(summary),
        margins={
            year: Figure(f"operating margin, year {year}, mean", had[1], had[0])
            for year, had in margins
            if had
        },
        columns={name: summary.columns[name] for name in DRAWN if name in summary.columns},
    )


def figures_in(summary: RiskSummary) -> dict[str, Figure]:
    """The figures of the table by key, without those that the run does not have."""
    found = ((asked, asked.find(summary)) for asked in ASKED)
    return {a.key: Figure(a.label, had[1], had[0]) for a, had in found if had}


def _years() -> range:
    return range(1, MARGIN_YEARS + 1)


def cautions(operators: Sequence[OperatorFigures]) -> tuple[str, ...]:
    """Sentences on the figures that are shown: tails, few paths, paths without a rate."""
    sentences = [
        "Intervals hold the error of a finite number of paths only, not that of the model.",
        "Figures of different operators are compared per unit of capex: amounts are those of fleets"
        " of different size.",
    ]
    found: dict[str, dict[str, list[str]]] = {}
    for one in operators:
        for figure in (*one.figures.values(), *one.margins.values()):
            for caution in figure.estimate.cautions:
                found.setdefault(caution.sentence, {}).setdefault(one.name, []).append(figure.label)
    for sentence, by_operator in found.items():
        who = "; ".join(f"{name}: {', '.join(labels)}" for name, labels in by_operator.items())
        sentences.append(f"{sentence} {who}.")
    sentences += _without_rate(operators)
    if len({one.horizon for one in operators}) > 1:
        ends = ", ".join(f"{one.name} {one.horizon}" for one in operators)
        sentences.append(
            f"Horizons differ, and with them what is paid back within them (months): {ends}."
        )
    return tuple(sentences)


def _without_rate(operators: Sequence[OperatorFigures]) -> list[str]:
    shares = {
        one.name: one.columns["project_irr"].missing.unrankable / one.paths
        for one in operators
        if "project_irr" in one.columns
    }
    told = ", ".join(f"{name} {100 * share:.2g} %" for name, share in shares.items() if share)
    if not told:
        return []
    return [
        "Paths without a single project IRR are ranked all lowest, then all highest, and both"
        f" answers are shown where they differ: {told}."
    ]
