"""The memo of a batch: its scenarios side by side, and plainly what is not done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from riskcloud.report.memo.build import MODEL_LIMITS
from riskcloud.report.memo.content import (
    Block,
    Command,
    Items,
    Memo,
    Paragraph,
    Section,
    Table,
    one_line,
)
from riskcloud.report.memo.english import ENGLISH
from riskcloud.report.memo.language import Language
from riskcloud.report.memo.standings import alike, cell, chance_of, listed, name_of, standings
from riskcloud.risk.conventions import Caution
from riskcloud.risk.risk_summary import Figure

_COLUMNS = {
    "p_project_irr_above_wacc": "above_wacc",
    "median_project_irr": "median_irr",
    "npv_per_dollar_worst_5": "worst_per_dollar",
}
_MOST_ROWS = 40
_MOST_FAILURES = 20
_LONGEST_REASON = 200


@dataclass(frozen=True)
class ScenarioFigures:
    """A scenario that is done: its paths and the figures of a comparison, by key."""

    name: str
    paths: int
    figures: Mapping[str, Figure]


@dataclass(frozen=True)
class BatchInputs:
    """All that the memo of a batch says comes from here.

    done: with figures.  failed: a line each, its name first.  left: names of those that are
        neither.
    seeds: of the scenarios.  versions: of riskcloud and its results, as each run has them.
    commands: lines that look into it.
    """

    name: str
    done: tuple[ScenarioFigures, ...]
    failed: tuple[str, ...]
    left: tuple[str, ...]
    seeds: tuple[int, ...]
    versions: str
    commands: tuple[str, ...]

    @property
    def count(self) -> int:
        return len(self.done) + len(self.failed) + len(self.left)


def build_batch(inputs: BatchInputs, language: Language = ENGLISH) -> Memo:
    """Verdict across scenarios, a table of them, what is not done, limits, provenance."""
    subtitle = language.say(
        "batch_subtitle",
        count=str(inputs.count),
        done=str(len(inputs.done)),
        failed=str(len(inputs.failed)),
        left=str(len(inputs.left)),
    )
    sections = (
        _verdict(inputs, language),
        *_not_done(inputs, language),
        *_scenarios(inputs.done, language),
        Section(language.say("limits"), (Items(tuple(map(language.say, MODEL_LIMITS))),)),
        _provenance(inputs, language),
    )
    title = language.say("batch_title", batch=one_line(inputs.name))
    return Memo(title, subtitle, sections, language.code)


def _verdict(inputs: BatchInputs, language: Language) -> Section:
    if not inputs.done:
        lead = language.say("nothing_done")
    else:
        lead = standings(inputs.done, "batch_verdict", language)
    blocks = [Paragraph(lead, is_lead=True)]
    if len(inputs.done) == inputs.count:
        blocks.append(Paragraph(language.say("all_done")))
    return Section(language.say("verdict"), tuple(blocks))


def _not_done(inputs: BatchInputs, language: Language) -> list[Section]:
    """Every failure with its reason, and the names of what is left."""
    blocks: list[Block] = []
    if inputs.failed:
        items = [one_line(why, _LONGEST_REASON) for why in inputs.failed[:_MOST_FAILURES]]
        if rest := len(inputs.failed) - len(items):
            items.append(language.say("more_names", count=str(rest)))
        told_of = language.say("batch_failed", count=str(len(inputs.failed)))
        blocks += [Paragraph(told_of), Items(tuple(items))]
    if inputs.left:
        names = listed([one_line(name) for name in inputs.left], language)
        blocks.append(Paragraph(language.say("batch_left", names=names)))
    return [Section(language.say("not_done"), tuple(blocks))] if blocks else []


def _scenarios(done: Sequence[ScenarioFigures], language: Language) -> list[Section]:
    """The table, best chance first; its middle left out where it is too long for a page."""
    if not done:
        return []
    ranked = sorted(done, key=chance_of, reverse=True)
    half = _MOST_ROWS // 2
    is_cut = len(ranked) > _MOST_ROWS
    shown = [*ranked[:half], *ranked[-half:]] if is_cut else ranked
    key = "scenarios_cut" if is_cut else "scenarios_head"
    told = language.say(key, paths=alike([one.paths for one in done], language), half=str(half))
    headings = tuple(language.say(key) for key in ("scenario", *_COLUMNS.values()))
    rows = tuple((name_of(one), *(cell(one, key, language) for key in _COLUMNS)) for one in shown)
    table = Table(headings, rows, figures=tuple(range(1, len(headings))))
    cautions = [Paragraph(words) for words in _cautions(shown, language)]
    return [Section(language.say("scenarios"), (Paragraph(told), table, *cautions))]


def _cautions(shown: Sequence[ScenarioFigures], language: Language) -> list[str]:
    """What a reader must know of the figures shown, with the scenarios that it holds for."""
    told = []
    for caution in Caution:
        names = [name_of(one) for one in shown if caution in _cautions_of(one)]
        if names:
            words = listed(names, language)
            told.append(
                language.say("caution", figures=words, sentence=language.term(caution.sentence))
            )
    return told


def _cautions_of(one: ScenarioFigures) -> set[Caution]:
    """A bound on what never or always happens is already as careful as it can be."""
    figures = [one.figures[key] for key in _COLUMNS if key in one.figures]
    told = [f for f in figures if f.unit != "share" or 0.0 < f.estimate.value < 1.0]
    return {caution for figure in told for caution in figure.estimate.cautions}


def _provenance(inputs: BatchInputs, language: Language) -> Section:
    text = language.say(
        "batch_provenance",
        batch=one_line(inputs.name),
        seeds=", ".join(map(str, inputs.seeds)),
        versions=inputs.versions,
    )
    blocks: list[Block] = [Paragraph(text)]
    if inputs.commands:
        lines = tuple(one_line(line, _LONGEST_REASON) for line in inputs.commands)
        blocks += [Paragraph(language.say("look_into")), Command(lines)]
    return Section(language.say("provenance"), tuple(blocks))
