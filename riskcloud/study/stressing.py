"""A figure of a scenario under each stress by itself, and under all of them together."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from fnmatch import fnmatchcase
from pathlib import Path

from riskcloud.engine import available_cpus
from riskcloud.model.scenario import Scenario
from riskcloud.risk.contrast import Measured, contrast
from riskcloud.risk.results import Estimate
from riskcloud.risk.waterfall import Step, Waterfall
from riskcloud.run.errors import RunRefusedError
from riskcloud.run.warming import compile_if_needed
from riskcloud.study.overlay import Override, Stress, placed, read_stress
from riskcloud.study.statistics import Trial
from riskcloud.study.variation import varied

STRESSES = Path("configs/stresses")
"""Where stresses are looked for, beside the current folder."""


def stress(
    scenario: Scenario,
    trial: Trial,
    files: Sequence[str | Path] = (),
    threads: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Waterfall:
    """A figure of the scenario from its base through every stress to all of them.

    files: stress overlays, in the order in which all of them are laid on; those of
    ``configs/stresses`` unless given.  threads: all CPUs unless given.
    progress: called with scenarios done and scenarios in all.
    Raises ScenarioError for a bad overlay, RunRefusedError without any.
    """
    compile_if_needed()
    stresses = _read(files)
    singles = [_under(scenario, one.overrides(scenario)) for one in stresses.values()]
    all_of_them, overruled = _laid_on(scenario, stresses)
    scenarios = [scenario, *singles, all_of_them]
    found = []
    with ThreadPoolExecutor(threads or available_cpus()) as pool:
        for done, measured in enumerate(pool.map(trial.of, scenarios), start=1):
            found.append(measured)
            if progress:
                progress(done, len(scenarios))
    base, *alone, together = found
    steps = tuple(
        Step(name, one.overlay.meaning, there.both, _change(there, base))
        for (name, one), there in zip(stresses.items(), alone, strict=True)
    )
    return Waterfall(
        trial.asked_of(scenario),
        base.both,
        steps,
        together.both,
        _change(together, base),
        _interaction(base, alone, together),
        tuple(overruled),
    )


def _read(files: Sequence[str | Path]) -> dict[str, Stress]:
    places = [Path(file) for file in files] or sorted(STRESSES.glob("*.yaml"))
    if not places:
        raise RunRefusedError(f"stresses: found none in {STRESSES}, expected --stress FILE")
    found: dict[str, Stress] = {}
    for place in places:
        if place.stem in found:
            raise RunRefusedError(f'stresses: found two named "{place.stem}", expected one of each')
        found[place.stem] = read_stress(place, str(place))
    return found


def _under(scenario: Scenario, overrides: Sequence[Override]) -> Scenario:
    with placed(overrides):
        return varied(scenario, [override.text for override in overrides])


def _laid_on(scenario: Scenario, stresses: dict[str, Stress]) -> tuple[Scenario, list[str]]:
    """The scenario under all stresses, and what a later one has set anew."""
    last: dict[str, str] = {}
    overruled = []
    for name, one in stresses.items():
        overrides = one.overrides(scenario)
        for path in (override.text.partition("=")[0] for override in overrides):
            is_set = any(fnmatchcase(path, pattern) for pattern in one.overlay.set)
            if path in last and is_set:
                overruled.append(f"{path}: {name} overrules {last[path]}")
            last[path] = name
        scenario = _under(scenario, overrides)
    return scenario, overruled


def _change(there: Measured, base: Measured) -> Estimate | None:
    return contrast("change", [(1.0, there), (-1.0, base)])


def _interaction(base: Measured, alone: Sequence[Measured], together: Measured) -> Estimate | None:
    """(all - base) less the sum of (each - base), as one sum, so that it has one interval."""
    weights = [(1.0, together), (len(alone) - 1.0, base), *((-1.0, one) for one in alone)]
    return contrast("interaction", weights)
