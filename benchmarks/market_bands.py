"""The acceptance table of the default market, and the mean of the cycle of default rates.

    python -m benchmarks.market_bands [paths]

Each figure, its band, what 20,000 paths of the default market give, and whether it is inside;
then the mean of exp(-hazard_tightness x) over months 1 to 120, the default of
``market.credit.hazard_mean``, on 200,000 paths or more.  Paths are those of the readable
reference, with NumPy's SFC64 numbers.
"""

import sys

import numpy as np

from benchmarks.bands import BANDS, MONTHS, Series
from riskcloud.model.market import Market
from tests.reference.market import Market as Reference
from tests.reference.series import reference_series

PATHS = 20_000
HAZARD_PATHS = 200_000
SEED = 2026


def default_series(paths: int, seed: int = SEED) -> Series:
    """Series of the default market from the reference; the first chip is H100."""
    readings = (
        lambda market: market.tightness,
        lambda market: market.contract_residual,
        lambda market: market.chips[0].price,
        lambda market: market.list_price,
        lambda market: market.spot_price,
    )
    return Series(*reference_series(Market(), readings, MONTHS, paths, seed))


def hazard_mean(paths: int, seed: int = SEED) -> tuple[float, float]:
    """Mean of exp(-hazard_tightness x) over months 1 to 120 of all paths; its standard error."""
    sums = np.zeros(2)
    for block in range(paths // PATHS):
        cycle = reference_series(Market(), [_cycle], MONTHS, PATHS, seed + block)[0]
        by_path = cycle[1:].mean(axis=0)
        sums += by_path.sum(), (by_path**2).sum()
    count = paths // PATHS * PATHS
    mean, square = sums / count
    return float(mean), float(np.sqrt((square - mean**2) / count))


def _cycle(market: Reference) -> np.ndarray:
    return np.exp(-market.p.credit_hazard_tightness * market.tightness)


def main() -> None:
    paths = int(sys.argv[1]) if len(sys.argv) > 1 else PATHS
    series = default_series(paths)
    print(f"{'figure':50s} {'low':>6s} {'high':>6s} {'measured':>9s}")
    for band in BANDS:
        value = band.measure(series)
        inside = "inside" if band.low <= value <= band.high else "OUTSIDE"
        print(f"{band.name:50s} {band.low:6.2f} {band.high:6.2f} {value:9.3f} {inside}")
    mean, error = hazard_mean(max(paths, HAZARD_PATHS))
    print(f"credit.hazard_mean {mean:.4f} +- {error:.4f} (standard error)")


if __name__ == "__main__":
    main()
