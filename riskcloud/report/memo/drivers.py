"""What drives it: the uncertain inputs that go with the worst paths."""

from collections.abc import Mapping

from riskcloud.report.memo.content import Block, Items, Paragraph, Section
from riskcloud.report.memo.figures import paths
from riskcloud.report.memo.inputs import Assumption, MemoInputs
from riskcloud.report.memo.language import Language
from riskcloud.report.memo.precision import decimals, number
from riskcloud.risk.attribution import Attribution, InputEffect

EXPLAINED = "equity_npv"
_MOST = 4
_ERRORS = 3.0
"""Standard errors that a shift must exceed: among fifty inputs few are further by chance."""


def drivers(inputs: MemoInputs, language: Language) -> Section:
    """Associations in words; which are not causes."""
    return Section(language.say("drivers"), tuple(_associations(inputs, language)))


def strongest(found: Attribution | None, most: int) -> list[InputEffect]:
    """The inputs whose mean in the tail differs by more than chance, strongest first."""
    effects = found.effects if found else ()
    certain = [e for e in effects if abs(e.tail_shift) > _ERRORS * e.tail_shift_error > 0.0]
    return certain[:most]


def _associations(inputs: MemoInputs, language: Language) -> list[Block]:
    found = inputs.summary.attribution.get(EXPLAINED)
    if found is None or not found.effects:
        return [Paragraph(language.say("no_inputs"))]
    effects = strongest(found, _MOST)
    if not effects:
        return [Paragraph(language.say("no_driver"))]
    sentences = tuple(_sentence(effect, inputs.assumptions, language) for effect in effects)
    return [
        Paragraph(language.say("drivers_head")),
        Items(sentences),
        Paragraph(language.say("drivers_limit", paths=paths(found.paths, language))),
    ]


def _sentence(
    effect: InputEffect, assumptions: Mapping[str, Assumption], language: Language
) -> str:
    size = number(abs(effect.tail_shift), decimals(2.0 * effect.tail_shift_error))
    meaning = language.term(assumptions[effect.name].meaning)
    key = "driver_above" if effect.tail_shift > 0.0 else "driver_below"
    return language.say(key, meaning=meaning, field=effect.name, shift=size)
