"""The same bits on every machine: with AVX-512, with AVX2, and without hardware FMA."""

import os
import platform
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from tests.kernels import loops, numeric_floor

ROOT = Path(__file__).parents[2]
HASWELL = "+avx2,+avx,+fma,+bmi,+bmi2,+sse4.2"
GOLDEN = "980ceb1da4504b36c084af49345c30f94e7f54cf340ff09074ffd76199e31960"


def on_target(name: str, features: str, empty_cache: Path) -> list[str]:
    """Digest and vector registers used, from a process that compiles for another CPU."""
    target = {"NUMBA_CPU_NAME": name, "NUMBA_CPU_FEATURES": features}
    done = subprocess.run(
        [sys.executable, "-m", "tests.kernels.numeric_floor"],
        env=os.environ | target | {"XDG_CACHE_HOME": str(empty_cache)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.split()


def test_this_machine():
    assert numeric_floor.digest() == GOLDEN


@pytest.mark.skipif(
    platform.machine() not in ("x86_64", "AMD64"), reason="targets of x86-64 machines"
)
@pytest.mark.parametrize(
    ("name", "features", "registers"),
    [("haswell", HASWELL, ["ymm"]), ("generic", "", [])],
    ids=["AVX2", "no FMA"],
)
def test_other_targets(name, features, registers, tmp_path):
    assert on_target(name, features, tmp_path) == [GOLDEN, *registers]


def test_multiply_add_rounds_once_and_the_operators_twice():
    a, c = 1.0 + 2.0**-30, -(1.0 + 2.0**-29)  # a * a = 1 + 2^-29 + 2^-60
    assert loops.apply(loops.fused, a, a, c)[0] == 2.0**-60
    assert loops.apply(loops.unfused, a, a, c)[0] == 0.0


def test_multiply_add_against_integers():
    rng = np.random.default_rng(1)
    a, b, c = (int(v) for v in rng.integers(2**52, 2**53, 3))
    exact = a * b + c  # 106 bits, rounded once by Python's own conversion
    assert loops.apply(loops.fused, float(a), float(b), float(c))[0] == float(exact)
