"""Estimates as rows of a table and as parts of sentences."""

from collections.abc import Iterable

from riskcloud.report.memo.content import Paragraph, Table
from riskcloud.report.memo.language import Language
from riskcloud.report.memo.precision import (
    CONSTANT,
    bound,
    hits,
    is_rare,
    level,
    lower_bound,
    worded,
)
from riskcloud.risk.conventions import Caution
from riskcloud.risk.results import Estimate
from riskcloud.risk.risk_summary import Figure, RiskSummary

Row = tuple[str, str, str]


def paths(count: int, language: Language) -> str:
    return language.say("one_path") if count == 1 else language.say("paths", count=f"{count:,}")


def chance(estimate: Estimate, language: Language) -> str:
    """A probability as part of a sentence: "on 3 of 100,000 paths (0.003 %; ...)"."""
    of, at = paths(estimate.paths, language), level(estimate)
    if estimate.value == 0.0 and estimate.high is not None:
        return language.say("chance_none", paths=of, bound=bound(estimate.high), level=at)
    if estimate.value == 1.0 and estimate.low is not None:
        return language.say("chance_all", paths=of, bound=lower_bound(estimate.low), level=at)
    found = worded(estimate, "share", language)
    gaps = {"share": found.value, "interval": found.interval, "level": at}
    if is_rare(estimate):
        return language.say("chance_rare", hits=f"{hits(estimate):,}", paths=of, **gaps)
    return language.say("chance", **gaps)


def event_row(figure: Figure, language: Language) -> Row:
    """The probability of an event as a row; never and always in their own words."""
    estimate = figure.estimate
    label = language.say("event", label=language.term(figure.label))
    of = paths(estimate.paths, language)
    if estimate.value == 0.0 and estimate.high is not None:
        never = language.say("below", bound=bound(estimate.high))
        return label, language.say("none_of", paths=of), never
    if estimate.value == 1.0 and estimate.low is not None:
        always = language.say("above", bound=lower_bound(estimate.low))
        return label, language.say("all_of", paths=of), always
    found = worded(estimate, "share", language)
    return label, found.value, found.interval


def figure_row(figure: Figure, language: Language) -> Row:
    """A figure as a row."""
    found = worded(figure.estimate, figure.unit, language)
    is_given = figure.estimate.name == CONSTANT
    interval = language.say("constant") if is_given else found.interval
    return language.term(figure.label), found.value, interval


def column_row(summary: RiskSummary, column: str, estimate: Estimate, language: Language) -> Row:
    """A quantile or mean of a column as a row."""
    found = worded(estimate, summary.units[column], language, summary.columns[column].beyond)
    words = language.term(summary.labels[column]), language.term(estimate.name)
    label = language.say("figure_of", label=words[0], name=words[1])
    return label, found.value, found.interval


def shortfall(summary: RiskSummary, column: str, share: str) -> Estimate:
    """The mean of the worst share, such as "5 %", of a column."""
    return next(e for e in summary.columns[column].shortfalls if e.name.endswith(f"worst {share}"))


def table(rows: Iterable[Row], estimate: Estimate, language: Language) -> Table:
    """Rows below the headings; ``estimate``: one whose level holds for all intervals."""
    interval = language.say("interval", level=level(estimate))
    headings = (language.say("figure"), language.say("estimate"), interval)
    return Table(headings, tuple(rows), figures=(1, 2))


def caution_sentences(named: Iterable[tuple[str, Estimate]], language: Language) -> list[str]:
    """What a reader must know of the figures shown: one sentence a caution."""
    shown = list(named)
    told = []
    for caution in Caution:
        labels = [label for label, estimate in shown if caution in estimate.cautions]
        if labels:
            words = language.say("list").join(labels)
            sentence = language.term(caution.sentence)
            told.append(language.say("caution", figures=words, sentence=sentence))
    return told


def picture_notes(language: Language) -> list[Paragraph]:
    """What stands below pictures whose words are of another language."""
    note = language.say("pictures_note")
    return [Paragraph(note)] if note else []


def has_two_answers(summary: RiskSummary) -> bool:
    """Whether paths that can be given no rank change a quantile or mean of an IRR."""
    columns = [summary.columns[f"{owner}_irr"] for owner in ("project", "equity")]
    estimates = [one for c in columns for one in (*c.quantiles, *c.shortfalls)]
    return any(one.alternative is not None for one in estimates)
