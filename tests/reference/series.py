"""Monthly series of the reference market, of shape (months + 1, paths)."""

from collections.abc import Callable, Sequence

import numpy as np

from riskcloud.model.market import Market as Scenario
from tests.reference.draws import Array, Fast
from tests.reference.market import Market
from tests.reference.sampling import sampled

Reading = Callable[[Market], float | Array]


def reference_series(
    scenario: Scenario, readings: Sequence[Reading], months: int, paths: int, seed: int
) -> list[Array]:
    """What each reading gives in months 0, 1, ..., ``months``, on fast random numbers."""
    generator = np.random.Generator(np.random.SFC64(seed))
    market = Market(sampled(scenario, generator, paths), Fast(generator, paths))
    series = [np.empty((months + 1, paths)) for _ in readings]
    for month in range(months + 1):
        market.step(month) if month else market.begin()
        for row, reading in zip(series, readings, strict=True):
            row[month] = reading(market)
    return series
