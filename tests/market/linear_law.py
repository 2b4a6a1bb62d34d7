"""Exact mean and covariance of the market's linear part, by recursion on matrices.

With the limits of supply far away and no generations, the state (x, y1, y2, y3, u, v, l, 1)
moves by a matrix, Gaussian noise, jumps, and a growth that follows a Markov chain.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

Fields = Mapping[str, Any]
Matrix = NDArray[np.float64]

X, Y1, Y2, Y3, U, V, L, ONE = range(8)


def mixing_square(f: Fields) -> float:
    """Mean of M^2."""
    p = f["mixing.turbulent_probability"]
    return (1 - p) * f["mixing.calm"] ** 2 + p * f["mixing.turbulent"] ** 2


def transition(f: Fields) -> Matrix:
    """Monthly transition matrix of the demand regime."""
    names = ("boom", "normal", "bust")
    p = np.zeros((3, 3))
    for a, start in enumerate(names):
        for b, end in enumerate(names):
            if a != b:
                p[a, b] = f[f"demand.{start}_to_{end}"]
        p[a, a] = 1.0 - p[a].sum()
    return p


def growth(f: Fields) -> Matrix:
    return np.array([f[f"demand.{name}_growth"] for name in ("boom", "normal", "bust")])


def stationary(p: Matrix) -> Matrix:
    """Left eigenvector of eigenvalue one."""
    values, vectors = np.linalg.eig(p.T)
    weights = np.real(vectors[:, np.argmin(abs(values - 1))])
    return weights / weights.sum()


def ou_variance(reversion: float, volatility: float, months: float = 1) -> float:
    return volatility**2 * -np.expm1(-2 * reversion * months / 12) / (2 * reversion)


def _matrices(f: Fields, ln_c0: float, weight: float) -> tuple[Matrix, Matrix, Matrix]:
    """State matrix, effect of growth, covariance of a month's noise."""
    q = -np.expm1(-3 / (12 * f["tightness.build_time"]))
    a = np.eye(8)
    a[X, X] -= f["tightness.demand_reversion"] / 12
    a[X, Y3] = -f["tightness.capacity_response"] / 12
    for stage, before in ((Y1, X), (Y2, Y1), (Y3, Y2)):
        a[stage, stage], a[stage, before] = 1 - q, q
    a[U, U] = np.exp(-f["prices.contract_reversion"] / 12)
    a[V, V] = np.exp(-f["servers.reversion"] / 12)
    share = -np.expm1(-f["prices.list_adjustment"] / 12)
    a[L] = share * (a[X] + a[U])
    a[L, V] += share * weight
    a[L, L] = 1 - share
    a[L, ONE] = share * (ln_c0 + np.log(f["prices.list_ratio"]))
    effect = np.zeros(8)
    effect[X], effect[L] = 1 / 12, share / 12
    jump = -np.expm1(-f["tightness.jump_rate"] / 12) * f["tightness.jump_volatility"] ** 2
    square = mixing_square(f)
    own = np.zeros(8)
    own[X] = square * f["tightness.volatility"] ** 2 / 12 + jump
    own[U] = square * ou_variance(f["prices.contract_reversion"], f["prices.contract_volatility"])
    own[V] = square * ou_variance(f["servers.reversion"], f["servers.volatility"])
    own[L] = square * f["prices.list_volatility"] ** 2 / 12
    passed = np.eye(8)
    passed[L, X] = passed[L, U] = share
    return a, effect, passed @ np.diag(own) @ passed.T


def moments(f: Fields, ln_c0: float, weight: float, months: int) -> tuple[Matrix, Matrix]:
    """Mean (8,) and covariance (8, 8) of the state after `months`."""
    a, effect, noise = _matrices(f, ln_c0, weight)
    p = transition(f)
    excess = growth(f) - stationary(p) @ growth(f)
    x = f["tightness.start"]
    start = np.array(
        [
            x,
            x * f["tightness.ordered"],
            x * f["tightness.building"],
            x * f["tightness.delivering"],
            0,
            0,
            np.log(f["prices.list_start"]),
            1,
        ]
    )
    # Probability, first and second moment of the state on each regime.
    chance = np.eye(3)[int(f["demand.start"])]
    first = chance[:, None] * start
    second = chance[:, None, None] * np.outer(start, start)
    for _ in range(months):
        chance = p.T @ chance
        mean = np.einsum("ij,ik->jk", p, first) @ a.T
        square = a @ np.einsum("ij,ikl->jkl", p, second) @ a.T
        push = excess[:, None] * effect
        first = mean + chance[:, None] * push
        cross = mean[:, :, None] * push[:, None, :]
        own = chance[:, None, None] * (push[:, :, None] * push[:, None, :] + noise)
        second = square + cross + np.swapaxes(cross, 1, 2) + own
    total = first.sum(axis=0)
    return total, second.sum(axis=0) - np.outer(total, total)
