"""The memo of a comparison: operators on the same futures, from finished values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from riskcloud.report.memo.build import DIGEST, MODEL_LIMITS, pictures
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
from riskcloud.report.memo.figures import paths, picture_notes
from riskcloud.report.memo.inputs import Drawn
from riskcloud.report.memo.language import Language
from riskcloud.report.memo.pairs import lead_sentence, leader, pair_sections
from riskcloud.report.memo.precision import CONSTANT, worded
from riskcloud.report.memo.standings import cell, name_of, standings
from riskcloud.risk.comparison import Comparison, OperatorFigures

_PICTURES = ("operators", "median_tail")
_COLUMNS = {
    "p_project_irr_above_wacc": "above_wacc",
    "median_project_irr": "median_irr",
    "mean_npv_per_dollar": "mean_per_dollar",
    "npv_per_dollar_worst_5": "worst_per_dollar",
}
"""Figures of the table, with the words above each."""

_LONGEST_REASON = 240
_LONGEST_CAUTION = 2_000
_LONGEST_COMMAND = 1_000


@dataclass(frozen=True)
class ComparisonInputs:
    """All that the memo of a comparison says comes from here.

    plots: pictures by name.  versions: of riskcloud and its results.
    commands: lines that make the comparison again.
    """

    comparison: Comparison
    plots: Mapping[str, Drawn]
    versions: str
    commands: tuple[str, ...]


def build_comparison(inputs: ComparisonInputs, language: Language = ENGLISH) -> Memo:
    """Two pages: verdict, all operators, who beats whom, pictures, limits, provenance."""
    found = inputs.comparison
    subtitle = language.say(
        "comparison_subtitle",
        count=str(len(found.operators)),
        paths=paths(found.paths, language),
        market=one_line(found.market),
        seed=str(found.seed),
    )
    ranked = leader(found)
    sections = (
        _verdict(found, ranked, language),
        _operators(found, ranked, language),
        Section(
            language.say("pictures"),
            (pictures(inputs.plots, _PICTURES, language), *picture_notes(language)),
        ),
        *pair_sections(found, ranked, language),
        _limits(found, language),
        _provenance(inputs, language),
    )
    title = language.say("comparison_title", market=one_line(found.market))
    return Memo(title, subtitle, sections, language.code)


def _verdict(found: Comparison, ranked: Sequence[OperatorFigures], language: Language) -> Section:
    lead = Paragraph(standings(found.operators, "comparison_verdict", language), is_lead=True)
    blocks: list[Block] = [lead, *lead_sentence(found, ranked, language)]
    if found.failed:
        blocks.append(Paragraph(language.say("not_compared")))
        reasons = (f"{name}: {why}" for name, why in found.failed.items())
        blocks.append(Items(tuple(one_line(why, _LONGEST_REASON) for why in reasons)))
    return Section(language.say("verdict"), tuple(blocks))


def _operators(found: Comparison, ranked: Sequence[OperatorFigures], language: Language) -> Section:
    headings = tuple(language.say(key) for key in ("operator", "wacc", *_COLUMNS.values()))
    rows = tuple(
        (name_of(one), _wacc(one, language), *(cell(one, key, language) for key in _COLUMNS))
        for one in ranked
    )
    told = Paragraph(language.say("operators_head"))
    table = Table(headings, rows, figures=tuple(range(1, len(headings))))
    return Section(language.say("operators"), (told, table))


def _wacc(one: OperatorFigures, language: Language) -> str:
    """The hurdle; its mean where it is uncertain."""
    rate = one.hurdles["wacc"]
    shown = worded(rate.estimate, rate.unit, language).value
    return shown if rate.estimate.name == CONSTANT else language.say("mean_of", value=shown)


def _limits(found: Comparison, language: Language) -> Section:
    """The comparison's own cautions say what the error of finite paths is."""
    cautions = [one_line(_caution(s, language), _LONGEST_CAUTION) for s in found.cautions]
    cautions += [language.say(key) for key in MODEL_LIMITS if key != "limit_error"]
    return Section(language.say("limits"), (Items(tuple(cautions)),))


def _caution(sentence: str, language: Language) -> str:
    """Its words in this language; the operators and figures named after them stay."""
    known = max((one for one in language.terms if sentence.startswith(one)), key=len, default="")
    return language.term(known) + sentence.removeprefix(known)


def _provenance(inputs: ComparisonInputs, language: Language) -> Section:
    found = inputs.comparison
    digests = "; ".join(f"{name_of(one)} {one.digest[:DIGEST]}" for one in found.operators)
    text = language.say(
        "comparison_provenance",
        market=one_line(found.market),
        seed=str(found.seed),
        paths=paths(found.paths, language),
        versions=inputs.versions,
        digests=digests,
    )
    commands = Command(tuple(one_line(line, _LONGEST_COMMAND) for line in inputs.commands))
    blocks = (Paragraph(text), Paragraph(language.say("reproduce_all")), commands)
    return Section(language.say("provenance"), blocks)
