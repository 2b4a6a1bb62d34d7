"""Generalised Pareto tails: known ones are found again, and what has none is refused."""

import numpy as np
import pytest
from scipy import stats

from riskcloud.kernels.counts import count_leading_bits
from riskcloud.risk.cells import Cells, cells_of
from riskcloud.risk.counts import ColumnCounts
from riskcloud.risk.pareto import ParetoTail, pareto_tail
from riskcloud.risk.results import Missing

THRESHOLD, BEYOND = 2e6, 0.2


def cells(values: np.ndarray) -> Cells:
    counts = ColumnCounts()
    count_leading_bits(np.ascontiguousarray(values), counts.bins)
    return cells_of(counts, Missing())


def found_in(losses: np.ndarray, level: float = 0.95) -> ParetoTail:
    tail = pareto_tail(cells(-losses), level)
    assert tail is not None
    return tail


def losses_of(shape: float, paths: int, rng: np.random.Generator) -> np.ndarray:
    """A fifth of the paths lose beyond the threshold, by a generalised Pareto of scale 1e6."""
    excess = stats.genpareto(shape, scale=1e6).rvs(paths, random_state=rng)
    mild = rng.uniform(-THRESHOLD, THRESHOLD, paths)
    return np.where(rng.random(paths) < BEYOND, THRESHOLD + excess, mild)


def scale_beyond(shape: float, threshold: float) -> float:
    """A generalised Pareto cut off at a higher threshold is one of the same shape."""
    return 1e6 + shape * (threshold - THRESHOLD)


@pytest.mark.parametrize("shape", [-0.4, -0.1, 0.0, 0.3])
def test_intervals_hold_shape_and_exceedance_as_often_as_they_say(shape: float) -> None:
    rng, repetitions = np.random.default_rng(1), 150
    loss = np.array([THRESHOLD + stats.genpareto(shape, scale=1e6).ppf(1 - 1e-4 / BEYOND)])
    hits, right, first = 0, 0, 0
    for _ in range(repetitions):
        tail = pareto_tail(cells(-losses_of(shape, 40_000, rng)))
        if tail is None:
            continue
        low, high = tail.shape_interval
        hits += low <= shape <= high
        _, least, most = tail.exceedance(loss)
        right += bool(least[0] <= 1e-4 <= most[0])
        first += tail.share > 0.09
    # Tests of the fit reject somewhat more than their 5 %; no fit at all is rare.
    assert first / repetitions > 0.85
    assert hits / repetitions > 0.90
    assert right / repetitions > 0.88


def test_scale_and_exceedance_are_those_of_the_law() -> None:
    tail = found_in(losses_of(0.2, 1_000_000, np.random.default_rng(2)), level=0.9999)
    expected = scale_beyond(0.2, tail.threshold)
    assert tail.scale == pytest.approx(expected, rel=0.03)
    far = tail.threshold + np.array([0.0, 2e6, 2e7])
    shares, lows, highs = tail.exceedance(far)
    law = BEYOND * stats.genpareto(0.2, scale=1e6).sf(far - THRESHOLD)
    assert (lows <= law).all()
    assert (law <= highs).all()
    assert shares[0] == pytest.approx(tail.share)
    assert tail.end == np.inf


def test_a_tail_that_ends_says_where() -> None:
    tail = found_in(np.random.default_rng(3).uniform(-5e6, 5e6, 500_000))
    assert tail.shape == pytest.approx(-1.0, abs=0.05)
    assert tail.end == pytest.approx(5e6, rel=1e-3)
    shares, _, _ = tail.exceedance(np.array([6e6]))
    assert shares[0] == 0.0


def test_reach_is_the_inverse_of_exceedance() -> None:
    tail = found_in(losses_of(-0.2, 100_000, np.random.default_rng(4)))
    share, _, _ = tail.exceedance(np.array([tail.threshold + tail.reach(1e-5)]))
    assert share[0] == pytest.approx(1e-5, rel=1e-9)
    assert tail.reach(1.0) == 0.0


def test_a_student_tail_is_heavy_and_a_normal_one_is_not() -> None:
    rng = np.random.default_rng(5)
    heavy = found_in(stats.t(3).rvs(1_000_000, random_state=rng))
    assert 0.25 < heavy.shape < 0.4  # 1/3, from below
    light = found_in(rng.standard_normal(1_000_000))
    assert -0.2 < light.shape < 0.0  # 0, from below, and slowly


def test_losses_in_a_heap_have_no_such_tail() -> None:
    rng = np.random.default_rng(6)
    losses = np.minimum(rng.exponential(1.0, 200_000), 3.0)
    assert pareto_tail(cells(-losses)) is None
    assert pareto_tail(cells(-np.full(200_000, 3.0))) is None


def test_few_paths_and_gains_have_none() -> None:
    rng = np.random.default_rng(7)
    assert pareto_tail(cells(-rng.exponential(1.0, 4000))) is None
    assert pareto_tail(cells(rng.exponential(1.0, 200_000))) is None
    assert pareto_tail(cells(np.empty(0))) is None
