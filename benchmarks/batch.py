"""What a batch costs beyond its kernel, and what a kill, a large ledger and many paths cost.

    python -m benchmarks.batch [--quick]

Scenarios are the shipped neocloud at as many seeds.  Batches are compared with the kernel's
seconds of their own blocks, so that a busy machine slows both.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.machine import print_figure, print_machine
from riskcloud.batch.grid import Case, cases_of
from riskcloud.batch.ledger import Ledger, PartLine
from riskcloud.batch.plan import Plan, read_plan
from riskcloud.batch.running import Workers, dask_workers, local_workers, run_batch
from riskcloud.batch.track import Destination
from riskcloud.cli import collect_seldom
from riskcloud.compilation import compile_scenario
from riskcloud.engine import Block, ThreadPool
from riskcloud.engine.dask import is_installed
from riskcloud.kernels.lanes import BLOCK
from riskcloud.run.block_task import Nowhere, block_task
from riskcloud.run.tally import Tally
from riskcloud.run.warming import compile_kernels

OPERATOR = Path("configs/operators/neocloud.yaml").absolute()
SCENARIOS, PATHS = 64, 250_000
QUICK_SCENARIOS, QUICK_PATHS = 4, 2 * BLOCK
THREADS = 2
TASKS = 100_000


def planned(folder: Path, scenarios: int, paths: int) -> tuple[Plan, list[Case]]:
    """A plan of so many seeds."""
    file = folder / "plan.yaml"
    seeds = ", ".join(map(str, range(scenarios)))
    file.write_text(
        f"paths: {paths}\naxes:\n  operators: [{OPERATOR}]\n  fields: {{run.seed: [{seeds}]}}\n"
    )
    plan = read_plan(file)
    return plan.plan, cases_of(plan)


def kernel_seconds(folder: Path) -> float:
    """Seconds that the workers spent in the kernel, all together, by the ledger."""
    entries = Ledger(folder).entries.values()
    return sum(line.seconds for entry in entries for line in entry.parts.values())


def timed_batch(scenarios: int, paths: int, workers: Workers) -> tuple[float, float]:
    """Seconds of a batch, and of the kernel in it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plan, cases = planned(folder, scenarios, paths)
        start = time.perf_counter()
        ended = run_batch(plan, cases, Destination(folder / "out"), workers)
        seconds = time.perf_counter() - start
        assert len(ended.done) == scenarios
        return seconds, kernel_seconds(folder / "out")


def counting() -> Callable[[tuple[Case, Block, Tally]], float]:
    """What a worker does without files: simulate and count; its task made once a scenario."""
    own = threading.local()

    def perform(work: tuple[Case, Block, Tally]) -> float:
        case, block, tally = work
        if getattr(own, "tally", None) is not tally:
            own.tally = tally
            own.task = block_task(compile_scenario(case.job.scenario), Nowhere(), tally)()
        return own.task(block)

    return perform


def without_parquet(scenarios: int, paths: int) -> None:
    """The same blocks down the same pool, counted and kept nowhere."""
    with tempfile.TemporaryDirectory() as name:
        _, cases = planned(Path(name), scenarios, paths)
    pool = ThreadPool(counting(), THREADS)
    start, kernel = time.perf_counter(), 0.0
    for case in cases:
        tally = Tally()
        for block in case.job.blocks():
            while pool.room <= 0:
                kernel += taken(pool)
            pool.put((case, block, tally))
    while pool.pending:
        kernel += taken(pool)
    overhead(f"{scenarios} x {paths:,}, no files", time.perf_counter() - start, kernel, "5 %")


def taken(pool: "ThreadPool[tuple[Case, Block, Tally], float]") -> float:
    """Kernel seconds of the next block that ends."""
    done = pool.take(600.0)
    assert done is not None
    assert done.result is not None
    return done.result


def overhead(name: str, seconds: float, kernel: float, target: str) -> None:
    beyond = 100.0 * (seconds * THREADS / kernel - 1.0)
    detail = f"{seconds:.1f} s on {THREADS} threads for {kernel:.1f} s of kernel"
    print_figure(f"{name}, beyond the kernel, %", beyond, f"{target} or less", detail)


def with_parquet(scenarios: int, paths: int) -> None:
    """On threads, then the same batch on Dask."""
    threads, kernel = timed_batch(scenarios, paths, local_workers(THREADS))
    overhead(f"{scenarios} x {paths:,}, all files and figures", threads, kernel, "20 %")
    if not is_installed():
        print("Dask is not installed: pip install 'riskcloud[dask]'")
        return
    dask, _ = timed_batch(scenarios, paths, dask_workers(THREADS))
    detail = f"{threads:.1f} s on 2 threads, {dask:.1f} s on 2 workers, their start included"
    print_figure("Dask against threads, throughput", threads / dask, "0.85 or more", detail)


def large_ledger() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ledger = Ledger(folder)
        for i in range(TASKS):
            place = i % 250 * BLOCK
            ledger.add(PartLine(f"scenario-{i // 250}_2026-11", place, BLOCK, 13_000_000, i, 0.3))
        program = (
            "import sys, time; from pathlib import Path\n"
            "from riskcloud.batch.ledger import Ledger; from riskcloud.batch.log import memory\n"
            "start = time.perf_counter(); ledger = Ledger(Path(sys.argv[1]))\n"
            "print(time.perf_counter() - start, memory() / 1e6)"
        )
        command = [sys.executable, "-c", program, name]
        seconds, megabytes = subprocess.check_output(command, text=True).split()
    detail = f"{float(megabytes):.0f} MB resident, Python and all"
    print_figure(f"ledger of {TASKS:,} blocks opens, seconds", float(seconds), "5 or less", detail)


def lost_at_a_kill(paths: int) -> None:
    """Blocks that the next command simulates although they were stored when it was killed.

    What is lost then is what was in flight: a block a thread, at most.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        planned(folder, 2, paths)
        command = [sys.executable, "-m", "riskcloud", "batch", str(folder / "plan.yaml")]
        command += ["--out", str(folder / "out"), "--threads", str(THREADS), "-q"]
        process = subprocess.Popen(command, env=os.environ)
        while len(stored(folder)) < 3:
            time.sleep(0.01)
        process.kill()
        process.wait()
        kept, log = len(stored(folder)), folder / "out" / "batch.log.jsonl"
        before = len(log.read_text().splitlines())
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        events = map(json.loads, log.read_text().splitlines()[before:])
        new = sum(event["event"] == "block" and event["new"] for event in events)
    left = 2 * -(-paths // BLOCK) - kept
    detail = f"{kept} parts at the kill, {left} left, {new} simulated; at most {THREADS} in flight"
    print_figure("stored blocks that a kill costs", new - left, "0", detail)


def stored(folder: Path) -> list[Path]:
    return list(folder.glob("out/*/outcomes/part-*"))


def peak_memory() -> None:
    own, child = (
        resource.getrusage(who).ru_maxrss / 2**20
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    print_figure("peak memory, GiB", own, "1.5 or less", "this process, all batches on threads")
    print_figure(
        "peak memory, GiB", child, "1.5 or less", "largest of the Dask workers and commands"
    )


def main() -> None:
    quick = "--quick" in sys.argv[1:]
    scenarios, paths = (QUICK_SCENARIOS, QUICK_PATHS) if quick else (SCENARIOS, PATHS)
    print_machine("2 threads; 2 Dask workers of one thread")
    compile_kernels()
    collect_seldom()  # as the command does
    steps: list[Callable[[], None]] = [
        partial(without_parquet, scenarios, paths),
        partial(with_parquet, scenarios, paths),
        large_ledger,
        partial(lost_at_a_kill, 4 * BLOCK),
    ]
    for step in steps:
        step()
    peak_memory()
    print(f"load at the end: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
