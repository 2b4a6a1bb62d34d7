"""Where the tail is: the worst paths, the loan, the lender."""

from riskcloud.report.memo.content import Block, Figures, Paragraph, Section
from riskcloud.report.memo.figures import (
    caution_sentences,
    column_row,
    event_row,
    picture_notes,
    shortfall,
    table,
)
from riskcloud.report.memo.language import Language
from riskcloud.report.memo.precision import level, worded
from riskcloud.risk.risk_summary import RiskSummary

_EVENTS = (
    "covenant_breach",
    "operator_default",
    "lender_loss",
    "equity_total_loss",
    "insolvency_without_debt",
    "customer_default",
)


def tail(summary: RiskSummary, pictures: Figures, language: Language) -> Section:
    """The mean of the worst 5 % and 1 %, and what happens to loan and lender."""
    shown = [
        ("equity_irr", summary.quantile("equity_irr", 0.05)),
        ("equity_npv", shortfall(summary, "equity_npv", "1 %")),
        ("project_npv", shortfall(summary, "project_npv", "5 %")),
    ]
    rows = [column_row(summary, column, estimate, language) for column, estimate in shown]
    events = [summary.probabilities[key] for key in _EVENTS if key in summary.probabilities]
    named = [(row[0], estimate) for row, (_, estimate) in zip(rows, shown, strict=True)]
    # A bound on what never or always happens is already as careful as it can be.
    named += [
        (language.term(one.label), one.estimate) for one in events if 0.0 < one.estimate.value < 1.0
    ]
    rows += [event_row(figure, language) for figure in events]
    blocks: list[Block] = [
        Paragraph(_mean_sentence(summary, language)),
        table(rows, shown[0][1], language),
    ]
    if "operator_default" not in summary.probabilities:
        blocks.append(Paragraph(language.say("no_debt")))
    blocks += [Paragraph(words) for words in caution_sentences(named, language)]
    return Section(language.say("tail"), (*blocks, pictures, *picture_notes(language)))


def _mean_sentence(summary: RiskSummary, language: Language) -> str:
    estimate = shortfall(summary, "equity_npv", "5 %")
    found = worded(estimate, summary.units["equity_npv"], language)
    if found.interval in ("", found.value):  # the paths do not vary
        return language.say("tail_mean_bare", value=found.value)
    gaps = {"value": found.value, "interval": found.interval, "level": level(estimate)}
    return language.say("tail_mean", **gaps)
