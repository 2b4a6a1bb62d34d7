"""Outcomes are finite or missing: whatever else the kernel gave is named before it is stored."""

import numpy as np
from numpy.typing import NDArray

from riskcloud.columns import OUTCOMES
from riskcloud.run.errors import InfiniteOutcomeError


def refuse_infinite(outcomes: NDArray[np.float64], first_path: int, seed: int) -> None:
    """Raise InfiniteOutcomeError for an infinite value, the first of the earliest path.

    outcomes: float64 [column, path from ``first_path``].
    """
    infinite = np.isinf(outcomes)
    if not infinite.any():
        return
    place = int(np.flatnonzero(infinite.any(axis=0))[0])
    column = OUTCOMES[int(np.flatnonzero(infinite[:, place])[0])].name
    raise InfiniteOutcomeError(
        f"{column}: found an infinite value on path {first_path + place} of seed {seed},"
        " expected inputs that keep it finite"
    )
