"""Internal rates of streams whose answer is known beforehand."""

import numpy as np
import pytest
from mpmath import mp, mpf

from riskcloud.kernels import returns
from riskcloud.kernels.lanes import LANES
from riskcloud.kernels.returns.status import NAMES, SENTENCES
from tests.reference import returns as reference
from tests.returns import exact
from tests.returns.run import find_rates, internal_rate, internal_rates


def with_rates(*rates, months=0):
    """A stream with exactly these yearly rates (to rounding), times (1 + q + ... + q^months)."""
    flows = [mpf(1)]
    for rate in rates:
        q = (1 + mpf(rate)) ** (-mpf(1) / 12)
        flows = [a * q - b for a, b in zip([*flows, 0], [0, *flows], strict=True)]
    spread = [mpf(0)] * (len(flows) + months)
    for shift in range(months + 1):
        for k, flow in enumerate(flows):
            spread[k + shift] += flow
    return np.array([float(-flow) for flow in spread])


@pytest.mark.parametrize("rate", [-0.9998, -0.99, -0.5, -1e-6, 0.0, 1e-9, 0.12, 1.0, 9.99])
@pytest.mark.parametrize("months", [0, 1, 11, 83, 119, 360])
def test_one_chosen_rate(rate, months):
    found = internal_rate(with_rates(rate, months=months))
    assert found.status == "unique"
    assert found.roots == 1
    assert found.lowest == found.highest == found.rate
    assert found.rate == pytest.approx(rate, abs=2e-12 * (1 + rate))


@pytest.mark.parametrize("scale", [1e-12, 1e-3, 1.0, 1e6, 1e15])
@pytest.mark.parametrize("leading", [0, 1, 40])
def test_scale_leading_zeros_and_sign_do_not_matter(scale, leading):
    rng = np.random.default_rng(7)
    stream = np.concatenate([-rng.uniform(1, 9, 4), rng.uniform(0.1, 0.9, 80)])
    plain = internal_rate(stream)
    moved = internal_rate(np.concatenate([np.zeros(leading), scale * stream, np.zeros(3)]))
    borrowed = internal_rate(-stream)
    assert plain.status == moved.status == borrowed.status == "unique"
    assert moved.rate == pytest.approx(plain.rate, abs=1e-12)
    assert borrowed.rate == pytest.approx(plain.rate, abs=1e-12)


def test_annuity_by_hand():
    # 1,000 out, then 12 receipts of 1,000 * 0.01 / (1 - 1.01^-12): 1 % a month.
    payment = 1000 * 0.01 / (1 - 1.01**-12)
    found = internal_rate([-1000.0] + [payment] * 12)
    assert found.rate == pytest.approx(1.01**12 - 1, abs=1e-12)


@pytest.mark.parametrize(
    "rates",
    [(0.1, 0.5), (-0.9, 3.0), (-0.5, 0.0, 2.0), (-0.99, -0.2, 0.3, 5.0), (0.10, 0.11)],
)
@pytest.mark.parametrize("months", [0, 5, 40])
def test_several_chosen_rates(rates, months):
    found = internal_rate(with_rates(*rates, months=months))
    assert found.status == "multiple"
    assert found.roots == len(rates)
    assert np.isnan(found.rate)
    assert found.lowest == pytest.approx(min(rates), abs=1e-9)
    assert found.highest == pytest.approx(max(rates), abs=1e-9)


@pytest.mark.parametrize("rates", [(0.1, 50.0), (0.3, 20.0, 30.0), (0.2, -0.99999)])
def test_rates_out_of_range_are_not_counted(rates):
    found = internal_rate(with_rates(*rates, months=20))
    assert (found.status, found.roots) == ("unique", 1)
    assert found.rate == pytest.approx(rates[0], abs=1e-9)


@pytest.mark.parametrize("rates", [(11.0,), (-0.99995,), (11.0, 12.0), (20.0, 21.0, 22.0)])
def test_only_rates_out_of_range(rates):
    found = internal_rate(with_rates(*rates, months=3))
    assert (found.status, found.roots) == ("out_of_range", 0)
    assert np.isnan(found.rate)


def test_edges_of_the_range_belong_to_it():
    top = internal_rate([-1.0] + [0.0] * 11 + [11.0])
    bottom = internal_rate([-1.0] + [0.0] * 11 + [1e-4])
    assert (top.status, bottom.status) == ("unique", "unique")
    assert top.rate == pytest.approx(10.0, abs=1e-12)
    assert bottom.rate == pytest.approx(-0.9999, abs=1e-12)


@pytest.mark.parametrize(
    "stream", [[1.0, -1.0, 1.0], [-1.0, 1.5, -1.0], [3.0, -1, -1, 5.0], [-9, 0, 1, 0, -1]]
)
def test_no_rate_at_all(stream):
    found = internal_rate(np.array(stream, float))
    assert (found.status, found.roots) == ("none", 0)
    assert np.isnan([found.rate, found.lowest, found.highest]).all()


@pytest.mark.parametrize("stream", [[1.0, -2.0, 1.0], [-4.0, 12.0, -9.0], [1, -4, 6, -4, 1]])
def test_double_zero_is_undecided(stream):
    found = internal_rate(np.array(stream, float))
    assert found.status == "undecided"
    assert np.isnan([found.rate, found.roots, found.lowest, found.highest]).all()


def test_total_loss_and_no_outlay():
    lost, paid, idle = internal_rates([[0, -1.0, 0, -2], [0, 0.5, 2], [0.0, 0, 0]])
    assert (lost.status, lost.rate, lost.roots) == ("total_loss", -1.0, 0)
    assert (paid.status, paid.roots) == ("no_outlay", 0)
    assert (idle.status, idle.roots) == ("no_outlay", 0)
    assert np.isnan([paid.rate, idle.rate, lost.lowest]).all()


@pytest.mark.parametrize("wrong", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize("stream", [[-1.0, 2.0], [1.0, -3.0, 1.0], [1.0, 1.0], [-1.0, -1.0]])
def test_a_flow_that_is_not_finite_is_undecided(stream, wrong):
    good, bad, end = internal_rates([[-1.0, 1.05], [*stream, wrong], [wrong, *stream]])
    assert (good.status, bad.status, end.status) == ("unique", "undecided", "undecided")
    assert np.isnan([bad.rate, bad.roots, bad.lowest]).all()


def test_the_longest_stream():
    longest = with_rates(0.1, 0.5, months=returns.MAX_MONTHS - 2)
    assert len(longest) == returns.MAX_MONTHS + 1
    assert internal_rate(longest).roots == 2
    assert internal_rate(with_rates(0.1, 0.5, months=returns.MAX_MONTHS)).status == "undecided"


def typical_streams(rng, count, months):
    """Outlay, receipts with yearly tax, for some a prepayment first and a cost at the end."""
    flows = rng.lognormal(0, 0.5, (count, months + 1)) * rng.lognormal(0.2, 0.6, (count, 1))
    flows[:, :4] = -rng.uniform(5, 15, (count, 4))
    flows[:, 15::12] -= rng.choice([0.0, 3.0], (count, 1))
    flows[:, 0] += rng.choice([0.0, 20.0], count, p=[0.7, 0.3])
    flows[:, -1] -= rng.choice([0.0, 10.0], count, p=[0.7, 0.3])
    return flows


def test_long_streams_against_mpmath():
    streams = typical_streams(np.random.default_rng(3), 256, 84)
    seen = 0
    for stream, found in zip(streams, internal_rates(streams), strict=True):
        if found.status != "unique":
            continue
        seen += 1
        q = (1 + mpf(found.rate)) ** (-mpf(1) / 12)
        value, slope = mp.polyval([mpf(f) for f in stream], q, derivative=True, asc=True)
        error = 12 * (1 + found.rate) * value / slope / q  # one Newton step from the answer
        assert abs(error) < 1e-11
    assert seen > 150


def test_agrees_with_the_readable_twin():
    streams = typical_streams(np.random.default_rng(4), 256, 119)
    rate, status = reference.internal_rate(streams.T)
    for k, found in enumerate(internal_rates(streams)):
        assert status[k] in (found.status, "none or out_of_range")
        if status[k] == "unique":
            assert found.rate == pytest.approx(rate[k], abs=1e-10)


def test_counts_of_long_streams_against_mpmath_polyroots():
    streams = typical_streams(np.random.default_rng(5), 12, 24)
    low, high = mpf(11) ** (-mpf(1) / 12), mpf(10) ** (mpf(4) / 12)
    for stream, found in zip(streams, internal_rates(streams), strict=True):
        zeros = mp.polyroots([mpf(f) for f in stream], maxsteps=500, extraprec=150, asc=True)
        real = [z.real for z in zeros if abs(z.imag) < 1e-25 and low <= z.real <= high]
        assert found.status == "undecided" or found.roots == len(real)
        if real and found.roots:
            assert found.lowest == pytest.approx(float(exact.rate_of(max(real))), abs=1e-9)
            assert found.highest == pytest.approx(float(exact.rate_of(min(real))), abs=1e-9)


def test_a_lane_never_sees_its_neighbours():
    rng = np.random.default_rng(11)
    mine = typical_streams(rng, 8, 60)
    mine[1] = np.resize([1.0, -2.5, 1.2], 61) * rng.uniform(0.9, 1.1, 61)
    mine[2, 1:] = 0
    crowd = rng.normal(size=(61, LANES)) * 10 ** rng.uniform(-12, 15, LANES)
    for stream in mine:
        results = set()
        for others in (np.zeros((61, LANES)), crowd, np.tile(mine[0], (LANES, 1)).T, -abs(crowd)):
            flows = others.copy()
            flows[:, 7] = stream
            results.add(find_rates(flows)[:, 7].tobytes())
        assert len(results) == 1


def test_flows_are_left_as_they_were():
    flows = np.random.default_rng(2).normal(size=(30, LANES))
    before = flows.tobytes()
    find_rates(flows)
    assert flows.tobytes() == before


def test_every_code_has_a_name_and_a_sentence():
    assert NAMES.keys() == SENTENCES.keys()
    assert sorted(NAMES) == [float(k) for k in range(7)]
