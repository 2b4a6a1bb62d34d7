"""Run a scenario: blocks that are not yet on disk, then the summary of all."""

import logging
import re
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, closing, nullcontext
from pathlib import Path

from riskcloud.compilation import Compiled, compile_scenario
from riskcloud.engine import Block, Serial, Task, Threads
from riskcloud.model.scenario import Scenario
from riskcloud.outcomes import Identity, OwnedRunFolder, claim
from riskcloud.run.block_task import block_task
from riskcloud.run.host import has_fma, refuse_too_many
from riskcloud.run.job import Job, job_of
from riskcloud.run.keep_inputs import write_inputs
from riskcloud.run.progress import Progress, Report
from riskcloud.run.reading_back import count_stored
from riskcloud.run.result import Result
from riskcloud.run.shaping import shapes
from riskcloud.run.summarise import summarise
from riskcloud.run.tally import Tally
from riskcloud.run.warming import compile_if_needed

_log = logging.getLogger(__name__)

RUNS = Path("runs")

_FREE = nullcontext()


def simulate(
    scenario: Scenario,
    paths: int | None = None,
    seed: int | None = None,
    threads: int | None = None,
    out: str | Path | None = None,
    progress: Report | None = None,
    keep_inputs: bool = False,
    turn: AbstractContextManager[object] = _FREE,
) -> Result:
    """Simulate a scenario into a run folder; resumes a run that was stopped.

    paths, seed: those of the scenario unless given.
    threads: all CPUs that the process may use unless given.
    out: the run folder, ``runs/<scenario name>-<digest>`` unless given.
    progress: called after every block.
    keep_inputs: also store the uncertain inputs drawn on each path, in ``inputs/``.
    turn: held while paths are simulated; runs that share a lock do so one after the other.
    Raises RunRefusedError for what cannot be run, RunFolderError for a folder that holds
    something else.
    """
    job = job_of(scenario, paths, seed, threads)
    folder = Path(out) if out is not None else default_folder(job.scenario, job.identity)
    refuse_too_many(job.paths, folder)
    if not has_fma():
        _log.warning("this CPU has no fused multiply-add: slower, same numbers")
    start = time.perf_counter()
    compiled = compile_scenario(job.scenario)
    compile_if_needed()
    with claim(folder, job.manifest({})) as owned:
        return _run(job, compiled, owned, start, progress, keep_inputs, turn)


def default_folder(scenario: Scenario, identity: Identity) -> Path:
    """``runs/<scenario name>-<first 8 of the digest>`` below the working folder."""
    slug = re.sub(r"[^a-z0-9]+", "-", scenario.name.lower()).strip("-") or "scenario"
    return RUNS / f"{slug}-{identity.digest[:8]}"


def _run(
    job: Job,
    compiled: Compiled,
    owned: OwnedRunFolder,
    start: float,
    progress: Report | None,
    keep_inputs: bool,
    turn: AbstractContextManager[object],
) -> Result:
    wanted = job.blocks()
    todo = owned.unfinished(wanted)
    tally = Tally()
    missing = {block.first_path for block in todo}
    done = [block for block in wanted if block.first_path not in missing]
    count_stored(owned.parts, done, tally)
    compiled_at = time.perf_counter()
    make_task = block_task(compiled, owned.parts, tally)
    with turn:
        kernel_seconds = _simulate(job, owned, todo, make_task, progress)
    simulated_at = time.perf_counter()
    if keep_inputs:
        write_inputs(compiled, owned, wanted)
    summary = summarise(job.scenario.name, job.identity, compiled, owned.parts, wanted, tally)
    owned.write_summary(summary.as_json())
    timings = {
        "prepare": compiled_at - start,
        "simulate": simulated_at - compiled_at,
        "kernel": kernel_seconds,
        "summarise": time.perf_counter() - simulated_at,
    }
    owned.write_manifest(job.manifest(timings))
    return Result(owned.root, job.scenario, compiled, summary, shapes(tally, compiled))


def _simulate(
    job: Job,
    owned: OwnedRunFolder,
    todo: Sequence[Block],
    make_task: Callable[[], Task[float]],
    progress: Report | None,
) -> float:
    """Run the blocks; returns the seconds spent in the kernel, all threads together."""
    executor = Threads(job.threads) if job.threads > 1 else Serial()
    total = len(job.blocks())
    waiting = sum(block.count for block in todo)
    start = time.perf_counter()
    kernel_seconds, computed = 0.0, 0
    results = executor.map(make_task, todo)
    with closing(results):
        for number, (block, seconds) in enumerate(zip(todo, results, strict=True), start=1):
            kernel_seconds += seconds
            computed += block.count
            owned.keep_alive()
            if progress:
                progress(
                    Progress(
                        done=total - len(todo) + number,
                        blocks=total,
                        paths_done=job.paths - waiting + computed,
                        paths=job.paths,
                        computed=computed,
                        seconds=time.perf_counter() - start,
                    )
                )
    return kernel_seconds
