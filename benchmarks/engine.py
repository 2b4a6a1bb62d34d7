"""Speed of the engine, in ratios of one run on the shipped neocloud.

    python -m benchmarks.engine [--quick]

Against vectorised NumPy, against drawing its random numbers only, two threads against one,
and a scenario of distributions against one of constants.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from itertools import cycle, islice
from pathlib import Path

import numpy as np

import riskcloud
from benchmarks.machine import best_seconds, print_figure, print_machine
from benchmarks.only_draws import draw_only, plan_of
from benchmarks.opponent import paths_per_second
from riskcloud.columns import OUTCOMES
from riskcloud.compilation import Compiled, aligned, compile_scenario, new_work
from riskcloud.engine import Block, Serial, Threads, blocks
from riskcloud.kernels.lanes import BLOCK, LANES
from riskcloud.kernels.simulate import simulate_block
from riskcloud.model.scenario import Scenario
from riskcloud.run.block_task import block_task
from riskcloud.run.lanes import drawn_inputs
from riskcloud.run.tally import Tally

SCENARIO = "configs/scenarios/neocloud.yaml"
MILLION, QUICK = 1_000_000, 4 * BLOCK
UNCERTAIN = 20
REPEATS = 5


class Nowhere:
    """Parts that are not written: what is left of a run's task is the kernel and the counts."""

    def write(self, first_path: int, outcomes: np.ndarray) -> None:
        pass


def count_paths(compiled: Compiled, paths: int, threads: int) -> None:
    """Simulate and count, on so many threads."""
    executor = Serial() if threads == 1 else Threads(threads)
    tally = Tally()
    for _ in executor.map(block_task(compiled, Nowhere(), tally), blocks(0, paths)):
        pass
    assert tally.paths == paths


def run_to_files(scenario: Scenario, paths: int, threads: int) -> None:
    """A whole run from Python: simulate, count, write, summarise."""
    with tempfile.TemporaryDirectory() as folder:
        riskcloud.simulate(scenario, paths=paths, threads=threads, out=Path(folder) / "run")


def on_one_thread(compiled: Compiled, paths: int) -> Callable[[], None]:
    """The kernel alone over so many paths, at most a block."""
    inputs, work = new_work(compiled)
    outcomes = np.empty((len(OUTCOMES), BLOCK))
    first, count = np.int64(0), np.int64(paths)
    return partial(simulate_block, first, count, inputs, compiled.layout, work, outcomes)


def against_numpy(compiled: Compiled, paths: int, repeats: int) -> None:
    (seconds,) = best_seconds([partial(count_paths, compiled, paths, 2)], repeats)
    by_size = paths_per_second(SCENARIO, repeats)
    size = max(by_size, key=lambda one: by_size[one])
    ours, theirs = paths / seconds, by_size[size]
    detail = f"{ours:,.0f} against {theirs:,.0f} paths a second in blocks of {size}"
    print_figure("2 threads against NumPy on one, speed", ours / theirs, "8 or more", detail)
    speeds = ", ".join(f"{one}: {speed:,.0f}" for one, speed in by_size.items())
    print(f"    NumPy's paths a second by block size: {speeds}")


def against_draws(scenario: Scenario, compiled: Compiled, paths: int, repeats: int) -> None:
    plan, numbers = plan_of(scenario)
    rows = aligned(4)
    first, count = np.int64(0), np.int64(paths)
    draw = partial(draw_only, compiled.layout.seed, first, count, plan, rows)
    draw()
    whole, drawing = best_seconds([on_one_thread(compiled, paths), draw], repeats)
    microseconds = [seconds / paths * 1e6 for seconds in (whole, drawing)]
    detail = (
        f"{microseconds[0]:.2f} against {microseconds[1]:.2f} us a path for"
        f" {numbers} numbers at {len(plan)} addresses"
    )
    print_figure("path against its draws, time on one thread", whole / drawing, "4 or less", detail)


def only_draws(scenario: Scenario, compiled: Compiled, paths: int, threads: int) -> None:
    """Random numbers alone: what two threads can gain on this machine, as busy as it is."""
    plan, _ = plan_of(scenario)

    def make_task() -> Callable[[Block], None]:
        rows = aligned(4)
        return lambda block: draw_only(
            compiled.layout.seed, np.int64(block.first_path), np.int64(block.count), plan, rows
        )

    executor = Serial() if threads == 1 else Threads(threads)
    for _ in executor.map(make_task, blocks(0, paths)):
        pass


def two_threads(scenario: Scenario, compiled: Compiled, paths: int, repeats: int) -> None:
    for name, target, run in (
        ("draws only", "2, if both are free", partial(only_draws, scenario, compiled)),
        ("kernel and counts", "1.85 or more", partial(count_paths, compiled)),
        ("end to end with files", "1.6 or more", partial(run_to_files, scenario)),
    ):
        one, two = best_seconds([partial(run, paths, 1), partial(run, paths, 2)], repeats)
        detail = f"{one:.2f} and {two:.2f} s for {paths:,} paths"
        print_figure(f"two threads against one, {name}", one / two, target, detail)


def fixed(scenario: Scenario) -> dict[str, float]:
    """The median of every uncertain input over the first paths."""
    compiled = compile_scenario(scenario)
    medians = np.median(drawn_inputs(compiled, 0, 4096), axis=1)
    return {one.path: float(value) for one, value in zip(compiled.uncertain, medians, strict=True)}


def narrow(values: dict[str, float], correlated: set[str]) -> Iterator[str]:
    """Each number as a distribution within 1 % of it, of every kind that its field may have."""
    uniform = "{{uniform: [{low}, {high}]}}"
    triangular = "{{triangular: [{low}, {value}, {high}]}}"
    normal = "{{normal: {{mean: {value}, sd: {step}}}, min: {low}, max: {high}}}"
    lognormal = "{{lognormal: {{median: {value}, log_sd: 0.003}}, min: {low}, max: {high}}}"
    kinds = cycle((uniform, triangular, normal, lognormal))
    for (path, value), kind in zip(values.items(), kinds, strict=False):
        law = lognormal if path in correlated else kind
        ends = {"low": 0.99 * value, "high": 1.01 * value, "step": 0.003 * value}
        yield f"{path}={law.format(value=value, **ends)}"


def of_distributions(paths: int, repeats: int) -> None:
    scenario = riskcloud.load(SCENARIO)
    values = fixed(scenario)
    pairs = scenario.market.input_correlation
    correlated = {f"market.{path}" for pair in pairs for path in pair.between}
    constants = [f"{path}={value}" for path, value in values.items()]
    drawn = islice(narrow(values, correlated), UNCERTAIN)
    pair = [
        compile_scenario(riskcloud.load(SCENARIO, words))
        for words in (constants, [*constants, *drawn])
    ]
    assert [len(one.uncertain) for one in pair] == [0, UNCERTAIN]
    plain, uncertain = best_seconds([on_one_thread(one, paths) for one in pair], repeats)
    microseconds = [seconds / paths * 1e6 for seconds in (uncertain, plain)]
    detail = f"{microseconds[0]:.2f} and {microseconds[1]:.2f} us a path on one thread"
    print_figure(
        f"{UNCERTAIN} uncertain inputs against constants, time",
        uncertain / plain,
        "1.1 or less",
        detail,
    )


def main() -> None:
    quick = "--quick" in sys.argv[1:]
    paths, repeats = (QUICK, 2) if quick else (MILLION, 3)
    print_machine("1 and 2 threads")
    scenario = riskcloud.load(SCENARIO)
    compiled = compile_scenario(scenario)
    on_one_thread(compiled, LANES)()  # compiles, or loads from the cache
    count_paths(compiled, LANES, 1)
    against_numpy(compiled, paths, repeats)
    against_draws(scenario, compiled, BLOCK, REPEATS)
    of_distributions(BLOCK, REPEATS)
    two_threads(scenario, compiled, paths, repeats)


if __name__ == "__main__":
    main()
