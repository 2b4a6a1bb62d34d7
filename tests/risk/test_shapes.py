"""Distributions for pictures, made of counts, against plain NumPy over all values."""

import numpy as np
import pytest
from columns_in_memory import counts_of
from scipy import stats

from riskcloud.risk.cells import Cells, cells_of
from riskcloud.risk.exceedance import exceedance
from riskcloud.risk.histogram import histogram
from riskcloud.risk.paid_back import paid_back
from riskcloud.risk.results import Missing

RNG = np.random.default_rng(3)
SAMPLES = {
    "normal": RNG.normal(0.1, 0.2, 20_000),
    "heavy": RNG.standard_t(2, 20_000) * 1e8,
    "negative": -RNG.lognormal(17, 2, 5_000),
    "few": RNG.normal(0.1, 0.2, 7),
    "one": np.array([0.15]),
    "same": np.full(1_000, -3e6),
    "zero": np.zeros(10),
    "mixed": np.concatenate((np.zeros(50), -np.ones(50), RNG.normal(size=100))),
}


def cells(values: np.ndarray, **missing: int) -> Cells:
    gone = Missing(**missing)
    return cells_of(counts_of(np.concatenate((values, np.full(gone.total, np.nan)))), gone)


@pytest.mark.parametrize("name", SAMPLES)
def test_cells_hold_the_values_they_count(name: str) -> None:
    values = SAMPLES[name]
    made = cells(values)
    assert made.numbers == len(values)
    assert (made.lows < made.highs).all()
    assert (made.highs[:-1] <= made.lows[1:]).all()
    inside = [
        np.count_nonzero((values >= low) & (values < high))
        for low, high in zip(made.lows, made.highs, strict=True)
    ]
    np.testing.assert_array_equal(made.counts, inside)
    for edge in (made.lows, made.highs):
        np.testing.assert_array_equal(made.below(edge), [np.sum(values < e) for e in edge])


@pytest.mark.parametrize("name", SAMPLES)
def test_a_histogram_is_that_of_the_values(name: str) -> None:
    values = SAMPLES[name]
    shape = histogram(cells(values, unrankable=len(values), excluded=3))
    assert shape.paths == 2 * len(values)
    assert shape.shares.sum() + shape.below + shape.above == pytest.approx(0.5)
    assert shape.unrankable == 0.5
    assert shape.lowest == shape.highest == 0.0
    direct, _ = np.histogram(values, shape.edges)
    # A cell that an edge cuts in two is shared out in proportion.
    reach = np.abs(shape.edges).max() / 256
    moved = [np.sum(np.abs(values - edge) <= reach) for edge in shape.edges]
    allowed = (np.maximum(moved[:-1], moved[1:]) + 1e-9) / shape.paths
    assert (np.abs(shape.shares - direct / shape.paths) <= allowed).all()
    assert shape.shares.max() > 0.0


@pytest.mark.parametrize("name", ["one", "same", "zero"])
def test_one_value_repeated_is_one_column_around_it(name: str) -> None:
    value = SAMPLES[name][0]
    shape = histogram(cells(SAMPLES[name]))
    assert shape.shares.tolist() == [1.0]
    assert shape.edges[0] < value < shape.edges[1]


def test_smooth_values_keep_their_histogram_within_a_few_percent() -> None:
    values = RNG.normal(0.1, 0.2, 200_000)
    shape = histogram(cells(values))
    direct, _ = np.histogram(values, shape.edges)
    tall = direct > 500
    np.testing.assert_allclose(shape.shares[tall], direct[tall] / len(values), rtol=0.05)
    assert shape.below == pytest.approx(np.mean(values < shape.edges[0]), abs=3e-4)
    assert shape.above == pytest.approx(np.mean(values >= shape.edges[-1]), abs=3e-4)
    np.testing.assert_allclose(shape.edges, shape.width * np.rint(shape.edges / shape.width))


def test_a_histogram_reaches_over_an_axis() -> None:
    """More columns of the same width, as far as there are paths; none where there are not."""
    values = RNG.standard_t(3, 20_000)
    shape = histogram(cells(values))
    low, high = shape.edges[0] - 2.5 * shape.width, shape.edges[-1] + 1e6
    wide = shape.reaching(low, high)
    assert wide.width == pytest.approx(shape.width)
    assert wide.edges[0] == pytest.approx(shape.edges[0] - 3 * shape.width)
    assert wide.edges[-1] - wide.width <= values.max() <= wide.edges[-1]
    assert wide.above == 0.0
    assert wide.below == pytest.approx(np.mean(values < wide.edges[0]), abs=1e-3)
    np.testing.assert_allclose(wide.shares[3 : 3 + len(shape.shares)], shape.shares, atol=1e-12)
    same = shape.reaching(shape.edges[5], shape.edges[-5])
    np.testing.assert_array_equal(same.edges, shape.edges)


def test_a_histogram_leaves_out_and_counts_what_lies_at_the_least_value() -> None:
    values = np.concatenate((np.full(30, -1.0), RNG.uniform(-0.999, 0.5, 70)))
    shape = histogram(cells(values, lowest=20, highest=10), least=-1.0)
    assert shape.lowest == pytest.approx(50 / 130)
    assert shape.highest == pytest.approx(10 / 130)
    assert shape.shares.sum() + shape.below + shape.above == pytest.approx(70 / 130)


def test_a_histogram_of_no_values_has_no_columns() -> None:
    shape = histogram(cells(np.empty(0), unrankable=5))
    assert (shape.edges.size, shape.shares.size, shape.unrankable) == (0, 0, 1.0)
    assert histogram(cells(np.empty(0), excluded=5)).paths == 0


@pytest.mark.parametrize("name", SAMPLES)
def test_an_exceedance_is_the_share_of_larger_losses(name: str) -> None:
    values = SAMPLES[name]
    tail = exceedance(cells(values))
    assert (np.diff(tail.losses) > 0.0).all()
    if not (values < 0.0).any():
        assert not tail.losses.size
        return
    assert tail.losses[0] == 0.0
    np.testing.assert_array_equal(tail.shares, [np.mean(-values > x) for x in tail.losses])
    assert tail.shares[-1] > 0.0
    worst = -values.min()
    assert worst * (1 - 1 / 128) <= tail.losses[-1] < worst
    for share, low, high in zip(tail.shares, tail.lows, tail.highs, strict=True):
        test = stats.binomtest(round(share * len(values)), len(values))
        direct = test.proportion_ci(0.95, "wilson")
        assert (low, high) == pytest.approx((direct.low, direct.high), abs=1e-12)


def test_a_payback_curve_counts_the_paths_that_are_back_by_each_month() -> None:
    months = RNG.integers(0, 120, 3_000)
    late = months > 84
    curve = paid_back(cells(months[~late].astype(float), highest=int(late.sum()), excluded=9), 84)
    assert curve is not None
    assert curve.paths == 3_000
    np.testing.assert_array_equal(curve.shares, [np.mean(months <= m) for m in range(85)])
    assert ((curve.lows < curve.shares) & (curve.shares < curve.highs)).all()


def test_a_payback_curve_where_nobody_pays_back_or_nobody_paid_out() -> None:
    curve = paid_back(cells(np.empty(0), highest=40), 24)
    assert curve is not None
    assert not curve.shares.any()
    assert (curve.highs > 0.0).all()
    assert paid_back(cells(np.empty(0), excluded=40), 24) is None
