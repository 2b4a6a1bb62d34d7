"""Who beats whom: every operator against the leader, and every one against every other."""

from collections.abc import Sequence

from riskcloud.report.memo.content import Block, Paragraph, Section, Table
from riskcloud.report.memo.language import Language
from riskcloud.report.memo.precision import level, number, worded
from riskcloud.report.memo.since import in_points
from riskcloud.report.memo.standings import bracketed, cell, listed, name_of, share_cell
from riskcloud.risk.comparison import ABOVE_WACC, RANKED, Comparison, OperatorFigures
from riskcloud.risk.paired import Pair
from riskcloud.risk.results import Estimate

_MEAN = "mean_npv_per_dollar"
_MOST = 15
"""Operators of the square: more columns do not fit a page."""


def leader(found: Comparison) -> list[OperatorFigures]:
    """The operators, the greatest mean NPV per unit of capex first; those without one last."""
    known = [one for one in found.operators if _MEAN in one.figures]
    known.sort(key=lambda one: one.figures[_MEAN].estimate.value, reverse=True)
    return known + [one for one in found.operators if _MEAN not in one.figures]


def lead_sentence(
    found: Comparison, ranked: Sequence[OperatorFigures], language: Language
) -> list[Block]:
    """Who leads, and whom it does not lead beyond chance."""
    first, *others = ranked
    if _MEAN not in first.figures:
        return [Paragraph(language.say("nobody_buys"))]
    told = [
        language.say("leader", name=name_of(first), value=cell(first, _MEAN, language)),
    ]
    pairs = [(one, found.pair(first.name, one.name)) for one in others]
    close = [name_of(one) for one, pair in pairs if not _is_ahead(pair)]
    if close:
        told.append(language.say("leader_close", names=listed(close, language)))
    elif others:
        told.append(language.say("leader_clear"))
    return [Paragraph(language.say("between_sentences").join(told))]


def pair_sections(
    found: Comparison, ranked: Sequence[OperatorFigures], language: Language
) -> list[Section]:
    """The section, where there is someone to beat."""
    if len(ranked) < 2:
        return []
    first, *others = ranked
    pairs = [found.pair(one.name, first.name) for one in others]
    name = name_of(first)
    share = next((one.beats for one in pairs if one.beats), None)
    blocks: list[Block] = [Paragraph(language.say("pairs_head", name=name))]
    blocks.append(_against(pairs, others, name, language))
    if share is not None:
        blocks += _square(found, ranked[:_MOST], language)
    return [Section(language.say("pairs"), tuple(blocks))]


def _is_ahead(pair: Pair) -> bool:
    found = pair.differences.get(RANKED)
    return found is not None and found.paired.low is not None and found.paired.low > 0.0


def _against(
    pairs: Sequence[Pair], others: Sequence[OperatorFigures], name: str, language: Language
) -> Table:
    say = language.say
    headings = (
        say("operator"),
        say("less_per_dollar", name=name),
        say("less_above_wacc", name=name),
        say("ahead_of", name=name),
    )
    rows = tuple(
        (name_of(one), *_differences(pair, language))
        for one, pair in zip(others, pairs, strict=True)
    )
    return Table(headings, rows, figures=(1, 2, 3))


def _differences(pair: Pair, language: Language) -> tuple[str, str, str]:
    if pair.beats is None:
        none = language.say("no_common_path")
        return none, none, none
    dollar, above = (pair.differences[key].paired for key in (RANKED, ABOVE_WACC))
    scaled, unit = in_points(above, language)
    return (
        bracketed(*_told(dollar, "1", language), language),
        bracketed(*_told(scaled, unit, language), language),
        share_cell(pair.beats, language),
    )


def _told(estimate: Estimate, unit: str, language: Language) -> tuple[str, str]:
    if estimate.value == estimate.low == estimate.high == 0.0:
        return language.say("same"), ""
    told = worded(estimate, unit, language)
    return told.value, told.interval


def _square(found: Comparison, shown: Sequence[OperatorFigures], language: Language) -> list[Block]:
    """On how many paths of a hundred the row is ahead of the column."""
    rows, widest = [], 0.0
    for place, one in enumerate(shown, 1):
        cells = []
        for other in shown:
            beats = None if one is other else found.pair(one.name, other.name).beats
            cells.append("" if beats is None else number(100.0 * beats.value, 0))
            widest = max(widest, _half_width(beats))
        rows.append((f"{place} {name_of(one)}", *cells))
    headings = ("", *(str(place) for place in range(1, len(shown) + 1)))
    half = number(widest + 0.05, 1)
    some = next(one.beats for one in found.pairs if one.beats)
    told = language.say("square", level=level(some), half=half)
    return [Paragraph(told), Table(headings, tuple(rows), figures=tuple(range(1, len(headings))))]


def _half_width(beats: Estimate | None) -> float:
    """Points from the estimate to the further end of its interval."""
    if beats is None or beats.low is None or beats.high is None:
        return 0.0
    return 100.0 * max(beats.value - beats.low, beats.high - beats.value)
