"""A histogram with columns of a round width, and what it leaves out."""

from dataclasses import dataclass, replace
from math import ceil, floor, inf, log10
from typing import Any

import numpy as np
from numpy.typing import NDArray

from riskcloud.risk.cells import Cells

_FIRST, _LAST = 0.01, 0.999
_MOST_COLUMNS = 120
_FEWEST_COLUMNS = 10
_MOST_MORE = 5000


@dataclass(frozen=True)
class Histogram:
    """Share of all paths in each column.

    edges: float64, columns + 1 long, multiples of the width unless there is one column only;
        empty if no path has a value.
    shares: float64, of `paths`, one a column.
    below, above: shares of `paths` that have a value beyond the first or last edge.
    lowest: share of `paths` at the least value or below, such as a total loss.
    unrankable, highest: shares of `paths` that have no value, by where they rank.
    paths: all paths that the question is about, those without a value included.
    cells: of the paths that the columns are cut from.
    """

    edges: NDArray[np.float64]
    shares: NDArray[np.float64]
    below: float
    above: float
    lowest: float
    unrankable: float
    highest: float
    paths: int
    cells: Cells

    @property
    def width(self) -> float:
        return float(self.edges[1] - self.edges[0])

    def reaching(self, low: float, high: float) -> "Histogram":
        """The same columns and, where paths lie there, more of them over an axis from ``low`` to
        ``high``: what is then beyond the edges is beyond the axis."""
        if not self.edges.size:
            return self
        first, last = self.edges[0], self.edges[-1]
        before = self._more(first - max(low, float(self.cells.lows[0])))
        after = self._more(min(high, float(self.cells.highs[-1])) - last)
        edges = np.concatenate(
            (
                first - self.width * np.arange(before, 0, -1),
                self.edges,
                last + self.width * np.arange(1, after + 1),
            )
        )
        return replace(self, edges=edges, **_cut(self.cells, edges, self.paths))

    def _more(self, distance: float) -> int:
        return min(max(ceil(distance / self.width), 0), _MOST_MORE)


def histogram(cells: Cells, least: float = -inf) -> Histogram:
    """Columns from the 1 % to the 99.9 % quantile of the paths above ``least``.

    There are about 2 n^(1/3) columns (Rice's rule), 10 to 120.  Every column holds whole
    cells and parts of two; a cell is cut in proportion.
    """
    shown, paths = cells.above(least), max(cells.paths, 1)
    edges = _edges(shown) if shown.numbers else np.empty(0)
    return Histogram(
        edges=edges,
        **_cut(shown, edges, cells.paths),
        lowest=(cells.numbers - shown.numbers + cells.missing.lowest) / paths,
        unrankable=cells.missing.unrankable / paths,
        highest=cells.missing.highest / paths,
        paths=cells.paths,
        cells=shown,
    )


def _cut(cells: Cells, edges: NDArray[np.float64], paths: int) -> dict[str, Any]:
    """Shares between the edges and beyond them."""
    reached, whole = cells.below(edges), max(paths, 1)
    return {
        "shares": np.diff(reached) / whole,
        "below": float(reached[0]) / whole if edges.size else 0.0,
        "above": float(cells.numbers - reached[-1]) / whole if edges.size else 0.0,
    }


def _edges(cells: Cells) -> NDArray[np.float64]:
    first, last = cells.quantile(_FIRST), cells.quantile(_LAST)
    columns = min(max(ceil(2 * cells.numbers ** (1 / 3)), _FEWEST_COLUMNS), _MOST_COLUMNS)
    # One value repeated fills a cell: one column around it, wide enough to be seen.
    narrowest = max(max(abs(first), abs(last)) / 100.0, 1e-9)
    if last - first < narrowest:
        middle, half = (first + last) / 2.0, _round(narrowest) / 2.0
        return np.array([middle - half, middle + half])
    width = _round((last - first) / columns)
    return width * np.arange(floor(first / width), ceil(last / width) + 1.0)


def _round(width: float) -> float:
    """The least of 1, 2, 2.5 or 5 times a power of ten from ``width`` up."""
    power = 10.0 ** floor(log10(width))
    return next(step * power for step in (1.0, 2.0, 2.5, 5.0, 10.0) if step * power >= width)
