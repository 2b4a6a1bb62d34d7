"""What would have to be true: the value of each lever at which the verdict flips."""

from riskcloud.report.memo.content import Paragraph, Section, Table, one_line
from riskcloud.report.memo.figures import chance
from riskcloud.report.memo.inputs import (
    SCENARIO_FILE,
    BreakEvens,
    LeverAnswer,
    MemoInputs,
    Threshold,
)
from riskcloud.report.memo.language import Language
from riskcloud.report.memo.precision import CONSTANT, bracket, level, threshold, worded
from riskcloud.risk.results import Estimate

_DIGITS = 4
"""Of what is given or tried; today's value of an uncertain figure is a median."""


def break_evens(inputs: MemoInputs, language: Language) -> Section:
    """The answers, or how to get them."""
    say, found = language.say, inputs.break_evens
    if found is None:
        return Section(
            say("break_evens"), (Paragraph(say("break_evens_unknown", scenario=SCENARIO_FILE)),)
        )
    interval = say("interval", level=level(found.now))
    headings = (say("lever"), say("today"), say("break_even"), interval)
    rows = tuple(row for lever in found.levers for row in _rows(lever, language))
    table = Table(headings, rows, figures=(1, 2, 3))
    return Section(say("break_evens"), (_head(found, language), table))


def _head(found: BreakEvens, language: Language) -> Paragraph:
    text = language.say(
        "break_evens_head",
        measure=language.term(found.measure.removeprefix("P(").removesuffix(")")),
        chance=chance(found.now, language),
        target=_plain(found.target, "share", language),
        seed=str(found.seed),
    )
    return Paragraph(text)


def _rows(lever: LeverAnswer, language: Language) -> list[tuple[str, ...]]:
    """A row for each value at which the target is crossed; one where there is none."""
    label = language.term(one_line(lever.label))
    now = "" if lever.now is None else _plain(lever.now, lever.unit, language)
    if not lever.thresholds:
        return [(label, now, _without(lever, language), "")]
    return [(label, now, *_threshold(one, lever, language)) for one in lever.thresholds]


def _without(lever: LeverAnswer, language: Language) -> str:
    if lever.looked_at is None:
        return language.say("not_allowed")
    low, high = (_plain(end, lever.unit, language) for end in lever.looked_at)
    return language.say(
        "always_above" if lever.starts_above else "always_below", low=low, high=high
    )


def _threshold(one: Threshold, lever: LeverAnswer, language: Language) -> tuple[str, str]:
    """The end of the bracket at which the target is reached, with the digits that the interval
    leaves; the bracket where there is none."""
    if lever.is_whole or one.low is None or one.high is None:
        low, high = bracket(one.before, one.after, lever.unit, language)
        return language.say("between", low=low, high=high), ""
    interval = min(one.low, one.before), max(one.high, one.after)
    reached = one.after if one.is_met_after else one.before
    told = threshold(reached, interval, one.is_met_after, lever.unit, language)
    return told.value, told.interval


def _plain(value: float, unit: str, language: Language) -> str:
    shown = float(f"{value:.{_DIGITS}g}")
    return worded(Estimate(CONSTANT, shown, shown, shown, 1), unit, language).value
