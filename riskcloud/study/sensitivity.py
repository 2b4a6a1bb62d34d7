"""Sensitivity, one at a time: a figure with each lever low and high, others held."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor

from riskcloud.engine import available_cpus
from riskcloud.model.reading import ScenarioError
from riskcloud.model.scenario import Scenario
from riskcloud.risk.contrast import Measured, contrast
from riskcloud.risk.tornado import End, Swing, Tornado
from riskcloud.run.warming import compile_if_needed
from riskcloud.study.ranges import Sweep, sweeps_of
from riskcloud.study.statistics import Trial
from riskcloud.study.variation import varied


def sensitivity(
    scenario: Scenario,
    trial: Trial,
    over: Mapping[str, tuple[float, float] | None] | None = None,
    threads: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Tornado:
    """A figure of the scenario with each lever at a low and a high value.

    over: further fields, or other ranges, as for `sweeps_of`.  threads: all CPUs unless given.
    progress: called with levers done and levers in all.
    A lever that is uncertain in the scenario is a constant at both ends: what its spread does
    to the figure goes too.  Every value is simulated on the same paths, and differences have
    the interval of pairs.
    """
    compile_if_needed()
    sweeps = sweeps_of(scenario, trial.statistic.hurdle, over or {})
    now = trial.of(scenario)
    found = []
    with ThreadPoolExecutor(threads or available_cpus()) as pool:
        swings = pool.map(lambda sweep: _swing(scenario, trial, sweep, now), sweeps)
        for done, swing in enumerate(swings, start=1):
            found.append(swing)
            if progress:
                progress(done, len(sweeps))
    found.sort(key=lambda swing: -swing.width)
    return Tornado(trial.asked_of(scenario), now.both, tuple(found))


def _swing(scenario: Scenario, trial: Trial, sweep: Sweep, now: Measured) -> Swing:
    lever, refused = sweep.lever, list[str]()

    def end(value: float) -> End | None:
        at = float(round(value)) if lever.is_whole else value
        try:
            there = trial.of(varied(scenario, lever.overrides(at)))
        except ScenarioError as error:
            refused.append(f"{at:.4g}: {error.lines[0]}")
            return None
        return End(at, there.both, contrast("change", [(1.0, there), (-1.0, now)]))

    low, high = end(lever.low), end(lever.high)
    return Swing(
        lever.key, lever.label, lever.unit, sweep.basis, lever.now, low, high, tuple(refused)
    )
