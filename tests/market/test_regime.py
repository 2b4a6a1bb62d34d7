"""The demand regime against powers of its transition matrix."""

import numpy as np
import pytest

from riskcloud.columns import market as m
from riskcloud.kernels.lanes import LANES
from tests.market.case import MARKET, changed, simulate
from tests.market.checker import check_probability
from tests.market.linear_law import growth, stationary, transition

GROUPS = 1_024_000 // LANES
MONTHS = [1, 2, 12]
# Rows with nothing in common, so that no two probabilities can be swapped unseen.
UNEVEN = {
    "boom_to_normal": 0.11,
    "boom_to_bust": 0.04,
    "normal_to_boom": 0.07,
    "normal_to_bust": 0.02,
    "bust_to_boom": 0.03,
    "bust_to_normal": 0.16,
}


@pytest.mark.parametrize("start", [0, 1, 2])
def test_law_after_some_months(start):
    case = changed(demand={"start": float(start), **UNEVEN})
    regime = simulate(case, [m.REGIME], MONTHS, GROUPS)[:, 0]
    for k, month in enumerate(MONTHS):
        law = np.linalg.matrix_power(transition(case.fields), month)[start]
        for state in (0, 1, 2):
            check_probability(regime[k] == state, law[state], f"{state} in month {month}")


def test_moves_of_following_months():
    """P(state a, then b) is the law of a times the row of a."""
    case = changed(demand={"start": 1.0, **UNEVEN})
    early, late = simulate(case, [m.REGIME], [5, 6], GROUPS)[:, 0]
    p = transition(case.fields)
    law = np.linalg.matrix_power(p, 5)[1]
    for a in (0, 1, 2):
        for b in (0, 1, 2):
            check_probability((early == a) & (late == b), law[a] * p[a, b], f"{a} to {b}")


def test_the_checker_objects_to_a_wrong_probability():
    case = changed(demand={**UNEVEN, "boom_to_normal": 0.11 * 1.02})
    regime = simulate(case, [m.REGIME], [1], GROUPS)[0, 0]
    with pytest.raises(AssertionError, match="off by"):
        check_probability(regime == 1, 0.11)


@pytest.mark.parametrize("demand", [{}, UNEVEN], ids=["default", "uneven"])
def test_mean_growth_is_that_of_the_stationary_law(demand):
    fields = changed(demand={**demand, "normal_growth": 0.03}).fields
    case = changed(demand={**demand, "normal_growth": 0.03})
    mean = simulate(case, [m.GROWTH_MEAN], [0], 1)[0, 0]
    expected = stationary(transition(fields)) @ growth(fields)
    np.testing.assert_allclose(mean, expected, rtol=1e-12, atol=1e-15)


def test_growth_follows_the_regime_of_the_same_month():
    regime, excess = simulate(changed(), [m.REGIME, m.EXCESS_GROWTH], [30], 4)[0]
    by_regime = growth(MARKET)[regime.astype(int)]
    mean = stationary(transition(MARKET)) @ growth(MARKET)
    np.testing.assert_allclose(excess, by_regime - mean, atol=1e-14)
    assert set(np.unique(regime)) == {0.0, 1.0, 2.0}
