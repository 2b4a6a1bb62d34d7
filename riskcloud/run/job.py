"""A run as it was asked for: settings filled in and refused where they cannot be met."""

from dataclasses import dataclass

from riskcloud.engine import Block, available_cpus, blocks
from riskcloud.model.scenario import Scenario
from riskcloud.outcomes import Identity, Manifest
from riskcloud.run.errors import RunRefusedError
from riskcloud.run.host import host, packages
from riskcloud.run.identity import identity_of, scenario_document


@dataclass(frozen=True)
class Job:
    """A scenario with its settings; ``threads`` is for the manifest and changes no number.

    Plain values only, so it travels to any worker.
    """

    scenario: Scenario
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


def job_of(
    scenario: Scenario,
    paths: int | None = None,
    seed: int | None = None,
    threads: int | None = None,
) -> Job:
    """The job; what is None is the scenario's own, and all CPUs.  Raises RunRefusedError."""
    scenario = _with_settings(scenario, paths, seed)
    workers = _at_least_one("threads", available_cpus() if threads is None else threads)
    identity = identity_of(scenario, scenario.run.seed)
    return Job(scenario, identity, scenario.run.paths, workers)


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
