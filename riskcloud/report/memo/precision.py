"""Figures in words, with no more digits than their interval supports."""

from dataclasses import dataclass
from math import ceil, floor, isclose, isfinite, log10

from riskcloud.columns.units import is_money
from riskcloud.report.memo.language import Language
from riskcloud.report.style import money_scale
from riskcloud.risk.conventions import FEWEST_EVENTS, TOTAL_LOSS_IRR
from riskcloud.risk.results import Estimate

_MINUS = "\N{MINUS SIGN}"
_MOST_DECIMALS = 9
_MORE_DECIMALS = 3
"""Than the interval supports, where a threshold would be rounded beyond it."""
_CONSTANT_DIGITS, _BARE_DIGITS = 6, 3
"""Of what never varies, and of what has no interval to say how many it supports."""

_NOISE = 1e-9
CONSTANT = "constant"
"""Name of an estimate that never varies."""


@dataclass(frozen=True)
class Worded:
    """An estimate in words; ``interval`` is empty where there is none to state."""

    value: str
    interval: str


def decimals(half_width: float) -> int:
    """Decimals to print: the last digit is the power of ten at or just below the half-width.

    An error of 0.3 leaves one decimal, an error of 40 rounds to tens (-1).  The half-width must
    be positive.
    """
    return min(-floor(log10(half_width)), _MOST_DECIMALS)


def number(value: float, places: int) -> str:
    """A number with that many decimals; negative places round to tens, hundreds and so on."""
    rounded = round(value, places) + 0.0  # no minus zero
    return f"{rounded:,.{max(places, 0)}f}".replace("-", _MINUS)


def worded(estimate: Estimate, unit: str, language: Language, beyond: str = "") -> Worded:
    """An estimate and its interval; ``beyond``: what an infinite figure means."""
    known = [one for one in _parts(estimate) if one is not None and isfinite(one)]
    scale, words = _scale(max((abs(one) for one in known), default=0.0), unit)
    suffix = f" {language.term(words)}" if words else ""
    beyond = language.term(beyond or "no value")
    is_point = _is_point(estimate)
    # A few equal paths bound nothing.
    is_bare = estimate.name != CONSTANT and is_point and estimate.paths < FEWEST_EVENTS
    is_exact = estimate.name == CONSTANT or (is_point and not is_bare)
    values = [one for one in (estimate.value, estimate.alternative) if one is not None]
    places = _places(estimate, scale)
    if unit == "1/year" and places is not None:
        places = _short_of_total_loss(values, places)
    if unit == "months" and places is not None and all(one.is_integer() for one in known):
        places = min(places, 0)  # counted, not measured
    figures = _Digits(places, suffix, _CONSTANT_DIGITS if is_exact else _BARE_DIGITS)
    shown = [_shown(one / scale, figures, beyond) for one in values]
    value = shown[0]
    if shown[-1] != value:
        value = language.say("either", first=value, second=shown[-1])
    if is_point and not isfinite(estimate.value):
        return Worded(value, value)  # all of the interval is beyond every number
    return Worded(value, "" if is_bare else _interval(estimate, scale, figures, language))


def threshold(
    value: float, ends: tuple[float, float], is_met_above: bool, unit: str, language: Language
) -> Worded:
    """A value of a lever at which a target is reached, and the ends of its interval.

    It is rounded to the side on which the target is reached, with so many decimals that it stays
    within the interval, as far as that leaves room; the interval is rounded outwards.
    """
    scale, words = _scale(max(map(abs, (value, *ends))), unit)
    suffix = f" {language.term(words)}" if words else ""
    value, low, high = (one / scale for one in (value, *ends))
    turned = _ceiling if is_met_above else _floor
    fewest = decimals(0.5 * (high - low))
    several = range(fewest, min(fewest + _MORE_DECIMALS, _MOST_DECIMALS) + 1)
    places = next((n for n in several if low <= turned(value, n) <= high), several[-1])
    interval = language.say("range", low=_down(low, places), high=_up(high, places) + suffix)
    return Worded(number(turned(value, places), places) + suffix, interval)


def bracket(low: float, high: float, unit: str, language: Language) -> tuple[str, str]:
    """Two ends that hold a value between them, rounded outwards to the power of ten below their
    distance."""
    scale, words = _scale(max(abs(low), abs(high)), unit)
    suffix = f" {language.term(words)}" if words else ""
    places = decimals(float(f"{(high - low) / scale:.6g}"))
    return _down(low / scale, places) + suffix, _up(high / scale, places) + suffix


def bound(share: float) -> str:
    """An upper bound of a tiny share in percent, one digit, rounded up."""
    places = -floor(log10(100.0 * share))
    return f"{_up(100.0 * share, places)} %"


def lower_bound(share: float) -> str:
    """A lower bound of a share near one in percent, rounded down."""
    rest = 100.0 * (1.0 - share)
    return f"{_down(100.0 * share, -floor(log10(rest)))} %"


def hits(estimate: Estimate) -> int:
    """On how many paths an event of this probability happened."""
    return round(estimate.value * estimate.paths)


def is_rare(estimate: Estimate) -> bool:
    """Whether so few paths hit or miss the event that their number says more than a share."""
    return min(hits(estimate), estimate.paths - hits(estimate)) < FEWEST_EVENTS


def level(estimate: Estimate) -> str:
    return f"{100 * estimate.level:g} %"


def _parts(estimate: Estimate) -> tuple[float | None, ...]:
    return estimate.value, estimate.alternative, estimate.low, estimate.high


def _scale(size: float, unit: str) -> tuple[float, str]:
    """What to divide by, and the words of the unit then."""
    if unit in ("share", "1/year"):
        return 0.01, "%"
    if is_money(unit):
        return money_scale(size, unit)
    return 1.0, "" if unit == "1" else unit


def _places(estimate: Estimate, scale: float) -> int | None:
    """Decimals that the interval leaves; None for a constant or where nothing bounds it."""
    value, other, low, high = _parts(estimate)
    top = value if other is None else other
    gaps = [
        abs(number - end) / scale
        for number, end in ((value, low), (top, high))
        if end is not None and number is not None and isfinite(number) and isfinite(end)
    ]
    if _is_point(estimate):
        return None
    half = sum(gaps) / len(gaps) if other is None and gaps else max(gaps, default=0.0)
    if half <= 0.0:
        return None
    places = decimals(half)
    smallest = min(abs(one) for one in (value, top) if one is not None) / scale
    # What happens is never printed as zero.
    return places + 1 if 0.0 < smallest < 0.5 * 10.0**-places else places


def _short_of_total_loss(rates: list[float], places: int) -> int:
    """Decimals of percent at which no rate is printed as a total loss but a total loss: paths
    without a rate are ranked there too, and the other answer would not be seen."""
    near = [100.0 * one for one in rates if TOTAL_LOSS_IRR < one < 0.0]
    while places < _MOST_DECIMALS and any(round(one, places) == -100.0 for one in near):
        places += 1
    return places


def _is_point(estimate: Estimate) -> bool:
    """Whether the interval has no width but what floats add in their last bits."""
    low, high = estimate.low, estimate.high
    if low is None or high is None or estimate.alternative is not None:
        return False
    return isclose(low, estimate.value, rel_tol=_NOISE) and isclose(low, high, rel_tol=_NOISE)


@dataclass(frozen=True)
class _Digits:
    """How a figure and the ends of its interval are printed.

    places: decimals; None where no interval bounds it: it then has ``most`` digits.
    """

    places: int | None
    suffix: str
    most: int


def _shown(value: float, digits: _Digits, beyond: str) -> str:
    if not isfinite(value):
        return beyond
    if digits.places is None:
        return f"{float(f'{value:.{digits.most}g}'):,.10g}{digits.suffix}".replace("-", _MINUS)
    return number(value, digits.places) + digits.suffix


def _interval(estimate: Estimate, scale: float, digits: _Digits, language: Language) -> str:
    """Both ends with the decimals of the figure."""
    if estimate.name == CONSTANT:
        return ""
    low, high = (
        end / scale if end is not None and isfinite(end) else None
        for end in (estimate.low, estimate.high)
    )
    places, suffix = digits.places, digits.suffix
    if places is None:
        return _shown(low, digits, "") if low is not None and high is not None else ""
    if low is None:
        return "" if high is None else language.say("up_to", high=number(high, places) + suffix)
    if high is None:
        return language.say("from", low=number(low, places) + suffix)
    return language.say("range", low=number(low, places), high=number(high, places) + suffix)


def _up(value: float, places: int) -> str:
    return number(_ceiling(value, places), places)


def _down(value: float, places: int) -> str:
    return number(_floor(value, places), places)


def _ceiling(value: float, places: int) -> float:
    # What floats add in the last bits must not lift a whole step.
    return ceil(round(value * 10.0**places, 6)) / 10.0**places


def _floor(value: float, places: int) -> float:
    return floor(round(value * 10.0**places, 6)) / 10.0**places
