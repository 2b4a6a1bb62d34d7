"""The shift's error from moments and the tail against its influence function, path by path."""

import numpy as np
import pytest

from riskcloud.risk.tail_shift import reach_of, standardised, tail_shift_of


def shift_by_definition(
    values: np.ndarray, from_worst: np.ndarray, tail_size: int
) -> tuple[float, float]:
    z = ((values - values.mean()) / values.std())[from_worst]
    shift = z[:tail_size].mean()
    window = max(tail_size // 8, 1)
    at_threshold = z[max(tail_size - window, 0) : tail_size + window].mean()
    influence = -z - shift * (z**2 - 1) / 2 + at_threshold - shift
    influence[:tail_size] += (z[:tail_size] - at_threshold) * (z.size / tail_size)
    return shift, influence.std() / np.sqrt(z.size)


@pytest.mark.parametrize(("paths", "tail_size"), [(20, 1), (1000, 50), (999, 500), (60, 30)])
@pytest.mark.parametrize("weight", [0.0, 0.5, 30.0])
def test_error_is_that_of_the_influence_function(paths, tail_size, weight):
    rng = np.random.default_rng(paths + tail_size)
    values = 5e6 + 1e5 * rng.exponential(size=paths)
    from_worst = np.argsort(rng.standard_normal(paths) - weight * values / 1e5)
    one = standardised(values)
    assert one is not None
    found = tail_shift_of(one, from_worst[: reach_of(tail_size)], tail_size)
    expected = shift_by_definition(values, from_worst, tail_size)
    assert found == pytest.approx(expected, rel=1e-12, abs=1e-12)


def test_values_that_never_vary_are_not_standardised():
    assert standardised(np.ones(100)) is None
