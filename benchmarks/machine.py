"""What every benchmark says of the machine, and how it times and prints.

Imports nothing big: a child process that measures its own memory starts from here.
"""

import os
import platform
import time
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

_PACKAGES = ("numba", "llvmlite", "numpy", "scipy", "pyarrow")


def processor() -> str:
    """Name of the processor, as the system gives it."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    names = [line.split(":")[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor()


def print_machine(threads: str) -> None:
    """Two lines: the machine and how busy it is, threads used, versions."""
    busy = f", load {os.getloadavg()[0]:.1f} at the start" if hasattr(os, "getloadavg") else ""
    print(
        f"{processor()}, {platform.machine()}, {os.cpu_count()} processors{busy}; {threads}; "
        f"compiled for {os.environ.get('NUMBA_CPU_NAME', 'this processor')}"
    )
    versions = ", ".join(f"{name} {version(name)}" for name in _PACKAGES)
    print(f"Python {platform.python_version()}, {versions}")


def best_seconds(runs: Sequence[Callable[[], Any]], repeats: int) -> list[float]:
    """Best wall time of each run.  They take turns, so that a busy hour hits all alike."""
    best = [float("inf")] * len(runs)
    for _ in range(repeats):
        for place, run in enumerate(runs):
            start = time.perf_counter()
            run()
            best[place] = min(best[place], time.perf_counter() - start)
    return best


def print_figure(name: str, value: float, target: str, detail: str) -> None:
    """One figure, what it is to reach, and what it is made of."""
    print(f"{name:52}{value:8.2f}   target {target:20}{detail}")
