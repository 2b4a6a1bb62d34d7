"""What changed since an earlier run: figures then and now, inputs and versions that differ."""

from dataclasses import replace

from riskcloud.report.memo.content import Block, Paragraph, Section, Table, one_line
from riskcloud.report.memo.figures import caution_sentences, event_row, paths
from riskcloud.report.memo.inputs import MemoInputs
from riskcloud.report.memo.language import Language
from riskcloud.report.memo.precision import level, worded
from riskcloud.risk.changes import Change, Replaced, Since
from riskcloud.risk.results import Estimate
from riskcloud.risk.risk_summary import Figure

_MOST_INPUTS = 6
_LONGEST_VALUE = 60
_DIGEST = 16


def since_sections(inputs: MemoInputs, language: Language) -> list[Section]:
    """The section, if an earlier run was named."""
    found = inputs.since
    if found is None:
        return []
    blocks: list[Block] = [
        Paragraph(_run(found, language)),
        Paragraph(_pairing(found, inputs.summary.paths, language)),
        _figures(found, language),
    ]
    named = [(language.term(one.label), one.difference) for one in found.figures if one.difference]
    blocks += [Paragraph(words) for words in caution_sentences(named, language)]
    blocks += _differing(found, language)
    return [Section(language.say("since"), tuple(blocks))]


def _run(found: Since, language: Language) -> str:
    return language.say(
        "since_run",
        scenario=one_line(found.scenario),
        paths=paths(found.paths, language),
        seed=str(found.seed),
        digest=found.digest[:_DIGEST],
    )


def _pairing(found: Since, now: int, language: Language) -> str:
    """Which paths the changes are over; ``now``: paths of this run."""
    say = language.say
    if found.unpaired:
        reasons = say("list").join(say(f"unpaired_{why}") for why in found.unpaired)
        return say("since_unpaired", reasons=reasons)
    told = say("since_paired", paths=paths(found.paired, language))
    if found.paths == now == found.paired:
        return told
    return say("since_other_paths", paired=told)


def _figures(found: Since, language: Language) -> Table:
    say = language.say
    shown = [one for one in (change.now or change.then for change in found.figures) if one]
    interval = say("interval", level=level(shown[0].estimate))
    headings = (say("figure"), say("then"), say("now"), say("change"), interval)
    rows = tuple(_row(change, language) for change in found.figures)
    return Table(headings, rows, figures=(1, 2, 3, 4))


def _row(change: Change, language: Language) -> tuple[str, ...]:
    then, now = (_value(one, change.beyond, language) for one in (change.then, change.now))
    return language.term(change.label), then, now, *_difference(change, language)


def _value(figure: Figure | None, beyond: str, language: Language) -> str:
    if figure is None:
        return language.say("not_there")
    if figure.unit == "share":
        return event_row(figure, language)[1]
    return worded(figure.estimate, figure.unit, language, beyond).value


def _difference(change: Change, language: Language) -> tuple[str, str]:
    found, known = change.difference, change.now
    if found is None or known is None:
        return "", ""
    if found.value == found.low == found.high == 0.0:
        return language.say("same"), ""
    unit = known.unit
    if unit == "share":
        found, unit = in_points(found, language)
    told = worded(found, unit, language)
    return told.value, told.interval


def in_points(difference: Estimate, language: Language) -> tuple[Estimate, str]:
    """A difference of shares in percentage points, and the word for them."""
    low, high = (None if end is None else 100.0 * end for end in (difference.low, difference.high))
    scaled = replace(difference, value=100.0 * difference.value, low=low, high=high)
    return scaled, language.say("points")


def _differing(found: Since, language: Language) -> list[Block]:
    """Versions, and the fields that differ, the operator's first; no more than fit the page."""
    say, versions = language.say, _versions(found, language)
    if not found.inputs:
        return [Paragraph(say("since_no_input", versions=versions))]
    rows = tuple(_replaced(one, language) for one in found.inputs[:_MOST_INPUTS])
    counts = {"count": str(len(found.inputs)), "shown": str(len(rows))}
    key = "since_inputs" if len(rows) == len(found.inputs) else "since_first_inputs"
    told = Paragraph(say(key, versions=versions, **counts))
    return [told, Table((say("field"), say("then"), say("now")), rows)]


def _replaced(one: Replaced, language: Language) -> tuple[str, str, str]:
    absent = language.say("not_there")
    then, now = (one_line(value, _LONGEST_VALUE) or absent for value in (one.then, one.now))
    return one_line(one.name), then, now


def _versions(found: Since, language: Language) -> str:
    if not found.versions:
        return language.say("since_no_version")
    told = [_replaced(one, language) for one in found.versions]
    changes = [
        language.say("version_change", name=name, then=then, now=now) for name, then, now in told
    ]
    return language.say("since_versions", versions=language.say("list").join(changes))
