"""The market's acceptance figures and bands: what any default market must look like.

The data hold less than one and a half cycles (September 2023 to September 2026), so the
market's parameters may move only while every figure stays inside its band.  Each figure is a
function of monthly series of shape (months + 1, paths), whoever made them: the kernel or the
reference.  Month 0 is the first row.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

MONTHS = 120
FIVE_YEARS = 60
SETTLED = 24  # the start no longer speaks from here on
FIRST_PEAK_LAG, LAST_PEAK_LAG = 16, 60
DEAR = 1.25
SWING = 0.2
WINDOW = 33  # months of the archived list prices, January 2024 to September 2026
LN_FALL, LN_RISE = np.log(0.6), np.log(1.3)


@dataclass(frozen=True)
class Series:
    """Monthly state of a market, each of shape (months + 1, paths), months >= 120."""

    tightness: Array  # x
    residual: Array  # u
    contract: Array  # H100 1-year contract price, USD per GPU-hour
    list_price: Array  # H100 list index, USD per GPU-hour
    spot: Array  # spot price of an H100-equivalent, USD per GPU-hour


def volatility(price: Array) -> float:
    """Standard deviation of monthly log changes over all paths and months, times sqrt(12)."""
    return float(np.diff(np.log(price), axis=0).std() * np.sqrt(12))


def cycle_months(tightness: Array) -> int:
    """Lag of the highest autocorrelation among lags 16 to 60, from month 24 on.

    One mean and one variance over all months and paths; covariances over all pairs of months
    that far apart on the same path.
    """
    swing = tightness[SETTLED:] - tightness[SETTLED:].mean()
    lags = range(FIRST_PEAK_LAG, LAST_PEAK_LAG + 1)
    covariances = [float((swing[lag:] * swing[:-lag]).mean()) for lag in lags]
    return FIRST_PEAK_LAG + int(np.argmax(covariances))


def five_year_drift(contract: Array) -> Array:
    """ln(price at month 60 / price at month 0) / 5, one a path."""
    return np.asarray(np.log(contract[FIVE_YEARS] / contract[0]) / 5)


def falls_and_rises(window: Array) -> NDArray[np.bool_]:
    """Whether a price falls by 40 % or more, then from that trough rises by 30 % or more.

    ``window`` has time as its first axis: there are months i < j < k with
    price_j <= 0.6 price_i and price_k >= 1.3 price_j.
    """
    log = np.log(window)
    peak = log[0].copy()
    trough = np.full_like(peak, np.inf)  # lowest price yet that is a fall of 40 %
    seen = np.zeros(peak.shape, dtype=bool)
    for now in log[1:]:
        seen |= now - trough >= LN_RISE
        trough = np.where(now - peak <= LN_FALL, np.minimum(trough, now), trough)
        np.maximum(peak, now, out=peak)
    return seen


def first_window_share(list_price: Array) -> float:
    """Share of paths that fall and rise within months 0 to 33."""
    return float(falls_and_rises(list_price[: WINDOW + 1]).mean())


def all_windows_share(list_price: Array) -> float:
    """The same, averaged over every window of 33 months within the first 120."""
    windows = np.lib.stride_tricks.sliding_window_view(list_price[: MONTHS + 1], WINDOW + 1, axis=0)
    return float(np.mean([falls_and_rises(window.T).mean() for window in windows]))


def premium(series: Series) -> Array:
    """exp(x + u), price over entry cost, from month 24 to 120."""
    return np.exp(series.tightness + series.residual)[SETTLED : MONTHS + 1]


def longest_run(above: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Longest run of consecutive true months, one a path."""
    run = np.zeros(above.shape[1], dtype=np.int64)
    longest = run.copy()
    for month in above:
        run = np.where(month, run + 1, 0)
        longest = np.maximum(longest, run)
    return longest


def both_swings_share(tightness: Array) -> float:
    """Share of paths with x above .2 and x below -.2 both, within months 0 to 120."""
    x = tightness[: MONTHS + 1]
    return float(((x.max(axis=0) > SWING) & (x.min(axis=0) < -SWING)).mean())


@dataclass(frozen=True)
class Band:
    """One figure of the acceptance table and where it must lie."""

    name: str
    low: float
    high: float
    measure: Callable[[Series], float]


BANDS = (
    Band("volatility a year, contract", 0.22, 0.28, lambda s: volatility(s.contract)),
    Band("volatility a year, list", 0.20, 0.28, lambda s: volatility(s.list_price)),
    Band("volatility a year, spot", 0.48, 0.62, lambda s: volatility(s.spot)),
    Band("cycle, months", 30, 40, lambda s: cycle_months(s.tightness)),
    Band(
        "H100 5-year log drift a year, mean",
        -0.22,
        -0.10,
        lambda s: float(five_year_drift(s.contract).mean()),
    ),
    Band(
        "list falls 40 %, then rises 30 %, first 33 months",
        0.10,
        0.35,
        lambda s: first_window_share(s.list_price),
    ),
    Band("same, all windows of 33 months", 0.10, 0.30, lambda s: all_windows_share(s.list_price)),
    Band("exp(x+u) from month 24, mean", 0.95, 1.08, lambda s: float(premium(s).mean())),
    Band(
        "exp(x+u), share of months above 1.25",
        0.0,
        0.15,
        lambda s: float((premium(s) > DEAR).mean()),
    ),
    Band(
        "exp(x+u), longest run above 1.25, 95 % quantile",
        0,
        24,
        lambda s: float(np.quantile(longest_run(premium(s) > DEAR), 0.95)),
    ),
    Band(
        "x above .2 and below -.2 within 120 months",
        0.80,
        1.0,
        lambda s: both_swings_share(s.tightness),
    ),
)
