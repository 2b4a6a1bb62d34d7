"""The assumptions that matter most, with their sources."""

from riskcloud.report.memo.content import Paragraph, Section, Table, one_line
from riskcloud.report.memo.drivers import EXPLAINED, strongest
from riskcloud.report.memo.inputs import Assumption, MemoInputs
from riskcloud.report.memo.language import Language

_HURDLES = ("operator.wacc", "operator.cost_of_equity")
_MOST, _FEWER = 6, 4
_LONGEST_SOURCE = 110


def assumptions(inputs: MemoInputs, language: Language) -> Section:
    """Hurdles, then the inputs that differ most in the tail: value, unit, source."""
    # An earlier run and break-evens take their place on the two pages.
    most = _FEWER if inputs.since and inputs.break_evens else _MOST
    effects = strongest(inputs.summary.attribution.get(EXPLAINED), most)
    fields = dict.fromkeys((*_HURDLES, *(effect.name for effect in effects)))
    shown = [inputs.assumptions[field] for field in fields]
    note = language.say(
        "assumptions_note",
        judgements=str(sum(one.is_judgement for one in shown)),
        stated=str(sum(one.is_stated for one in shown)),
        count=str(len(shown)),
    )
    headings = tuple(language.say(key) for key in ("assumption", "value", "unit", "source"))
    rows = tuple(
        (one.field, one.value, language.term(one.unit), _source(one, language)) for one in shown
    )
    return Section(language.say("assumptions"), (Paragraph(note), Table(headings, rows)))


def _source(one: Assumption, language: Language) -> str:
    if one.is_stated:
        return language.say("stated")
    return one_line(one.source, _LONGEST_SOURCE) or language.say("no_source")
