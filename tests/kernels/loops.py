"""The scalar functions of `riskcloud.kernels.arithmetic` as loops over arrays, for tests."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from riskcloud.kernels import arithmetic
from riskcloud.kernels.arithmetic.bits import multiply_add
from riskcloud.kernels.jit import kernel


@kernel
def exp(x, y):
    for i in range(x.size):
        y[i] = arithmetic.exp(x[i])


@kernel
def log(x, y):
    for i in range(x.size):
        y[i] = arithmetic.log(x[i])


@kernel
def logistic(x, y):
    for i in range(x.size):
        y[i] = arithmetic.logistic(x[i])


@kernel
def logit(x, y):
    for i in range(x.size):
        y[i] = arithmetic.logit(x[i])


@kernel
def inverse_normal(x, y):
    for i in range(x.size):
        y[i] = arithmetic.inverse_normal(x[i])


@kernel
def round_to_integer(x, y):
    for i in range(x.size):
        y[i] = arithmetic.round_to_integer(x[i])


@kernel
def cos_turn(x, y):
    for i in range(x.size):
        y[i] = arithmetic.cos_sin_turn(x[i])[0]


@kernel
def sin_turn(x, y):
    for i in range(x.size):
        y[i] = arithmetic.cos_sin_turn(x[i])[1]


@kernel
def power(x, exponent, y):
    for i in range(x.size):
        y[i] = arithmetic.power(x[i], exponent[i])


@kernel
def fused(a, b, c, y):
    for i in range(a.size):
        y[i] = multiply_add(a[i], b[i], c[i])


@kernel
def unfused(a, b, c, y):
    for i in range(a.size):
        y[i] = a[i] * b[i] + c[i]


ONE_ARGUMENT: dict[str, Callable[..., Any]] = {
    "exp": exp,
    "log": log,
    "logistic": logistic,
    "logit": logit,
    "inverse_normal": inverse_normal,
    "round_to_integer": round_to_integer,
    "cos_turn": cos_turn,
    "sin_turn": sin_turn,
}


def apply(loop: Callable[..., Any], *arguments: ArrayLike) -> NDArray[np.float64]:
    """Values of a loop at arrays of equal length."""
    arrays = [np.array(a, dtype=np.float64, ndmin=1) for a in arguments]
    out = np.empty_like(arrays[0])
    loop(*arrays, out)
    return out
