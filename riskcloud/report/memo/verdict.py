"""The first lines of a memo: the verdict and key figures."""

from riskcloud.report.memo.content import Paragraph, Section
from riskcloud.report.memo.figures import (
    caution_sentences,
    chance,
    column_row,
    has_two_answers,
    shortfall,
    table,
)
from riskcloud.report.memo.language import Language
from riskcloud.report.memo.precision import CONSTANT, worded
from riskcloud.risk.conventions import FEWEST_EVENTS
from riskcloud.risk.intervals import complement
from riskcloud.risk.results import Estimate
from riskcloud.risk.risk_summary import RiskSummary

_EQUITY, _PROJECT = "equity_irr_below_cost_of_equity", "project_irr_below_wacc"

_PAYBACKS = ("equity_payback", "equity_payback_from_outlay", "equity_payback_from_service")


def verdict(summary: RiskSummary, language: Language) -> Section:
    """Whether each owner earns its named hurdle, and the key figures."""
    keys = (
        ("equity_irr", summary.quantile("equity_irr", 0.5)),
        ("project_irr", summary.quantile("project_irr", 0.5)),
        *((column, _median_payback(summary, column)) for column in _PAYBACKS),
        ("equity_npv", shortfall(summary, "equity_npv", "5 %")),
    )
    shown = [(column, estimate) for column, estimate in keys if estimate is not None]
    rows = [column_row(summary, column, estimate, language) for column, estimate in shown]
    named = zip((row[0] for row in rows), (estimate for _, estimate in shown), strict=True)
    lead = Paragraph(verdict_sentence(summary, language), is_lead=True)
    notes = [Paragraph(words) for words in caution_sentences(named, language)]
    if has_two_answers(summary):
        notes.append(Paragraph(language.say("two_answers")))
    figures = table(rows, shown[0][1], language)
    return Section(language.say("verdict"), (lead, figures, *notes))


def verdict_sentence(summary: RiskSummary, language: Language) -> str:
    """The verdict with its probabilities, intervals and hurdles."""
    equity = summary.probabilities[_EQUITY].estimate
    return language.say(
        _kind(equity),
        equity_rate=_hurdle(summary, "cost_of_equity", language),
        project_rate=_hurdle(summary, "wacc", language),
        equity=chance(equity, language),
        project=chance(summary.probabilities[_PROJECT].estimate, language),
    )


def leaning(earns: Estimate) -> str:
    """More likely than not only where the whole interval is on one side of a half.

    earns: the probability of earning the hurdle.  Returns "earns", "falls_short" or "open".
    """
    if earns.low is not None and earns.low > 0.5:
        return "earns"
    if earns.high is not None and earns.high < 0.5:
        return "falls_short"
    return "open"


def _kind(short: Estimate) -> str:
    if short.paths < FEWEST_EVENTS:
        return "verdict_few"
    if short.value in (0.0, 1.0):
        return "verdict_never_earns" if short.value else "verdict_always_earns"
    return f"verdict_{leaning(complement(short, short.name))}"


def _hurdle(summary: RiskSummary, key: str, language: Language) -> str:
    figure = summary.essay[key]
    rate = worded(figure.estimate, figure.unit, language).value
    is_given = figure.estimate.name == CONSTANT
    return language.say("a_year" if is_given else "mean_a_year", rate=rate)


def _median_payback(summary: RiskSummary, column: str) -> Estimate | None:
    """None where no path pays anything out, or an older summary does not have the column."""
    found = summary.columns.get(column)
    return found.quantile(0.5) if found else None
