"""Status and count against Sturm's theorem in whole numbers: undecided at worst, never wrong."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riskcloud.kernels.returns.bounds import Q_HIGH, Q_LOW
from tests.returns import exact
from tests.returns.run import internal_rates

LOW, HIGH = Fraction(Q_LOW), Fraction(Q_HIGH)
BATCH = 256

# Whole numbers make exact double zeros; close zeros may coincide to rounding.
MOST_UNDECIDED = {
    "small whole numbers": 0.03,
    "many zeros": 0.0,
    "wild scales": 0.01,
    "alternating": 0.0,
    "close zeros": 0.05,
}


def check(stream, found):
    """Raise unless `found` is right, or undecided."""
    stream = np.asarray(stream, float)
    if not (stream < 0).any():
        assert found.status == "no_outlay"
        return
    if not (stream > 0).any():
        assert found.status == "total_loss"
        return
    if found.status == "undecided":
        return
    judge = exact.Stream(stream)
    places = judge.isolate(LOW, HIGH)
    assert found.roots == len(places)
    if places:
        assert found.status == ("unique" if len(places) == 1 else "multiple")
        check_value(judge, places[-1], found.lowest)
        check_value(judge, places[0], found.highest)
    else:
        some = judge.zeros_above(Fraction(0)) > 0
        assert found.status == ("out_of_range" if some else "none")


def check_value(judge, place, rate):
    q = judge.refine(*place)
    right = exact.rate_of(q)
    rounding = len(judge.p) * judge.condition(q) * 2.0**-52
    assert abs(rate - right) <= 1e-12 + 12 * (1 + right) * (1e-15 + rounding)


def random_streams(kind, rng):
    months = int(rng.integers(2, 22))
    shape = (BATCH, months + 1)
    if kind == "small whole numbers":
        return rng.integers(-3, 4, shape).astype(float)
    if kind == "many zeros":
        return rng.normal(size=shape) * (rng.random(shape) < 0.4)
    if kind == "wild scales":
        return rng.normal(size=shape) * 10 ** rng.uniform(-12, 15, shape)
    if kind == "alternating":
        return rng.uniform(0.5, 1.5, shape) * (-1.0) ** np.arange(months + 1)
    # Products of factors near one another: zeros in range, many and close.
    count = int(rng.integers(2, 6))
    zeros = rng.uniform(0.8, 1.3, (BATCH, 1)) + rng.normal(0, 0.03, (BATCH, count))
    return np.array([np.poly(z)[::-1] * 10 ** rng.uniform(-12, 15) for z in zeros])


@pytest.mark.parametrize("kind", MOST_UNDECIDED)
def test_counts_on_random_streams(kind):
    rng = np.random.default_rng(20261123)
    streams = [stream for _ in range(2) for stream in random_streams(kind, rng)]
    found = internal_rates(streams)
    for stream, record in zip(streams, found, strict=True):
        check(stream, record)
    undecided = sum(record.status == "undecided" for record in found)
    print(f"{kind}: {undecided} of {len(found)} undecided")
    assert undecided <= MOST_UNDECIDED[kind] * len(found)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.lists(
            st.one_of(
                st.just(0.0),
                st.integers(-5, 5).map(float),
                st.floats(1e-12, 1e15) | st.floats(-1e15, -1e-12),
            ),
            min_size=1,
            max_size=14,
        ),
        min_size=1,
        max_size=8,
    )
)
def test_counts_on_any_streams(streams):
    for stream, found in zip(streams, internal_rates(streams), strict=True):
        check(stream, found)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.integers(700, 1400), min_size=2, max_size=5),
    st.integers(0, 30),
    st.integers(1, 1000),
)
def test_counts_of_products(thousandths, months, tail):
    """Exact products of (q - z) with z in thousandths, some equal, times a positive factor."""
    flows = [1]
    for z in thousandths:  # times (1000 q - z)
        flows = [1000 * b - z * a for a, b in zip([*flows, 0], [0, *flows], strict=True)]
    stream = np.convolve(np.array(flows, float), np.linspace(1.0, tail / 1000, months + 1))
    check(stream, internal_rates([stream])[0])
