"""Do 95 % intervals hold the truth 95 times in 100?

2,000 repetitions of 10,000 paths each; the truth is the distribution's own.  A repetition
that warns counts as a success on Student t3 only.  Both tails of the lognormal are tried.
"""

from collections.abc import Iterator

import numpy as np
import pytest
from scipy import stats

from riskcloud.risk.conventions import LEVEL, Caution, Worse
from riskcloud.risk.expected_shortfall import shortfall_of
from riskcloud.risk.intervals import probability
from riskcloud.risk.means import mean_of
from riskcloud.risk.quantiles import quantile
from riskcloud.risk.results import Estimate

REPETITIONS = 2000
PATHS = 10_000
TOLERANCE = 0.016
MOST_WARNINGS_ON_NORMAL = 0.01

LAWS = {"normal": stats.norm(), "lognormal": stats.lognorm(1.0), "t3": stats.t(3)}
CASES = [(law, worse) for law in LAWS for worse in Worse]


def samples(law: str) -> Iterator[np.ndarray]:
    """Ascending samples, the same in every test."""
    rng = np.random.default_rng(20261123)
    draw = {
        "normal": rng.standard_normal,
        "lognormal": lambda size: np.exp(rng.standard_normal(size)),
        "t3": lambda size: rng.standard_t(3, size),
    }[law]
    for _ in range(REPETITIONS):
        yield np.sort(draw(PATHS))


def true_shortfall(law: str, share: float, worse: Worse) -> float:
    """Mean of the worst share, in closed form."""
    if law == "lognormal":
        z = stats.norm.isf(share)
        beyond = stats.norm.cdf(1 - z) if worse is Worse.HIGH else stats.norm.cdf(-z - 1)
        return float(np.exp(0.5) * beyond / share)
    q = LAWS[law].isf(share)
    scale = 1.0 if law == "normal" else (3 + q**2) / 2
    mean_above = LAWS[law].pdf(q) * scale / share
    return float(mean_above if worse is Worse.HIGH else -mean_above)


def shares(estimates: list[Estimate], truth: float, law: str) -> tuple[float, float]:
    """Share of repetitions that succeed, and share that warn."""
    warned = np.array([bool(e.cautions) for e in estimates])
    covered = np.array([e.low <= truth <= e.high for e in estimates])
    return float((covered | (warned & (law == "t3"))).mean()), float(warned.mean())


def check(estimates: list[Estimate], truth: float, law: str) -> None:
    success, warned = shares(estimates, truth, law)
    assert abs(success - LEVEL) <= TOLERANCE
    if law == "normal":
        assert warned <= MOST_WARNINGS_ON_NORMAL


@pytest.mark.parametrize("p", [0.01, 0.05, 0.5])
@pytest.mark.parametrize("law", LAWS)
def test_quantile_intervals_cover(law, p):
    estimates = [quantile(p, PATHS, lambda r, x=x: (x[r - 1], None)) for x in samples(law)]
    check(estimates, LAWS[law].ppf(p), law)


@pytest.mark.parametrize("share", [0.01, 0.05])
@pytest.mark.parametrize(("law", "worse"), CASES)
def test_shortfall_intervals_cover(law, worse, share):
    estimates = [shortfall_of(x, share, worse) for x in samples(law)]
    check(estimates, true_shortfall(law, share, worse), law)


@pytest.mark.parametrize("p", [0.01, 0.05, 0.5])
@pytest.mark.parametrize("law", LAWS)
def test_probability_intervals_cover(law, p):
    threshold = LAWS[law].ppf(p)
    hits = (int(np.searchsorted(x, threshold)) for x in samples(law))
    check([probability("p", h, PATHS) for h in hits], p, law)


@pytest.mark.parametrize("law", LAWS)
def test_mean_intervals_cover(law):
    check([mean_of(x) for x in samples(law)], LAWS[law].mean(), law)


def test_a_tail_without_variance_warns():
    rng = np.random.default_rng(3)
    estimates = [shortfall_of(-rng.pareto(1.5, PATHS), 0.05, Worse.LOW) for _ in range(200)]
    assert np.mean([e.cautions == (Caution.HEAVY_TAIL,) for e in estimates]) > 0.95
