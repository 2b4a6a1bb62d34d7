"""Sign and level conventions of every risk figure, stated once.

* A column is used as it stands; it is never negated.  `Worse` says which side hurts: low for
  IRR, NPV or a multiple; high for payback, a lender's loss or peak funding.
* Quantile p is the value of rank ceil(n p), counted from the smallest whichever side hurts.
  So the "5 % quantile" of NPV is a bad outcome and the "95 % quantile" of payback is one.
* "Worst a" is the share a of paths on the side that hurts.  Expected shortfall is the mean of
  the column over it, in the column's own unit and sign.
* Intervals are two-sided, at `LEVEL`.  They hold the error of a finite number of paths and
  nothing else: they say nothing about a wrong model.
* A path without a value still has a rank.  A payback beyond the horizon and an IRR without an
  outlay rank highest; a total loss ranks lowest, at -100 %.  Paths that can be given no rank
  are ranked all lowest, then all highest, and both answers are shown when they differ.
"""

from enum import StrEnum
from fractions import Fraction
from functools import cache, lru_cache
from math import ceil

LEVEL = 0.95
"""Level of every interval, unless stated otherwise."""

TOTAL_LOSS_IRR = -1.0
"""Where a total loss ranks among IRRs: -100 % a year."""

FEWEST_TAIL_PATHS = 50
"""Below this many tail paths an expected shortfall carries `Caution.FEW_PATHS`.

At 50 the interval still covers within 1.6 points on normal and lognormal samples, at 10 it
no longer does (`benchmarks/risk_figures.py`).
"""

FEWEST_EVENTS = 10
"""Below this many paths on either side a probability carries `Caution.FEW_PATHS`."""

HEAVIEST_TAIL = 0.4
"""Largest generalised Pareto shape at which an interval is trusted.

At a shape of 0.5 the variance of the tail is infinite and the interval has no meaning; an
estimate above 0.4 cannot be told from that.  Samples from a normal never come near it.
"""


class Worse(StrEnum):
    """The side of a column that hurts."""

    LOW = "low"
    HIGH = "high"


class Caution(StrEnum):
    """Why a figure deserves less trust than its interval suggests."""

    FEW_PATHS = "few_paths"
    HEAVY_TAIL = "heavy_tail"

    @property
    def sentence(self) -> str:
        """What a reader of the figure is told."""
        return _SENTENCES[self]


_SENTENCES = {
    Caution.FEW_PATHS: "Too few paths in the tail for a reliable interval: run more paths.",
    Caution.HEAVY_TAIL: "The tail is too heavy for the interval: the largest losses of this "
    "sample do not show how large they can be.",
}


@cache
def exact(share: float) -> Fraction:
    """The decimal that a share was written as: 0.07 is 7/100, not the float next to it."""
    return Fraction(repr(float(share)))


@lru_cache(4096)
def rank_of(share: float, paths: int) -> int:
    """Rank ceil(paths * share) in 1..paths, in exact arithmetic; share in (0, 1)."""
    if not 0 < share < 1:
        raise ValueError(f"a share must lie strictly between 0 and 1, not {share!r}")
    if paths < 1:
        raise ValueError("ranks need at least one path")
    return ceil(paths * exact(share))


def quantile_name(p: float) -> str:
    """Name of quantile p, such as "5 % quantile" or "median"."""
    return "median" if p == 0.5 else f"{_percent(p)} % quantile"


def tail_name(share: float) -> str:
    """Name of the tail of a share, such as "worst 1 %"."""
    return f"worst {_percent(share)} %"


@cache
def _percent(share: float) -> str:
    return f"{float(100 * exact(share)):g}"
