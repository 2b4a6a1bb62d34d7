"""Digest of every function of the numeric floor; `python -m tests.kernels.numeric_floor`.

Run in a process of its own for each CPU target, as the target is fixed when numba starts.
"""

import hashlib

import numpy as np

from riskcloud.kernels import random
from riskcloud.kernels.lanes import LANES
from tests.kernels import loops
from tests.kernels.into_rows import into_rows

PATHS = 256  # whatever the width of a lane group


def _points():
    rng = np.random.Generator(np.random.Philox(20261101))
    uniform, signed = rng.random(4_099), rng.uniform(-750.0, 720.0, 4_099)
    any_pattern = rng.integers(0, 2**64, 40_009, dtype=np.uint64).view(np.float64)
    special = np.array([0.0, -0.0, 1.0, np.inf, -np.inf, np.nan, 5e-324, 2.0**-1022, 2.0**1023])
    return np.concatenate([uniform, signed, any_pattern, special])


def _values():
    x = _points()
    turns = x[(x >= 0.0) & (x <= 1.0)]
    for name, loop in loops.ONE_ARGUMENT.items():
        yield loops.apply(loop, turns if name in ("cos_turn", "sin_turn") else x)
    positive, back = np.abs(x), x[::-1]
    yield loops.apply(loops.power, positive, back)
    with np.errstate(all="ignore"):
        product = x * back
    yield loops.apply(loops.fused, x, back, -product)  # what the product rounds away
    yield loops.apply(loops.unfused, x, back, -product)  # nothing, unless LLVM contracts
    yield from _draws()


def _draws():
    seed, path = np.uint64(0x0123456789ABCDEF), np.int64(2**32 - 100)
    month, item, stream = np.int64(83), np.int64(5), np.int64(0xDEADBEEF)
    rows = np.empty((4, LANES))
    groups = range(0, PATHS, LANES)
    draws = [
        (random.monthly_uniforms, (month, item, stream), 2),
        (random.monthly_uniform, (month, item, stream), 1),
        (random.monthly_normals, (month, item, stream), 4),
        (random.monthly_normal_pair, (month, item, stream), 2),
        (random.once_uniforms, (item, stream), 2),
        (random.once_uniform, (item, stream), 1),
    ]
    for draw, address, count in draws:
        call, drawn = into_rows(draw, count), []
        for start in groups:
            call(seed, (path + start, *address), rows)
            drawn.append(rows[:count].copy())
        yield np.concatenate(drawn, axis=1)


def digest() -> str:
    """SHA-256 of all values; the bits of a NaN are not part of a value."""
    total = hashlib.sha256()
    for values in _values():
        total.update(np.where(np.isnan(values), np.nan, values).astype("<f8").tobytes())
    return total.hexdigest()


def registers() -> list[str]:
    """Vector registers in the machine code both of a plain loop and of the draws.

    Only of what this process compiled: numba does not show the assembly of cached code.
    """
    assemblies = [
        "".join(compiled.inspect_asm().values())
        for compiled in (loops.exp, random.monthly_uniforms, random.monthly_normals)
    ]
    return [name for name in ("zmm", "ymm") if all(name in text for text in assemblies)]


if __name__ == "__main__":
    print(digest(), *registers())
