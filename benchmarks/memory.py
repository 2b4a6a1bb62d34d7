"""Peak memory of whole runs: it must not grow with the number of paths.

    python -m benchmarks.memory [--quick]

Each run is `riskcloud run` with plots in a process of its own, on two threads; the system says
what its memory peaked at.  10 million paths need about 4 GB of disk while they last.
"""

import os
import subprocess
import sys
import tempfile
import time

from benchmarks.machine import print_figure, print_machine

SCENARIO = "configs/scenarios/neocloud.yaml"
MANY, FEW = 10_000_000, 1_000_000
QUICK = 10


def peak_of(paths: int) -> tuple[float, float]:
    """Peak resident memory in MiB and seconds of a run of so many paths.

    This process stays small, since a child counts the memory that it was forked with.
    """
    with tempfile.TemporaryDirectory() as folder:
        options = ["--paths", str(paths), "--threads", "2", "--out", f"{folder}/run", "--quiet"]
        command = [sys.executable, "-m", "riskcloud", "run", SCENARIO, *options]
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.perf_counter() - start
    if process.returncode:
        raise SystemExit(f"{' '.join(command)}: exit code {process.returncode}")
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return usage.ru_maxrss / unit, seconds


def main() -> None:
    share = QUICK if "--quick" in sys.argv[1:] else 1
    print_machine("2 threads")
    subprocess.run([sys.executable, "-m", "riskcloud", "warmup"], check=True)
    few, few_seconds = peak_of(FEW // share)
    many, many_seconds = peak_of(MANY // share)
    detail = f"MiB, {MANY // share:,} paths in {many_seconds:.0f} s"
    print_figure("peak memory", many, "1024 or less", detail)
    detail = f"{few:.0f} MiB, {FEW // share:,} paths in {few_seconds:.0f} s"
    print_figure("peak memory against a tenth of the paths", many / few, "1.2 or less", detail)


if __name__ == "__main__":
    main()
