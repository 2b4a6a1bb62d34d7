"""The IRR of equity as a curve that a page can look values up in."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from riskcloud.report.memo.language import Language
from riskcloud.report.memo.precision import CONSTANT, hits, level, worded
from riskcloud.risk.intervals import probability
from riskcloud.risk.results import Estimate
from riskcloud.risk.risk_summary import RiskSummary

_STEPS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1)
_MOST_STEPS = 1000
_ENDS = (0.005, 0.995)
_WORDS = ("title", "axis", "slider", "answer", "hint", "under", "back", "note")


@dataclass(frozen=True)
class IrrCurve:
    """How many paths earn less than each hurdle.

    hurdle: the scenario's, 1/year.  step: from one hurdle to the next.
    today: place of the scenario's hurdle among them.
    hits: paths that earn less, counted, one number a hurdle.  paths: all paths.
    printed: share and interval at each hurdle, as the memo prints them.  words: for the page.
    """

    hurdle: float
    step: float
    today: int
    hits: tuple[int, ...]
    paths: int
    printed: tuple[tuple[str, str], ...]
    words: dict[str, str]


def irr_curve(
    irr: NDArray[np.float64], summary: RiskSummary, language: Language
) -> IrrCurve | None:
    """The curve of the equity IRR; None without a path that has one, or without one hurdle.

    irr: 1/year, one a path, NaN without a single rate.  A path without one stays on the side
    of its NPV at the scenario's own hurdle, where the curve is the summary's probability to
    the path.
    """
    hurdle = summary.essay["cost_of_equity"].estimate
    known = np.sort(irr[~np.isnan(irr) & (irr > -1.0)])
    if hurdle.name != CONSTANT or not known.size:
        return None
    low, high = np.quantile(known, _ENDS)
    low, high = min(low, hurdle.value), max(high, hurdle.value)
    step = next((one for one in _STEPS if high - low < one * (_MOST_STEPS - 2)), _STEPS[-1])
    before = int(np.ceil((hurdle.value - low) / step))
    after = int(np.ceil((high - hurdle.value) / step))
    places = np.arange(-before, after + 1)[:_MOST_STEPS]
    short = summary.probabilities["equity_irr_below_cost_of_equity"].estimate
    counted = np.searchsorted(known, hurdle.value + places * step)
    # What no rate ranks: total losses, and paths without a single rate by their NPV.
    others = hits(short) - int(counted[before])
    found = np.clip(counted + others, 0, summary.paths)
    return IrrCurve(
        hurdle=hurdle.value,
        step=step,
        today=before,
        hits=tuple(int(one) for one in found),
        paths=summary.paths,
        printed=tuple(_printed(int(one), short, language) for one in found),
        words=_words(language, level(short)),
    )


def _printed(less: int, short: Estimate, language: Language) -> tuple[str, str]:
    """The share of paths that earn less, and its interval, as the memo words both."""
    found = worded(probability(short.name, less, short.paths, short.level), "share", language)
    return found.value, found.interval


def _words(language: Language, at: str) -> dict[str, str]:
    """Sentences of the page; what a script fills in stays a gap."""
    gaps = {gap: f"{{{gap}}}" for gap in ("rate", "share", "interval")}
    return {key: language.say(f"curve_{key}", level=at, **gaps) for key in _WORDS}
