"""Several operators or scenarios at once: who earns the hurdle, and their figures as cells."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from riskcloud.report.memo.content import one_line
from riskcloud.report.memo.figures import event_row, paths
from riskcloud.report.memo.language import Language
from riskcloud.report.memo.precision import worded
from riskcloud.report.memo.verdict import leaning
from riskcloud.risk.results import Estimate
from riskcloud.risk.risk_summary import Figure

ABOVE_WACC = "p_project_irr_above_wacc"
_MOST_NAMES, _FEW_NAMES = 12, 3
_LONGEST_NAME = 48


class Contender(Protocol):
    """An operator of a comparison or a scenario of a batch."""

    @property
    def name(self) -> str: ...
    @property
    def figures(self) -> Mapping[str, Figure]: ...


def name_of(one: Contender) -> str:
    return one_line(one.name, _LONGEST_NAME)


def cell(one: Contender, key: str, language: Language) -> str:
    """A figure with its interval in brackets; words for never and always, and for none."""
    figure = one.figures.get(key)
    if figure is None:
        return language.say("not_there")
    if figure.unit == "share":
        return share_cell(figure.estimate, language)
    told = worded(figure.estimate, figure.unit, language, language.say("no_number"))
    return bracketed(told.value, told.interval, language)


def share_cell(share: Estimate, language: Language) -> str:
    """A probability with its interval; a bound beside never and always."""
    _, value, interval = event_row(Figure("", "share", share), language)
    if share.value in (0.0, 1.0):
        value = language.say("always" if share.value else "never")
    return bracketed(value, interval, language)


def bracketed(value: str, interval: str, language: Language) -> str:
    """A figure with its interval, where there is one that says more."""
    if not interval or interval == value:
        return value
    return language.say("with_interval", value=value, interval=interval)


def chance_of(one: Contender) -> float:
    """P(project IRR at or above wacc), to sort by; below all others where it is not known."""
    figure = one.figures.get(ABOVE_WACC)
    return figure.estimate.value if figure else -1.0


def standings(found: Sequence[Contender], what: str, language: Language) -> str:
    """Who more likely than not earns the wacc, who falls short, and who cannot be told apart.

    what: key of the words for what they are.
    """
    most = _MOST_NAMES if len(found) <= _MOST_NAMES else _FEW_NAMES
    sides: dict[str, list[str]] = {"earns": [], "falls_short": [], "open": []}
    for one in sorted(found, key=chance_of, reverse=True):
        figure = one.figures.get(ABOVE_WACC)
        side = leaning(figure.estimate) if figure else "open"
        sides[side].append(name_of(one))
    told = [
        language.say(f"standing_{side}", count=str(len(names)), names=listed(names, language, most))
        for side, names in sides.items()
        if names
    ]
    return language.say(what, count=str(len(found)), sides=language.say("list").join(told))


def listed(names: Sequence[str], language: Language, most: int = _MOST_NAMES) -> str:
    """Names by commas; no more than a sentence bears."""
    shown = list(names[:most])
    if rest := len(names) - len(shown):
        shown.append(language.say("more_names", count=str(rest)))
    return language.say("names").join(shown)


def alike(counts: Sequence[int], language: Language) -> str:
    """The number of paths, or their range where it differs."""
    least, most = min(counts), max(counts)
    if least == most:
        return paths(most, language)
    return language.say("range", low=f"{least:,}", high=paths(most, language))
