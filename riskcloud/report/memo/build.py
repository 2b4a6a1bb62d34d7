"""The memo of a run, from finished values."""

from collections.abc import Mapping, Sequence

from riskcloud.report.memo.anatomy import tail_anatomy
from riskcloud.report.memo.assumptions import assumptions
from riskcloud.report.memo.break_evens import break_evens
from riskcloud.report.memo.content import (
    Command,
    Figure,
    Figures,
    Items,
    Memo,
    Paragraph,
    Section,
    one_line,
)
from riskcloud.report.memo.drivers import drivers
from riskcloud.report.memo.english import ENGLISH
from riskcloud.report.memo.figures import figure_row, paths, table
from riskcloud.report.memo.inputs import Drawn, MemoInputs
from riskcloud.report.memo.language import Language
from riskcloud.report.memo.since import since_sections
from riskcloud.report.memo.stresses import stresses
from riskcloud.report.memo.tail import tail
from riskcloud.report.memo.verdict import verdict

_PICTURES = ("equity_irr", "loss_tail")
MODEL_LIMITS = ("limit_error", "limit_cycles", "limit_taker", "limit_outside", "limit_hurdle")
DIGEST = 16


def build(inputs: MemoInputs, language: Language = ENGLISH) -> Memo:
    """Two pages: verdict, tail, drivers, economics, assumptions, limits, provenance."""
    summary = inputs.summary
    name = one_line(summary.scenario)
    subtitle = language.say(
        "subtitle",
        paths=paths(summary.paths, language),
        horizon=str(summary.horizon),
        currency=summary.currency,
        seed=str(summary.seed),
        digest=summary.digest[:DIGEST],
    )
    sections = (
        verdict(summary, language),
        tail(summary, pictures(inputs.plots, _PICTURES, language), language),
        drivers(inputs, language),
        tail_anatomy(inputs, language),
        break_evens(inputs, language),
        stresses(inputs, language),
        *since_sections(inputs, language),
        _essay(inputs, language),
        assumptions(inputs, language),
        Section(language.say("limits"), (Items(tuple(map(language.say, MODEL_LIMITS))),)),
        _provenance(inputs, name, language),
    )
    return Memo(language.say("title", scenario=name), subtitle, sections, language.code)


def pictures(plots: Mapping[str, Drawn], names: Sequence[str], language: Language) -> Figures:
    """Pictures side by side, by name."""
    drawn = [(name, plots[name]) for name in names]
    return Figures(
        tuple(Figure(name, _shown(p.title, language), p.png(), p.svg()) for name, p in drawn)
    )


def _shown(title: str, language: Language) -> str:
    """What a picture shows; its title ends in the scenario's name."""
    kind, colon, name = title.partition(": ")
    return one_line(language.term(kind) + colon + name)


def _essay(inputs: MemoInputs, language: Language) -> Section:
    figures = inputs.summary.essay.values()
    rows = [figure_row(figure, language) for figure in figures]
    level = next(iter(figures)).estimate
    return Section(language.say("essay"), (table(rows, level, language),))


def _provenance(inputs: MemoInputs, name: str, language: Language) -> Section:
    summary = inputs.summary
    text = language.say(
        "provenance_text",
        scenario=name,
        digest=summary.digest,
        seed=str(summary.seed),
        paths=paths(summary.paths, language),
        versions=inputs.versions,
    )
    commands = Command(tuple(one_line(line, 400) for line in inputs.commands))
    blocks = (Paragraph(text), Paragraph(language.say("reproduce")), commands)
    return Section(language.say("provenance"), blocks)
