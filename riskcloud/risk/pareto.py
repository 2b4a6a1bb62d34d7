"""A generalised Pareto tail, where the data support one, from counts of a column's cells.

Losses beyond a high threshold follow a generalised Pareto distribution, P(loss > t + y) =
P(loss > t) * (1 + shape*y/scale)^(-1/shape), if they follow any law at all (J. Pickands, Annals
of Statistics 3 (1975) 119-131).  Shape and scale maximise the likelihood of the counts, so
the fit needs the cells of a column only, and no reading of its paths.

Which threshold: a few shares of the paths, from the widest, each fitted and tested by Pearson's
chi-squared; of these ordered tests as many are rejected as ForwardStop says at level 0.05
(M. G'Sell and others, Journal of the Royal Statistical Society B 78 (2016) 423-444; for
thresholds B. Bader, J. Yan, X. Zhang, Annals of Applied Statistics 12 (2018) 310-329), and the
next one is taken.  None may be left: losses that come up often, or that end in a heap, have no
such tail.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import exp, log

import numpy as np
from numpy.typing import NDArray

from riskcloud.risk.cells import Cells
from riskcloud.risk.conventions import LEVEL
from riskcloud.risk.intervals import normal_half_width

SHARES = (0.1, 0.05, 0.025, 0.01, 0.005, 0.0025, 0.001)
"""Shares of the paths that lie beyond the thresholds tried."""

FEWEST_EXCESSES = 500
LEVEL_OF_TESTS = 0.05
_CLASSES = 24
_FEWEST_CLASSES = 8
_STEP = 1e-5
_FLAT = 1e-9  # shapes that are the exponential's

Array = NDArray[np.float64]


@dataclass(frozen=True)
class ParetoTail:
    """The fitted tail of a loss, in the column's unit.

    threshold: where it starts.  share: of all paths that lose more.  excesses: their number.
    shape, scale: of the generalised Pareto; below 0 the shape says that the loss ends.
    covariance: of shape and log scale.  p_value: of the test of the fit.
    """

    threshold: float
    share: float
    excesses: int
    shape: float
    scale: float
    covariance: tuple[tuple[float, float], tuple[float, float]]
    p_value: float
    level: float

    @property
    def shape_interval(self) -> tuple[float, float]:
        """Of the shape, by the likelihood's curvature."""
        reach = self._z * self.covariance[0][0] ** 0.5
        return self.shape - reach, self.shape + reach

    @property
    def end(self) -> float:
        """The largest loss that the fit allows; infinity unless the shape is below 0."""
        return self.threshold - self.scale / self.shape if self.shape < 0.0 else np.inf

    @property
    def _z(self) -> float:
        return normal_half_width(self.level)

    def reach(self, share: float) -> float:
        """How far beyond the threshold the loss lies that this share of all paths exceeds."""
        lower = min(share / self.share, 1.0)
        if abs(self.shape) < _FLAT:
            return -self.scale * log(lower)
        return float(self.scale * (lower**-self.shape - 1.0) / self.shape)

    def exceedance(self, losses: Array) -> tuple[Array, Array, Array]:
        """P(loss > x) for each loss at or above the threshold, with lower and upper bound.

        The interval holds the error of shape and scale, and of the share beyond the
        threshold, on the scale of the logarithm.
        """
        excess = losses - self.threshold
        parameters = np.array([self.shape, log(self.scale)])
        value = _log_survival(excess, parameters)
        slopes = _slopes(lambda given: _log_survival(excess, given), parameters)
        spread = np.einsum("ip,ij,jp->p", slopes, np.array(self.covariance), slopes)
        reach = self._z * np.sqrt(spread + (1.0 - self.share) / self.excesses)
        shares = self.share * np.exp(value)
        return shares, shares * np.exp(-reach), np.minimum(shares * np.exp(reach), 1.0)


@dataclass(frozen=True)
class _Beyond:
    """Cells of losses beyond a threshold: edges less the threshold, and counts.

    The last cell is all that lies beyond the largest loss, and holds no path.
    """

    threshold: float
    edges: Array
    counts: Array

    @property
    def number(self) -> int:
        return int(self.counts.sum())


@dataclass(frozen=True)
class _Fit:
    beyond: _Beyond
    parameters: Array
    p_value: float


def pareto_tail(cells: Cells, level: float = LEVEL) -> ParetoTail | None:
    """The tail of a column's low side, its values with the sign turned being the loss.

    None where no threshold supports one.
    """
    fits = [fit for share in SHARES if (fit := _tried(cells, share)) is not None]
    rejected = _forward_stop([fit.p_value for fit in fits])
    if rejected == len(fits):
        return None
    return _tail(fits[rejected], cells.numbers, level)


def _forward_stop(p_values: list[float]) -> int:
    """How many of the ordered hypotheses are rejected, from the first on."""
    if not p_values:
        return 0
    surprise = -np.log1p(-np.minimum(p_values, 1.0 - 1e-16))
    means = np.cumsum(surprise) / np.arange(1, len(p_values) + 1)
    below = np.flatnonzero(means <= LEVEL_OF_TESTS)
    return int(below[-1]) + 1 if below.size else 0


def _tried(cells: Cells, share: float) -> _Fit | None:
    """Fit and test beyond the threshold that this share of the paths passes."""
    beyond = _beyond(cells, share)
    if beyond is None or beyond.number < FEWEST_EXCESSES:
        return None
    parameters = _fitted(beyond)
    return _Fit(beyond, parameters, _test(beyond, parameters))


def _beyond(cells: Cells, share: float) -> _Beyond | None:
    """The cells of losses beyond; the threshold is an edge of cells, and no gain."""
    through = np.cumsum(cells.counts)
    last = int(np.searchsorted(through, share * cells.numbers, side="right"))
    if last < _FEWEST_CLASSES or cells.highs[last - 1] > 0.0:
        return None
    lows, highs = -cells.highs[:last][::-1], -cells.lows[:last][::-1]
    # Gaps between cells are cells without a path.
    edges = np.unique(np.concatenate((lows, highs)))
    counts = np.zeros(edges.size)
    counts[np.searchsorted(edges, lows)] = cells.counts[:last][::-1]
    return _Beyond(float(edges[0]), np.append(edges - edges[0], np.inf), counts)


def _log_survival(excess: Array, parameters: Array) -> Array:
    """ln P(excess > y): -inf beyond the end of a tail that ends."""
    shape, scale = parameters[0], np.exp(parameters[1])
    with np.errstate(divide="ignore", invalid="ignore"):
        if abs(shape) < _FLAT:
            return np.asarray(-excess / scale)
        inside = 1.0 + shape * excess / scale
        return np.where(inside > 0.0, -np.log(np.maximum(inside, 0.0)) / shape, -np.inf)


def _probabilities(edges: Array, parameters: Array) -> Array:
    return -np.diff(np.exp(_log_survival(edges, parameters)))


def _fitted(beyond: _Beyond) -> Array:
    """Shape and log scale that maximise the likelihood of the counts."""

    def unlikelihood(parameters: Array) -> float:
        chances = _probabilities(beyond.edges, parameters)[filled]
        if not (chances > 0.0).all():
            return 1e12
        return -float(counts @ np.log(chances)) / beyond.number

    filled = beyond.counts > 0
    counts = beyond.counts[filled]
    middle = (beyond.edges[1:] + beyond.edges[:-1])[filled] / 2.0
    mean = float(counts @ middle) / beyond.number
    start = np.array([0.0, log(mean)])
    simplex = start + np.array([(0.0, 0.0), (0.2, 0.0), (0.0, 0.3)])
    options = {"initial_simplex": simplex, "xatol": 1e-5, "fatol": 1e-10, "maxiter": 400}
    from scipy.optimize import minimize  # a quarter of a second: for those who fit a tail

    found: Array = minimize(unlikelihood, start, method="Nelder-Mead", options=options).x
    return found


def _test(beyond: _Beyond, parameters: Array) -> float:
    """p-value of Pearson's test in classes of about equal chance, made of whole cells.

    Two parameters were fitted to the cells, not to the classes, so the statistic has between
    classes - 3 and classes - 1 degrees of freedom (H. Chernoff, E. L. Lehmann, Annals of
    Mathematical Statistics 25 (1954) 579-586): the lower is taken, which rejects too often.
    """
    chances = _probabilities(beyond.edges, parameters)
    through = np.cumsum(chances)
    wanted = np.arange(1, _CLASSES) / _CLASSES
    ends = np.unique(np.searchsorted(through, wanted)) + 1
    ends = ends[(ends > 0) & (ends < chances.size)]
    if ends.size + 1 < _FEWEST_CLASSES:
        return 0.0
    starts = np.concatenate(([0], ends))
    expected = beyond.number * np.add.reduceat(chances, starts)
    observed = np.add.reduceat(beyond.counts, starts)
    if not (expected > 0.0).all():
        return 0.0
    statistic = float(((observed - expected) ** 2 / expected).sum())
    from scipy.special import chdtrc

    return float(chdtrc(expected.size - 3, statistic))


def _tail(fit: _Fit, paths: int, level: float) -> ParetoTail:
    beyond, parameters = fit.beyond, fit.parameters
    covariance = _covariance(beyond, parameters)
    return ParetoTail(
        threshold=beyond.threshold,
        share=beyond.number / paths,
        excesses=beyond.number,
        shape=float(parameters[0]),
        scale=exp(parameters[1]),
        covariance=(
            (float(covariance[0, 0]), float(covariance[0, 1])),
            (float(covariance[1, 0]), float(covariance[1, 1])),
        ),
        p_value=fit.p_value,
        level=level,
    )


def _covariance(beyond: _Beyond, parameters: Array) -> Array:
    """Inverse of Fisher's information in the counts, of shape and log scale."""
    chances = _probabilities(beyond.edges, parameters)
    slopes = _slopes(lambda given: _probabilities(beyond.edges, given), parameters)
    likely = chances > 1e-300
    information = beyond.number * (slopes[:, likely] / chances[likely]) @ slopes[:, likely].T
    return np.asarray(np.linalg.inv(information), dtype=np.float64)


def _slopes(function: Callable[[Array], Array], parameters: Array) -> Array:
    """Derivatives by shape and by log scale, a row each; 0 beyond the end of the tail."""
    steps = _STEP * np.eye(2)
    with np.errstate(invalid="ignore"):
        rows = [function(parameters + step) - function(parameters - step) for step in steps]
    return np.nan_to_num(np.array(rows) / (2.0 * _STEP), nan=0.0, posinf=0.0, neginf=0.0)
