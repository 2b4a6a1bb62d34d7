"""Time to the first result, with an empty cache and with a warm one, in whole processes.

    python -m benchmarks.start [--quick]

Compile, warm load and steady state apart: what a process takes with an empty cache, what it
takes with a full one, and what 100,000 paths take beyond that.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.machine import print_figure, print_machine

SCENARIO = "configs/scenarios/neocloud.yaml"
PATHS, QUICK = 100_000, 32_768
FEW = 256


def seconds_of(cache: str, *words: str) -> float:
    """Wall time of a riskcloud command with its caches below ``cache``."""
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "riskcloud", *words],
        env=os.environ | {"XDG_CACHE_HOME": cache},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return time.perf_counter() - start


def run(cache: str, folder: Path, paths: int, *options: str) -> float:
    """Wall time of `riskcloud run` into a new folder."""
    words = ("run", SCENARIO, "--paths", str(paths), "--out", str(folder), *options)
    return seconds_of(cache, *words)


def timings(folder: Path) -> str:
    """What the run says of its own parts."""
    parts: dict[str, float] = json.loads((folder / "manifest.json").read_text())["timings"]
    return ", ".join(f"{name} {seconds:.2f}" for name, seconds in parts.items())


def main() -> None:
    paths, repeats = (QUICK, 1) if "--quick" in sys.argv[1:] else (PATHS, 3)
    print_machine(f"{os.cpu_count()} threads")
    with tempfile.TemporaryDirectory() as place:
        cache = f"{place}/cache"
        cold = run(cache, Path(place) / "cold", FEW, "--no-plots")
        print_figure("empty cache to the first result, s", cold, "60 or less", f"{FEW} paths")
        first = run(cache, Path(place) / "first", FEW)  # makes the fonts' cache too
        load = min(run(cache, Path(place) / f"load{k}", FEW, "--no-plots") for k in range(repeats))
        print_figure("of it compilation, s", cold - load, "", f"{load:.2f} s with a full cache")
        whole = [run(cache, Path(place) / f"warm{k}", paths) for k in range(repeats)]
        detail = f"{paths:,} paths with plots; the first plots ever took {first:.1f}"
        print_figure("full cache, whole process, s", min(whole), "4 or less", detail)
        print(f"    the last run's own timings, s: {timings(Path(place) / f'warm{repeats - 1}')}")


if __name__ == "__main__":
    main()
