"""What each stress changes, and all of them together."""

from collections.abc import Iterator

from riskcloud.report.memo.content import Paragraph, Section, Table, one_line
from riskcloud.report.memo.figures import paths
from riskcloud.report.memo.inputs import SCENARIO_FILE, MemoInputs
from riskcloud.report.memo.language import Language
from riskcloud.report.memo.precision import level, worded
from riskcloud.risk.results import Estimate
from riskcloud.risk.waterfall import Waterfall


def stresses(inputs: MemoInputs, language: Language) -> Section:
    """The changes, or how to get them."""
    say, found = language.say, inputs.stresses
    if found is None:
        return Section(
            say("stresses"), (Paragraph(say("stresses_unknown", scenario=SCENARIO_FILE)),)
        )
    interval = say("interval", level=level(found.base))
    headings = (say("stress"), say("change"), interval)
    changes = [(one_line(step.meaning), step.change) for step in found.steps]
    changes.sort(key=lambda named: named[1].value if named[1] else 0.0)
    changes += [(say("together"), found.change), (say("interaction"), found.interaction)]
    rows = tuple((name, *_told(change, found, language)) for name, change in changes)
    table = Table(headings, rows, figures=(1, 2))
    notes = [Paragraph(say("two_answers"))] if found.cautions else []
    notes += [Paragraph(text) for text in _notes(found, language)]
    return Section(say("stresses"), (_head(found, language), table, *notes))


def _head(found: Waterfall, language: Language) -> Paragraph:
    asked = found.asked
    text = language.say(
        "stresses_head",
        figure=language.term(asked.label),
        value=worded(found.base, asked.unit, language).value,
        seed=str(asked.seed),
        paths=paths(asked.paths, language),
    )
    return Paragraph(text[:1].upper() + text[1:])


def _notes(found: Waterfall, language: Language) -> Iterator[str]:
    """Why some stress changes nothing, and which ones cannot hold at once."""
    still = [one_line(one.meaning) for one in found.steps if one.change and not one.change.value]
    if still:
        is_project = found.asked.key.startswith("project")
        key = "stresses_before_debt" if is_project else "stresses_still"
        yield language.say(key, names=language.say("names").join(still))
    if found.overruled:
        told = [_overrules(one, language) for one in found.overruled]
        yield language.say("stresses_overruled", lines=language.say("list").join(told))


def _overrules(line: str, language: Language) -> str:
    """A line of the study, "FIELD: STRESS overrules STRESS", in this language."""
    field, _, names = line.partition(": ")
    later, _, earlier = names.partition(" overrules ")
    if not earlier:
        return one_line(line)
    gaps = {"field": field, "later": later, "earlier": earlier}
    return language.say("overrules", **{name: one_line(text) for name, text in gaps.items()})


def _told(change: Estimate | None, found: Waterfall, language: Language) -> tuple[str, str]:
    """Nothing where a figure is infinite: then there is no change to state."""
    if change is None:
        return language.say("no_number"), ""
    told = worded(change, found.asked.unit, language)
    return told.value, told.interval
