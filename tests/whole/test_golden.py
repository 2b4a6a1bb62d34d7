"""Outcomes are those of the golden file, on three CPU targets and with 64 and 256 lanes."""

import json
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from riskcloud.kernels.lanes import LANES
from tests.whole.frozen import Hashes, hashes
from tests.whole.golden import fault, moved, stored

ROOT = Path(__file__).parents[2]
IS_X86 = platform.machine() in ("x86_64", "AMD64")
TARGETS = {
    "AVX2": ("haswell", "+avx2,+avx,+fma,+bmi,+bmi2,+sse4.2"),
    "no FMA": ("generic", ""),
}
OTHER_LANES = (64, 256)
x86_only = pytest.mark.skipif(not IS_X86, reason="targets of x86-64 machines")

# Kernels with a lane loop that LLVM leaves scalar, each for a reason.
SCALAR = {
    "draw_inputs._choice": "an early end",
    "draw_inputs._table": "a table looked up by lane",
    "operator.covenants._remember": "copies only",
    "operator.default._settle": "rare: worked lane by lane",
    "returns.irr._write_found": "rare: worked lane by lane",
}

Found = dict[str, Any]


@pytest.fixture(scope="module")
def here() -> Hashes:
    return hashes()


def compiling(folder: Path, **settings: str) -> subprocess.Popen[str]:
    """A process that compiles all kernels into a cache of its own, below ``folder``."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.whole.fresh"],
        env=os.environ | settings | {"XDG_CACHE_HOME": str(folder / "cache")},
        cwd=folder,
        stdout=subprocess.PIPE,
        text=True,
    )


def with_lanes(folder: Path, lanes: int) -> None:
    """A copy of the program that has another number of lanes."""
    for name in ("riskcloud", "tests"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    file = folder / "riskcloud" / "kernels" / "lanes.py"
    text = file.read_text()
    assert f"LANES = {LANES}\n" in text
    file.write_text(text.replace(f"LANES = {LANES}\n", f"LANES = {lanes}\n"))


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Found]]:
    """What each process finds; all run at once, as each compiles for a minute and a half."""
    processes = {}
    for lanes in OTHER_LANES:
        folder = tmp_path_factory.mktemp("lanes")
        with_lanes(folder, lanes)
        processes[f"{lanes} lanes"] = compiling(folder)
    for target, (cpu, features) in TARGETS.items() if IS_X86 else ():
        folder = tmp_path_factory.mktemp("target")
        for name in ("riskcloud", "tests"):
            (folder / name).symlink_to(ROOT / name)
        settings = {"NUMBA_CPU_NAME": cpu, "NUMBA_CPU_FEATURES": features}
        processes[target] = compiling(folder, **settings)
    outputs: dict[str, Found] = {}

    def found(name: str) -> Found:
        if name not in outputs:
            output, _ = processes[name].communicate()
            assert processes[name].returncode == 0
            outputs[name] = json.loads(output)
        return outputs[name]

    yield found
    for process in processes.values():
        process.kill()
        process.wait()


def test_results_change_only_with_their_version(here: Hashes) -> None:
    assert not fault(stored(), here)


@x86_only
@pytest.mark.parametrize("target", TARGETS)
def test_other_targets_give_the_same(
    target: str, here: Hashes, fresh: Callable[[str], Found]
) -> None:
    assert not moved(here, fresh(target)["outcomes"])


@pytest.mark.parametrize("lanes", OTHER_LANES)
def test_other_lanes_give_the_same(lanes: int, here: Hashes, fresh: Callable[[str], Found]) -> None:
    found = fresh(f"{lanes} lanes")
    assert found["lanes"] == lanes != LANES
    assert not moved(here, found["outcomes"])


def test_one_signature_serves_both_scenarios(fresh: Callable[[str], Found]) -> None:
    signatures = fresh("64 lanes")["signatures"]
    assert len(signatures) > 100
    assert {name: count for name, count in signatures.items() if count != 1} == {}


@x86_only
def test_lane_loops_are_vector_code(fresh: Callable[[str], Found]) -> None:
    avx2 = fresh("AVX2")["registers"]
    assert "zmm" not in avx2.values()
    for registers in (avx2, fresh("64 lanes")["registers"]):
        assert len(registers) > 100
        assert {name for name, widest in registers.items() if not widest} <= SCALAR.keys()
    assert not any(fresh("no FMA")["registers"].values())


def test_a_fault_says_what_moved_and_what_to_do(here: Hashes) -> None:
    golden = stored()
    name = min(here)
    altered = here | {name: here[name] | {"project_irr": "0", "all": "0"}}
    assert f"({name}: project_irr)" in fault(golden, altered)
    assert "raise RESULTS_VERSION" in fault(golden, altered)
    older = golden | {"results_version": golden["results_version"] - 1}
    assert "--write" in fault(older, here)
