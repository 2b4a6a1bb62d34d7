"""What each stress changes, and all of them together."""

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
    notes = [Paragraph(say("two_answers"))] if found.cautions else []
    table = Table(headings, rows, figures=(1, 2))
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


def _told(change: Estimate | None, found: Waterfall, language: Language) -> tuple[str, str]:
    """Nothing where a figure is infinite: then there is no change to state."""
    if change is None:
        return language.say("no_number"), ""
    told = worded(change, found.asked.unit, language)
    return told.value, told.interval
