"""Monthly normals: each value against mpmath, and their distribution against the normal."""

import math

import mpmath
import numpy as np
import pytest
from scipy import stats

from riskcloud.kernels import random
from riskcloud.kernels.jit import kernel
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.random.normals import normals_of_words
from riskcloud.kernels.rows import rows_of
from tests.kernels.into_rows import into_rows

SEED = np.uint64(20261101)
TOP = 2**32 - 1


@kernel
def from_words(radius_word, angle_word, z0, z1):
    for i in range(radius_word.size):
        z0[i], z1[i] = normals_of_words(radius_word[i], angle_word[i])


@kernel
def tally(seed, calls, rows, edges, counts, sums):
    """Of 4 * LANES * calls normals: how many lie beyond each edge on either side, and the
    sums of powers 1 to 4 of each word's."""
    drawn = rows_of(rows)
    for call in range(calls):
        random.monthly_normals(
            seed, call * LANES, call % 120, call % 7, 3, drawn[0], drawn[1], drawn[2], drawn[3]
        )
        for word in range(4):
            row = rows[word]
            for k in range(edges.size):
                above, below = 0, 0
                for lane in range(LANES):
                    above += row[lane] > edges[k]
                    below += row[lane] < -edges[k]
                counts[k, 0] += below
                counts[k, 1] += above
            total = np.zeros(4)
            for lane in range(LANES):
                square = row[lane] * row[lane]
                total[0] += row[lane]
                total[1] += square
                total[2] += square * row[lane]
                total[3] += square * square
            sums[word] += total


@pytest.fixture(scope="module")
def hundred_million():
    """Edges, counts beyond them, sums of powers by word, and how many normals there were."""
    calls = 100_000_000 // (4 * LANES) + 1
    edges = np.array([0.0, 1.0, 2.0, 3.0, 4.0, 5.0])
    counts, sums = np.zeros((len(edges), 2), dtype=np.int64), np.zeros((4, 4))
    tally(SEED, np.int64(calls), np.empty((4, LANES)), edges, counts, sums)
    return edges, counts, sums, 4 * LANES * calls


@pytest.fixture(scope="module")
def sample():
    """Normals of shape (months, items, streams, words, paths)."""
    draw = into_rows(random.monthly_normals, 4)
    shape = 3, 3, 3
    rows = np.empty((4, LANES))
    out = np.empty((*shape, 4, 64 * LANES))
    for month, item, stream in np.ndindex(shape):
        for first in range(0, out.shape[-1], LANES):
            draw(SEED, (first, month + 1, item, stream), rows)
            out[month, item, stream, :, first : first + LANES] = rows
    return out


def test_each_value_against_mpmath():
    rng = np.random.default_rng(5)
    radius = np.concatenate([rng.integers(0, 2**32, 2_000), [0, 1, TOP - 1, TOP, 2**31] * 40])
    angle = rng.integers(0, 2**32, radius.size)
    got = np.empty((2, radius.size))
    from_words(radius.astype(np.uint64), angle.astype(np.uint64), *got)
    with mpmath.workprec(120):
        for r, a, z0, z1 in zip(radius.tolist(), angle.tolist(), *got.tolist(), strict=True):
            size = mpmath.sqrt(-2 * mpmath.log((r + mpmath.mpf(0.5)) / 2**32))
            turns = 2 * (a + mpmath.mpf(0.5)) / 2**32
            for value, exact in (
                (z0, size * mpmath.cospi(turns)),
                (z1, size * mpmath.sinpi(turns)),
            ):
                assert abs(value - exact) < 3.0 * math.ulp(float(exact)), (r, a)


def test_the_largest_normal():
    out = np.empty((2, 1))
    from_words(np.zeros(1, np.uint64), np.zeros(1, np.uint64), *out)
    assert 6.76 < out[0, 0] < 6.8


def test_tail_counts_of_a_hundred_million(hundred_million):
    edges, counts, _, n = hundred_million
    expected = n * stats.norm.sf(edges)
    assert np.all(np.abs(counts - expected[:, None]) < 5.0 * np.sqrt(expected)[:, None])


def test_moments_of_a_hundred_million(hundred_million):
    _, _, sums, n = hundred_million
    moments = sums / (n / 4)
    errors = np.sqrt(np.array([1.0, 2.0, 15.0, 96.0]) / (n / 4))
    assert np.all(np.abs(moments - [0.0, 1.0, 0.0, 3.0]) < 5.0 * errors)


def test_every_kernel_calls_it_by_one_signature(hundred_million, sample):
    assert len(random.monthly_normals.signatures) == 1


@pytest.mark.parametrize("word", range(4))
def test_distribution_by_kolmogorov_and_smirnov(sample, word):
    assert stats.kstest(sample[:, :, :, word].ravel(), "norm").pvalue > 1e-4


def test_squared_radius_of_a_pair_is_exponential(sample):
    for first in (0, 2):
        squared = sample[:, :, :, first] ** 2 + sample[:, :, :, first + 1] ** 2
        assert stats.kstest(squared.ravel() / 2.0, "expon").pvalue > 1e-4


@pytest.mark.parametrize("transform", [np.asarray, np.square, np.abs], ids=lambda f: f.__name__)
def test_no_correlation_between_months_items_streams_and_words(sample, transform):
    """All pairs of the 108 rows, and each row with its neighbour paths."""
    rows = transform(sample.reshape(-1, sample.shape[-1]))
    correlation = np.corrcoef(rows)
    pairs = correlation[np.triu_indices(len(rows), 1)] * math.sqrt(rows.shape[1])
    assert np.max(np.abs(pairs)) < 6.0
    # The sum of squares of m standard normals: mean m, variance 2 m.
    assert abs(np.sum(pairs**2) - pairs.size) < 5.0 * math.sqrt(2.0 * pairs.size)
    centred = (rows - rows.mean()) / rows.std()
    lagged = np.mean(centred[:, 1:] * centred[:, :-1])
    assert abs(lagged) < 5.0 / math.sqrt(rows.size)
