"""A run of four columns, small enough to look at."""

from dataclasses import dataclass

import numpy as np

from riskcloud.columns import Column
from riskcloud.outcomes import Identity, Manifest

COLUMNS = (
    Column("irr", "1/year", "float64", "internal rate of return"),
    Column("payback", "months", "int16", "months until the outlay is back"),
    Column("status", "code", "int8", "how the root was found"),
    Column("npv", "USD", "float64", "net present value"),
)
TAGS = {"riskcloud.digest": "d" * 64, "riskcloud.stream_version": "1"}


@dataclass(frozen=True)
class Span:
    first_path: int
    count: int


def matrix(count: int, seed: int = 1) -> np.ndarray:
    """Outcomes with missing values in the first two columns."""
    rng = np.random.default_rng([seed, count])
    rows = np.empty((4, count))
    rows[0] = rng.standard_normal(count)
    rows[1] = rng.integers(0, 120, count)
    rows[2] = rng.integers(-3, 4, count)
    rows[3] = rng.standard_normal(count) * 1e9
    rows[0, rng.random(count) < 0.2] = np.nan
    rows[1, rng.random(count) < 0.3] = np.nan
    return rows


def manifest(paths: int = 1000, seed: int = 7, **scenario: object) -> Manifest:
    bare = {"market": {"price": 2.1, "chips": ["h100", "b200"]}, **scenario}
    return Manifest(
        identity=Identity(scenario=bare, seed=seed, stream_version=1, results_version=3),
        scenario={"name": "small", **bare},
        paths=paths,
        packages={"numpy": "2.4.0"},
        timings={"simulate": 1.25},
        host={"cpus": 2, "name": "desk"},
    )
