"""Run a scenario: blocks that are not yet on disk, then the summary of all."""

import logging
import re
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from riskcloud.compilation import Compiled, compile_scenario
from riskcloud.engine import Block, Serial, Threads, available_cpus, blocks
from riskcloud.model.scenario import Scenario
from riskcloud.outcomes import Identity, Manifest, OwnedRunFolder, claim
from riskcloud.run.block_task import block_task
from riskcloud.run.errors import RunRefusedError
from riskcloud.run.host import has_fma, host, packages, refuse_too_many
from riskcloud.run.identity import identity_of, scenario_document
from riskcloud.run.keep_inputs import write_inputs
from riskcloud.run.progress import Progress, Report
from riskcloud.run.reading_back import stored_columns
from riskcloud.run.result import Result
from riskcloud.run.shaping import shapes
from riskcloud.run.summarise import summarise
from riskcloud.run.tally import Tally
from riskcloud.run.warming import compile_if_needed

_log = logging.getLogger(__name__)

RUNS = Path("runs")


@dataclass(frozen=True)
class _Job:
    """A run as it was asked for, settings filled in."""

    scenario: Scenario
    compiled: Compiled
    identity: Identity
    paths: int
    threads: int

    def blocks(self) -> list[Block]:
        return list(blocks(0, self.paths))

    def manifest(self, timings: dict[str, float]) -> Manifest:
        return Manifest(
            identity=self.identity,
            scenario=scenario_document(self.scenario),
            paths=self.paths,
            packages=packages(),
            timings=timings,
            host=host(self.threads),
        )


def simulate(
    scenario: Scenario,
    paths: int | None = None,
    seed: int | None = None,
    threads: int | None = None,
    out: str | Path | None = None,
    progress: Report | None = None,
    keep_inputs: bool = False,
) -> Result:
    """Simulate a scenario into a run folder; resumes a run that was stopped.

    paths, seed: those of the scenario unless given.
    threads: all CPUs that the process may use unless given.
    out: the run folder, ``runs/<scenario name>-<digest>`` unless given.
    progress: called after every block.
    keep_inputs: also store the uncertain inputs drawn on each path, in ``inputs/``.
    Raises RunRefusedError for what cannot be run, RunFolderError for a folder that holds
    something else.
    """
    scenario = _with_settings(scenario, paths, seed)
    workers = _at_least_one("threads", available_cpus() if threads is None else threads)
    identity = identity_of(scenario, scenario.run.seed)
    folder = Path(out) if out is not None else default_folder(scenario, identity)
    refuse_too_many(scenario.run.paths, folder)
    if not has_fma():
        _log.warning("this CPU has no fused multiply-add: slower, same numbers")
    start = time.perf_counter()
    compiled = compile_scenario(scenario)
    compile_if_needed()
    job = _Job(scenario, compiled, identity, scenario.run.paths, workers)
    with claim(folder, job.manifest({})) as owned:
        return _run(job, owned, start, progress, keep_inputs)


def default_folder(scenario: Scenario, identity: Identity) -> Path:
    """``runs/<scenario name>-<first 8 of the digest>`` below the working folder."""
    slug = re.sub(r"[^a-z0-9]+", "-", scenario.name.lower()).strip("-") or "scenario"
    return RUNS / f"{slug}-{identity.digest[:8]}"


def _with_settings(scenario: Scenario, paths: int | None, seed: int | None) -> Scenario:
    given = {"paths": paths, "seed": seed}
    changed = {name: value for name, value in given.items() if value is not None}
    _at_least_one("paths", scenario.run.paths if paths is None else paths)
    if seed is not None and not 0 <= seed < 2**64:
        raise RunRefusedError(f"seed: found {seed}, expected 0 to 2^64 - 1")
    run = scenario.run.model_copy(update=changed)
    return scenario.model_copy(update={"run": run})


def _at_least_one(name: str, value: int) -> int:
    if value < 1:
        raise RunRefusedError(f"{name}: found {value}, expected 1 or more")
    return value


def _run(
    job: _Job, owned: OwnedRunFolder, start: float, progress: Report | None, keep_inputs: bool
) -> Result:
    wanted = job.blocks()
    todo = owned.unfinished(wanted)
    tally = Tally()
    missing = {block.first_path for block in todo}
    done = [block for block in wanted if block.first_path not in missing]
    for block, columns in stored_columns(owned.parts, done):
        tally.add(columns, block.count)
    compiled_at = time.perf_counter()
    kernel_seconds = _simulate(job, owned, todo, tally, progress)
    simulated_at = time.perf_counter()
    if keep_inputs:
        write_inputs(job.compiled, owned, wanted)
    summary = summarise(job.scenario.name, job.identity, job.compiled, owned.parts, wanted, tally)
    owned.write_summary(summary.as_json())
    timings = {
        "prepare": compiled_at - start,
        "simulate": simulated_at - compiled_at,
        "kernel": kernel_seconds,
        "summarise": time.perf_counter() - simulated_at,
    }
    owned.write_manifest(job.manifest(timings))
    return Result(owned.root, job.scenario, job.compiled, summary, shapes(tally, job.compiled))


def _simulate(
    job: _Job, owned: OwnedRunFolder, todo: Sequence[Block], tally: Tally, progress: Report | None
) -> float:
    """Run the blocks; returns the seconds spent in the kernel, all threads together."""
    executor = Threads(job.threads) if job.threads > 1 else Serial()
    total = len(job.blocks())
    waiting = sum(block.count for block in todo)
    start = time.perf_counter()
    kernel_seconds, computed = 0.0, 0
    results = executor.map(block_task(job.compiled, owned.parts, tally), todo)
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
