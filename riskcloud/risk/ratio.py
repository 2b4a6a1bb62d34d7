"""A ratio of two sums over paths, such as loss over exposure, with its interval."""

from dataclasses import dataclass, field
from math import fsum, sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from riskcloud.risk.conventions import FEWEST_EVENTS, LEVEL, Caution
from riskcloud.risk.intervals import normal_half_width
from riskcloud.risk.results import Estimate


class _Sums(NamedTuple):
    """Sums of one block: top, bottom, their squares and product."""

    top: float
    bottom: float
    top_squares: float
    products: float
    bottom_squares: float


@dataclass
class Ratio:
    """Sum of ``top`` over sum of ``bottom``, collected block by block in any order.

    floor: what the ratio cannot fall below; no interval reaches lower.
    """

    floor: float = 0.0
    blocks: list[_Sums] = field(default_factory=list)
    paths: int = 0
    events: int = 0

    def add(self, top: NDArray[np.float64], bottom: NDArray[np.float64]) -> None:
        """Add a block: both float64, 1-D, of one length, no NaN."""
        self.blocks.append(
            _Sums(
                float(top.sum()),
                float(bottom.sum()),
                float((top * top).sum()),
                float((top * bottom).sum()),
                float((bottom * bottom).sum()),
            )
        )
        self.paths += top.size
        self.events += int(np.count_nonzero(top))

    def estimate(self, name: str, scale: float = 1.0, level: float = LEVEL) -> Estimate | None:
        """``scale`` times the ratio; None where the bottom is nowhere above zero.

        The interval is that of a ratio by its linear part: the variance of top - r bottom
        (Cochran, Sampling Techniques, 3rd ed., section 6.4).
        """
        top, bottom, tt, tb, bb = (fsum(column) for column in zip(*self.blocks, strict=True))
        if not bottom > 0.0:
            return None
        r = top / bottom
        spread = sqrt(max(tt - 2 * r * tb + r * r * bb, 0.0)) / bottom
        half = normal_half_width(level) * spread
        cautions = (Caution.FEW_PATHS,) if self.events < FEWEST_EVENTS else ()
        low, high = max(r - half, self.floor), r + half
        return Estimate(name, scale * r, scale * low, scale * high, self.paths, level, cautions)
