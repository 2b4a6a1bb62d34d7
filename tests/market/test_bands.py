"""The default market lies inside every acceptance band; the figures themselves by hand."""

import numpy as np
import pytest

from benchmarks import bands
from benchmarks.bands import BANDS, Band, Series
from benchmarks.market_bands import PATHS, default_series, hazard_mean
from riskcloud.model.market import Market


@pytest.fixture(scope="module")
def series() -> Series:
    return default_series(PATHS)


@pytest.mark.parametrize("band", BANDS, ids=lambda band: band.name)
def test_default_market_is_inside(band: Band, series: Series) -> None:
    assert band.low <= band.measure(series) <= band.high


def test_hazard_mean_is_the_default() -> None:
    mean, error = hazard_mean(2 * PATHS, seed=7)
    assert Market().credit.hazard_mean == pytest.approx(mean, abs=5 * error)
    assert error < 0.002


def test_volatility_of_a_price_that_moves_by_a_tenth() -> None:
    up_and_down = np.exp(0.1 * np.cumsum([0, 1, -1, 1, -1]))[:, None]
    assert bands.volatility(up_and_down) == pytest.approx(0.1 * np.sqrt(12))


def test_cycle_of_a_sine() -> None:
    months = np.arange(241)[:, None]
    phases = np.linspace(0, 2 * np.pi, 36, endpoint=False)
    assert bands.cycle_months(np.sin(2 * np.pi * months / 36 + phases)) == 36


def test_drift_a_year_over_five_years() -> None:
    price = np.exp(-0.17 * np.arange(121) / 12)[:, None] * 3
    assert bands.five_year_drift(price) == pytest.approx([-0.17])


@pytest.mark.parametrize(
    ("prices", "expected"),
    [
        ([4.84, 2.73, 3.79], True),  # H100 list, February 2024, October 2025, September 2026
        ([5, 3.01, 4.5], False),  # falls by less than 40 %
        ([5, 2.9, 3.7], False),  # rises by less than 30 %
        ([5, 2.9, 2, 2.7], True),  # a rise from the lower trough
        ([2, 3, 4, 5], False),  # a rise without a fall before
        ([3, 5, 2.9, 3.8], True),  # a fall from a later peak
        ([5, 2, 4, 2.7], True),  # seen and not lost again
    ],
)
def test_fall_then_rise(prices: list[float], expected: bool) -> None:
    assert bands.falls_and_rises(np.array(prices)[:, None]).tolist() == [expected]


def test_windows_slide_over_ten_years() -> None:
    """A fall at month 40 and a rise at month 50 are in the windows that start at 17 to 39."""
    price = np.full((121, 1), 5.0)
    price[40:] = 2.5
    price[50:] = 4.0
    assert bands.first_window_share(price) == 0
    assert bands.all_windows_share(price) == pytest.approx(23 / 88)


def test_longest_run() -> None:
    above = np.array([[1, 0], [1, 1], [0, 1], [1, 1]], dtype=bool)
    assert bands.longest_run(above).tolist() == [2, 3]


def test_both_swings() -> None:
    x = np.zeros((121, 3))
    x[5], x[100] = [0.3, 0.3, -0.3], [-0.3, 0.1, -0.25]
    assert bands.both_swings_share(x) == pytest.approx(1 / 3)
