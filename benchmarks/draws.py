"""Time of one random number, and of one exp or log, against NumPy in the same run.

    python -m benchmarks.draws

Each line is the best of several repeats of a loop over rows of 256, on one thread.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from benchmarks.machine import best_seconds, print_machine
from riskcloud.kernels import arithmetic, random
from riskcloud.kernels.jit import kernel
from riskcloud.kernels.lanes import LANES

CALLS = 20_000
REPEATS = 7
SEED = np.uint64(20261101)


@kernel
def uniform_loop(calls, rows):
    for call in range(calls):
        random.monthly_uniform(SEED, call * LANES, 1, 2, 3, rows[0])


@kernel
def uniforms_loop(calls, rows):
    for call in range(calls):
        random.monthly_uniforms(SEED, call * LANES, 1, 2, 3, rows[0], rows[1])


@kernel
def once_uniforms_loop(calls, rows):
    for call in range(calls):
        random.once_uniforms(SEED, call * LANES, 2, 3, rows[0], rows[1])


@kernel
def normal_pair_loop(calls, rows):
    for call in range(calls):
        random.monthly_normal_pair(SEED, call * LANES, 1, 2, 3, rows[0], rows[1])


@kernel
def normals_loop(calls, rows):
    for call in range(calls):
        random.monthly_normals(SEED, call * LANES, 1, 2, 3, rows[0], rows[1], rows[2], rows[3])


@kernel
def exp_row(x, y):
    for lane in range(LANES):
        y[lane] = arithmetic.exp(x[lane])


@kernel
def log_row(x, y):
    for lane in range(LANES):
        y[lane] = arithmetic.log(x[lane])


@kernel
def logistic_row(x, y):
    for lane in range(LANES):
        y[lane] = arithmetic.logistic(x[lane])


@kernel
def power_row(x, y):
    for lane in range(LANES):
        y[lane] = arithmetic.power(x[lane], y[lane])


@kernel
def inverse_normal_row(x, y):
    for lane in range(LANES):
        y[lane] = arithmetic.inverse_normal(x[lane])


@kernel
def exp_loop(calls, rows):
    for _ in range(calls):
        exp_row(rows[0], rows[1])


@kernel
def log_loop(calls, rows):
    for _ in range(calls):
        log_row(rows[0], rows[1])


@kernel
def logistic_loop(calls, rows):
    for _ in range(calls):
        logistic_row(rows[0], rows[1])


@kernel
def power_loop(calls, rows):
    for _ in range(calls):
        power_row(rows[0], rows[1])


@kernel
def inverse_normal_loop(calls, rows):
    for _ in range(calls):
        inverse_normal_row(rows[0], rows[1])


def nanoseconds(run: Callable[[], Any], numbers: int) -> float:
    """Best time for one number; a first call compiles and warms."""
    run()
    (seconds,) = best_seconds([run], REPEATS)
    return seconds / numbers * 1e9


def of_loop(loop: Callable[..., Any], numbers_a_lane: int) -> float:
    rows = np.random.default_rng(1).random((4, LANES))
    return nanoseconds(lambda: loop(CALLS, rows), CALLS * LANES * numbers_a_lane)


def of_numpy(function: Callable[..., Any], *arguments: Any) -> float:
    """NumPy on an array that stays in the second-level cache, into a given array."""
    out = np.empty(32 * LANES)
    calls = CALLS // 32

    def run() -> None:
        for _ in range(calls):
            function(*arguments, out=out)

    return nanoseconds(run, calls * out.size)


def main() -> None:
    generator = np.random.Generator(np.random.SFC64(1))
    x = generator.random(32 * LANES)
    normal = of_numpy(generator.standard_normal)
    uniform = of_numpy(generator.random)
    numpy_exp, numpy_log = of_numpy(np.exp, x), of_numpy(np.log, x)
    table = [
        ("uniform, word 0 of a Philox call", of_loop(uniform_loop, 1), "SFC64 uniform", uniform),
        ("uniform, two of a Philox call", of_loop(uniforms_loop, 2), "SFC64 uniform", uniform),
        ("uniform of 52 bits, two", of_loop(once_uniforms_loop, 2), "SFC64 uniform", uniform),
        ("normal, two of a Philox call", of_loop(normal_pair_loop, 2), "SFC64 normal", normal),
        ("normal, four of a Philox call", of_loop(normals_loop, 4), "SFC64 normal", normal),
        ("exp", of_loop(exp_loop, 1), "np.exp", numpy_exp),
        ("log", of_loop(log_loop, 1), "np.log", numpy_log),
        ("logistic", of_loop(logistic_loop, 1), "np.exp", numpy_exp),
        ("power", of_loop(power_loop, 1), "np.exp", numpy_exp),
        ("inverse_normal", of_loop(inverse_normal_loop, 1), "SFC64 normal", normal),
    ]
    print_machine("1 thread")
    print(f"{'one number':34}{'ns':>7}   {'against':15}{'ns':>7}{'ratio':>8}")
    for name, ours, against, theirs in table:
        print(f"{name:34}{ours:7.2f}   {against:15}{theirs:7.2f}{theirs / ours:8.1f}")


if __name__ == "__main__":
    main()
