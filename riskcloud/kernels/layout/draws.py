"""What the kernel must know to draw the uncertain inputs of a path."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

# Kinds of distribution; p0, p1, p2 are its parameters.
UNIFORM = 0  # low, high
TRIANGULAR = 1  # low, mode, high
NORMAL = 2  # mean, sd
LOGNORMAL = 3  # median, sd of the log
LOGNORMAL_P90 = 4  # median, 90 % quantile
TABLE = 5  # quantiles at 0, 1/1024, ... 1, linear between
CHOICE = 6  # p0 how many; cumulative weights, and in the next row of tables the values

TABLE_POINTS = 1025


class Draws(NamedTuple):
    """Uncertain inputs, n of them, in the order in which they are drawn.

    kind, row, stream (n,) int64: distribution, input row to fill, stream of its words.
    parameters (n, 3) and bounds (n, 2) float64.  score (n,) int64: place among the m
    inputs that `input_correlation` names, else -1; cholesky (m, m) the lower factor of
    their correlation; scores: first of m work rows that keep their normal scores.
    table (n,) int64: its first row in tables (k, 1025) float64, -1 if it has none.
    """

    kind: NDArray[np.int64]
    row: NDArray[np.int64]
    stream: NDArray[np.int64]
    parameters: NDArray[np.float64]
    bounds: NDArray[np.float64]
    table: NDArray[np.int64]
    score: NDArray[np.int64]
    cholesky: NDArray[np.float64]
    scores: int
    tables: NDArray[np.float64]
