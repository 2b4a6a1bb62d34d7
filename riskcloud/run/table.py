"""The short table of a run: rows that a terminal and a notebook both show."""

from dataclasses import dataclass
from html import escape
from math import isinf

from riskcloud.columns.units import is_money
from riskcloud.risk.results import ColumnFigures, Estimate
from riskcloud.risk.risk_summary import RiskSummary

_TAIL = 0.05

_COLUMNS = (
    "project_irr",
    "equity_irr",
    "project_payback",
    "equity_payback",
    "project_npv",
    "equity_npv",
)
_COUNTED_FROM = ("from_outlay", "from_service")
_PROBABILITIES = (
    "project_not_paid_back",
    "equity_not_paid_back",
    "project_irr_below_wacc",
    "equity_irr_below_cost_of_equity",
    "covenant_breach",
    "operator_default",
    "insolvency_without_debt",
    "lender_loss",
    "equity_total_loss",
    "customer_default",
    "abandonment",
)
_PAGE = "padding:2px 10px;text-align:"


@dataclass(frozen=True)
class Row:
    """One line: what it is, the figure, its interval."""

    label: str
    value: str
    interval: str


def rows(summary: RiskSummary) -> list[Row]:
    """Median and tail of IRR, payback and NPV, then probabilities, each with its interval.

    Payback counts from month 0; of its other beginnings the medians follow.
    """
    lines = []
    for name in _COLUMNS:
        if name in summary.columns:
            lines += _column_rows(summary, name)
        for begin in _COUNTED_FROM:
            if (other := f"{name}_{begin}") in summary.columns:
                lines.append(_median_row(summary, other))
    for key in _PROBABILITIES:
        if figure := summary.probabilities.get(key):
            lines.append(row(f"P({figure.label})", figure.estimate, "share", ""))
    for figure in summary.lender.values():
        lines.append(row(figure.label, figure.estimate, figure.unit, ""))
    return lines


def _column_rows(summary: RiskSummary, name: str) -> list[Row]:
    figures = summary.columns[name]
    label, unit = summary.labels[name], summary.units[name]
    bad = _TAIL if figures.worse == "low" else 1.0 - _TAIL
    shown = [summary.quantile(name, 0.5), summary.quantile(name, bad), *_shortfall(figures)]
    return [row(f"{label}, {e.name}", e, unit, figures.beyond) for e in shown]


def _median_row(summary: RiskSummary, name: str) -> Row:
    estimate, beyond = summary.quantile(name, 0.5), summary.columns[name].beyond
    return row(f"{summary.labels[name]}, {estimate.name}", estimate, summary.units[name], beyond)


def _shortfall(figures: ColumnFigures) -> list[Estimate]:
    return [e for e in figures.shortfalls if e.name.endswith(f"worst {100 * _TAIL:g} %")]


def row(label: str, estimate: Estimate, unit: str, beyond: str) -> Row:
    """An estimate in words; ``beyond``: what an infinite one means."""
    value = shown(estimate.value, unit, beyond)
    if estimate.alternative is not None:
        value += f" or {shown(estimate.alternative, unit, beyond)}"
    ends = [
        "no bound" if end is None else shown(end, unit, beyond)
        for end in (estimate.low, estimate.high)
    ]
    return Row(label, value, ends[0] if ends[0] == ends[1] else f"{ends[0]} to {ends[1]}")


def shown(value: float, unit: str, beyond: str = "") -> str:
    """A figure in the words of a table: percent, months, millions of USD."""
    if isinf(value):
        return beyond or ("-infinity" if value < 0 else "infinity")
    if unit in ("1/year", "share"):
        return f"{100 * value:.2f} %"
    if unit == "months":
        return f"{value:.0f} months"
    if is_money(unit):
        return f"{value / 1e6:,.1f} M {unit}"
    if unit == "bp/year":
        return f"{value:.1f} bp/year"
    return f"{value:.3g}" if unit == "1" else f"{value:.3g} {unit}"


def heading(summary: RiskSummary) -> str:
    return (
        f"{summary.scenario}: {summary.paths:,} paths of {summary.horizon} months,"
        f" seed {summary.seed}, digest {summary.digest[:8]}"
    )


def as_text(summary: RiskSummary) -> str:
    """The table as plain text, with the cautions."""
    lines = rows(summary)
    label, value = (max(len(getattr(r, f)) for r in lines) for f in ("label", "value"))
    table = [f"{r.label:{label}}  {r.value:>{value}}  ({r.interval})" for r in lines]
    return "\n".join([heading(summary), *table, *summary.cautions])


def as_html(summary: RiskSummary, folder: str) -> str:
    """The table for a notebook."""
    level = next(iter(summary.probabilities.values())).estimate.level
    titles = ("", "estimate", f"{100 * level:g} % interval")
    head = "".join(f'<th style="{_PAGE}left">{title}</th>' for title in titles)
    body = "".join(
        f'<tr><td style="{_PAGE}left">{escape(r.label)}</td>'
        f'<td style="{_PAGE}right">{escape(r.value)}</td>'
        f'<td style="{_PAGE}left">{escape(r.interval)}</td></tr>'
        for r in rows(summary)
    )
    cautions = "".join(f"<li>{escape(sentence)}</li>" for sentence in summary.cautions)
    return (
        f"<p><b>{escape(heading(summary))}</b></p><table><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table><ul>{cautions}</ul><p><code>{escape(folder)}</code></p>"
    )
