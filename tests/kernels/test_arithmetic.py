"""The kernels' elementary functions against mpmath: error in ulp, and special values."""

import math

import mpmath
import numpy as np
import pytest

from tests.kernels import loops

INFINITY, NAN = math.inf, math.nan
SMALLEST = 2.0**-1074
SMALLEST_NORMAL = 2.0**-1022
LARGEST = float(np.finfo(np.float64).max)
POINTS = 4_000


@pytest.fixture(autouse=True)
def _exact_reference():
    with mpmath.workprec(160):
        yield


@pytest.fixture
def rng():
    return np.random.default_rng(20261101)


def worst_ulp(loop, reference, *arguments):
    """Largest error in units of the last place of the exact value, and where it is."""
    got = loops.apply(loop, *arguments)
    errors = []
    for value, *point in zip(got.tolist(), *(np.ravel(a).tolist() for a in arguments), strict=True):
        exact = reference(*map(mpmath.mpf, point))
        errors.append(float(abs(value - exact) / math.ulp(float(exact))))
    worst = int(np.argmax(errors))
    return errors[worst], [float(np.ravel(a)[worst]) for a in arguments]


def assert_within_ulp(bound, loop, reference, *arguments):
    worst, where = worst_ulp(loop, reference, *arguments)
    assert worst < bound, f"{worst} ulp at {where}"


def every_scale(rng, count, lowest=-1074, highest=1023):
    return np.ldexp(rng.uniform(1.0, 2.0, count), rng.integers(lowest, highest + 1, count))


def same(got, want):
    """Equal to the last bit; any NaN equals any other."""
    got, want = np.asarray(got), np.asarray(want)
    return np.array_equal(np.isnan(got), np.isnan(want)) and np.array_equal(
        got[~np.isnan(got)].view(np.uint64), want[~np.isnan(want)].view(np.uint64)
    )


def neighbours(*points):
    """Each point and the five float64 on either side."""
    out = []
    for point in points:
        below = above = point
        out.append(point)
        for _ in range(5):
            below, above = np.nextafter(below, -INFINITY), np.nextafter(above, INFINITY)
            out += [below, above]
    return np.array(out)


def test_exp_over_its_whole_range(rng):
    breaks = (np.arange(-1070, 1023, 19) + 0.5) * math.log(2.0)
    x = np.concatenate([rng.uniform(-745.13, 709.78, POINTS), neighbours(*breaks)])
    assert_within_ulp(0.8, loops.exp, mpmath.exp, x)


def test_exp_near_zero(rng):
    small = every_scale(rng, POINTS, -1074, -1) * rng.choice([-1.0, 1.0], POINTS)
    x = np.concatenate([small, rng.uniform(-0.7, 0.7, POINTS)])
    assert_within_ulp(0.8, loops.exp, mpmath.exp, x)


def test_exp_with_a_subnormal_result(rng):
    assert_within_ulp(0.8, loops.exp, mpmath.exp, rng.uniform(-745.13, -708.0, POINTS))


def test_exp_special_values():
    last, first = 709.782712893384, 709.7827128933841  # the edge of overflow
    x = [0.0, -0.0, INFINITY, -INFINITY, NAN, first, LARGEST, -LARGEST, -745.1332191019411, -745.2]
    want = [1.0, 1.0, INFINITY, 0.0, NAN, INFINITY, INFINITY, 0.0, SMALLEST, 0.0]
    assert same(loops.apply(loops.exp, x), want)
    assert np.isfinite(loops.apply(loops.exp, last)[0])


def test_log_over_its_whole_range(rng):
    x = np.concatenate([every_scale(rng, POINTS), neighbours(math.sqrt(0.5), math.sqrt(2.0), 0.5)])
    assert_within_ulp(0.9, loops.log, mpmath.log, x)


def test_log_near_one(rng):
    distance = every_scale(rng, POINTS, -52, -3) * rng.choice([-1.0, 1.0], POINTS)
    x = np.concatenate([1.0 + distance, rng.uniform(0.5, 2.0, POINTS)])
    assert_within_ulp(0.9, loops.log, mpmath.log, x[x != 1.0])


def test_log_of_subnormals(rng):
    x = np.concatenate([every_scale(rng, POINTS, -1074, -1020), [SMALLEST, LARGEST]])
    assert_within_ulp(0.9, loops.log, mpmath.log, x)


def test_log_special_values():
    x = [1.0, 0.0, -0.0, INFINITY, -INFINITY, NAN, -1.0, -SMALLEST, -LARGEST]
    want = [0.0, -INFINITY, -INFINITY, INFINITY, NAN, NAN, NAN, NAN, NAN]
    assert same(loops.apply(loops.log, x), want)


@pytest.mark.parametrize(
    ("loop", "reference"),
    [
        (loops.cos_turn, lambda u: mpmath.cospi(2 * u)),
        (loops.sin_turn, lambda u: mpmath.sinpi(2 * u)),
    ],
    ids=["cos", "sin"],
)
def test_cos_and_sin_of_a_turn(rng, loop, reference):
    near_axes = rng.integers(0, 9, POINTS) / 8.0 + rng.choice([-1, 1], POINTS) * every_scale(
        rng, POINTS, -60, -5
    )
    small = every_scale(rng, 500, -1000, -20)
    u = np.concatenate([rng.uniform(0.0, 1.0, POINTS), near_axes[near_axes >= 0.0], small])
    assert_within_ulp(1.1, loop, reference, u)


def test_cos_and_sin_at_quarters():
    quarters = [0.0, 0.25, 0.5, 0.75]
    assert np.array_equal(loops.apply(loops.cos_turn, quarters), [1.0, 0.0, -1.0, 0.0])
    assert np.array_equal(loops.apply(loops.sin_turn, quarters), [0.0, 1.0, 0.0, -1.0])


def test_logistic(rng):
    x = np.concatenate([rng.uniform(-745.0, 60.0, POINTS), rng.uniform(-5.0, 5.0, POINTS)])
    assert_within_ulp(2.5, loops.logistic, lambda v: 1 / (1 + mpmath.exp(-v)), x)
    special = [0.0, INFINITY, -INFINITY, NAN, 1e308, -1e308]
    assert same(loops.apply(loops.logistic, special), [0.5, 1.0, 0.0, NAN, 1.0, 0.0])


def test_logit_undoes_logistic(rng):
    x = rng.uniform(-30.0, 5.0, POINTS)
    back = loops.apply(loops.logit, loops.apply(loops.logistic, x))
    # Rounding of the probability moves x by up to its relative error / (1 - p).
    np.testing.assert_allclose(back, x, rtol=1e-15, atol=6e-16 * (1.0 + math.exp(5.0)))
    special = [0.5, 0.0, 1.0, NAN, 1.5, -0.5]
    assert same(loops.apply(loops.logit, special), [0.0, -INFINITY, INFINITY, NAN, NAN, NAN])


def test_power_error_grows_with_the_exponent_of_the_result(rng):
    x, y = every_scale(rng, POINTS, -40, 40), rng.uniform(-15.0, 15.0, POINTS)
    got = loops.apply(loops.power, x, y)
    for value, base, exponent in zip(got.tolist(), x.tolist(), y.tolist(), strict=True):
        size = abs(mpmath.mpf(exponent) * mpmath.log(base))
        exact = mpmath.power(base, exponent)
        assert abs(value / exact - 1) < (1.5 * size + 1.0) * 2.0**-52


def test_round_to_integer_is_exact_with_ties_to_even(rng):
    x = np.concatenate([rng.uniform(-1e6, 1e6, POINTS), rng.uniform(-4e15, 4e15, POINTS) / 2])
    ties = np.arange(-50, 50) + 0.5
    x = np.concatenate([x, ties, neighbours(*ties), [0.0, 2.0**51 - 1.0, 1.0 - 2.0**51]])
    assert np.array_equal(loops.apply(loops.round_to_integer, x), np.rint(x))


def exact_quantile(u, z):
    """Two Halley steps in 160 bits from z, which is right to 1e-14: error below 1e-40."""
    for _ in range(2):
        newton = (mpmath.ncdf(z) - u) / mpmath.npdf(z)
        z -= newton / (1 + z * newton / 2)
    return z


def test_inverse_normal(rng):
    tails = 10.0 ** rng.uniform(-300.0, -1.0, 800)
    edges = neighbours(0.075, 0.925, math.exp(-25.0), 1.0 - math.exp(-25.0))
    u = np.concatenate([rng.uniform(0.0, 1.0, 800), tails, 1.0 - tails[tails > 1e-16], edges])
    got = loops.apply(loops.inverse_normal, u)
    for value, point in zip(got.tolist(), u.tolist(), strict=True):
        exact = exact_quantile(mpmath.mpf(point), mpmath.mpf(value))
        assert abs(value - exact) <= 1e-15 * abs(exact), point


def test_inverse_normal_special_values():
    u = [0.5, 0.0, 1.0, NAN, -0.1, 1.1, INFINITY, -INFINITY]
    want = [0.0, -INFINITY, INFINITY, NAN, NAN, NAN, NAN, NAN]
    assert same(loops.apply(loops.inverse_normal, u), want)


def test_inverse_normal_is_odd(rng):
    u = rng.integers(1, 2**52, POINTS) * 2.0**-53
    low, high = (loops.apply(loops.inverse_normal, v) for v in (u, 1.0 - u))
    assert np.array_equal(low, -high)


@pytest.mark.parametrize("name", sorted(loops.ONE_ARGUMENT))
def test_no_value_depends_on_its_neighbours(rng, name):
    """Vector body and scalar remainder of a loop give the same bits."""
    x = rng.uniform(0.0, 1.0, 67)
    loop = loops.ONE_ARGUMENT[name]
    together = loops.apply(loop, x)
    alone = np.concatenate([loops.apply(loop, value) for value in x])
    assert same(together, alone)
