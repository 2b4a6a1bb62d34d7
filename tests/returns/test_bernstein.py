"""The certificate's ground: coefficients in exact fractions, and the bound on their rounding."""

from fractions import Fraction
from math import comb

import numpy as np
import pytest

from riskcloud.kernels.returns import bernstein
from tests.returns.run import internal_rate


def exact_coefficients(flows, low, high):
    """Bernstein coefficients on [low, high], first the one at `high`, by polar forms."""
    degree = len(flows) - 1
    coefficients = []
    for k in range(degree + 1):  # k arguments at low, the others at high
        symmetric = [Fraction(1)]
        for root in [low] * k + [high] * (degree - k):
            symmetric = [
                a + root * b for a, b in zip([*symmetric, 0], [0, *symmetric], strict=True)
            ]
        coefficients.append(
            sum(
                Fraction(float(flow)) * symmetric[month] / comb(degree, month)
                for month, flow in enumerate(flows)
            )
        )
    return coefficients


@pytest.mark.parametrize("degree", [1, 2, 7, 24])
@pytest.mark.parametrize("scale", [0, 9])
def test_coefficients_are_within_their_bound(degree, scale):
    rng = np.random.default_rng(degree)
    flows = rng.normal(size=degree + 1) * 10 ** rng.uniform(-scale, scale, degree + 1)
    high = 2.15
    after, after_bounds, before, before_bounds = np.zeros((4, degree + 1))
    bernstein.to_bernstein(flows, degree, 0.0, high, after, after_bounds)
    check(flows, (0.0, high), after, after_bounds, depth=0)
    cut = 0.625 * high
    bernstein.split(after, before, degree, 0.375)
    bernstein.split(after_bounds, before_bounds, degree, 0.375)
    check(flows, (cut, high), before, before_bounds, depth=1)
    check(flows, (0.0, cut), after, after_bounds, depth=1)


def check(flows, interval, coefficients, bounds, depth):
    low, high = map(Fraction, interval)
    degree = len(flows) - 1
    share = bernstein.coefficient_share(degree, depth)
    right = exact_coefficients(flows, low, high)
    sizes = exact_coefficients(np.abs(flows), low, high)
    for k in range(degree + 1):
        assert abs(Fraction(coefficients[k]) - right[k]) <= Fraction(share * bounds[k])
        assert float(sizes[k]) == pytest.approx(bounds[k], rel=1e-12)


@pytest.mark.parametrize(
    ("signs", "answer"),
    [
        ("++++", 0),
        ("+--", 1),
        ("+?-", 1),  # whatever the unsure sign, one change
        ("+.-", 1),
        ("+-+", 2),
        ("+??-", bernstein.AMBIGUOUS),  # one or three
        ("+?+", bernstein.AMBIGUOUS),  # none or two
        ("?+", bernstein.AMBIGUOUS),
        ("+?", bernstein.AMBIGUOUS),
        ("+-?", bernstein.AMBIGUOUS),
        (".+.", 0),
        ("???", bernstein.HOPELESS),
    ],
)
def test_sign_changes_under_doubt(signs, answer):
    values = {"+": 1.0, "-": -1.0, "?": 0.05, ".": 0.0}
    coefficients = np.array([values[sign] for sign in signs])
    bounds = np.array([0.0 if sign == "." else 1.0 for sign in signs])
    assert bernstein.sign_changes(coefficients, bounds, len(signs) - 1, 0.1) == answer


@pytest.mark.parametrize("thousandths", [880, 907, 941, 999, 1003, 1250])
@pytest.mark.parametrize("power", [2, 3])
@pytest.mark.parametrize("months", [0, 12, 60])
def test_a_repeated_zero_is_undecided_at_any_length(thousandths, power, months):
    """(1000 q - z)^power times (1 + q + ... + q^months): whole numbers, hence no rounding."""
    flows = np.array([1.0])
    for _ in range(power):
        flows = np.convolve(flows, [-thousandths, 1000.0])
    flows = np.convolve(flows, np.ones(months + 1))
    assert internal_rate(flows).status == "undecided"
