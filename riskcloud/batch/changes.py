"""What moved between two batches or runs, and what moved it.

From A to B: the model's version, each input changed alone (on A's random numbers, so that
nothing else differs), what the inputs do only together, and other random numbers.  The parts
add up to the move of every figure.
"""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from math import isfinite
from pathlib import Path

from pydantic import ValidationError

from riskcloud.batch.description import NAME, read_description
from riskcloud.batch.differences import Difference, Plain, differences
from riskcloud.batch.table import ALTERNATIVE, rows_of_summary
from riskcloud.batch.track import folder_of
from riskcloud.model.scenario import Scenario
from riskcloud.outcomes import Manifest, RunFolder, RunFolderError
from riskcloud.run import simulate
from riskcloud.run.identity import identity_of

MODEL, INTERACTION, NOISE = "model version", "inputs together", "Monte Carlo noise"

Figures = dict[tuple[str, str], float]
"""By metric and statistic, such as ("project_npv", "q05"); finite ones only."""


@dataclass(frozen=True)
class Move:
    """One figure: before, after, and the parts of the way, by what caused them.

    half_width: of the 95 % interval of the later figure; None without one.
    """

    metric: str
    statistic: str
    before: float
    after: float
    parts: dict[str, float]
    half_width: float | None


@dataclass(frozen=True)
class Changes:
    """The moves of one scenario.

    left_open: metric and statistic of figures that have two answers, as paths without a single
        IRR rank lowest or highest; they are not split.
    only_in: the folder that alone has it.  unsplit: why its moves could not be split.
    """

    scenario: str
    moves: tuple[Move, ...] = ()
    left_open: tuple[tuple[str, str], ...] = ()
    only_in: str = ""
    unsplit: str = ""


def changes(before: Path, after: Path, threads: int | None = None) -> Iterator[Changes]:
    """The changes of every scenario of both folders, one after another; then those of one.

    Simulates each input that differs, with as many paths as the earlier run.
    Raises RunFolderError for a folder that is neither a batch nor a run.
    """
    if not (before / NAME).exists() and not (after / NAME).exists():
        RunFolder(before)  # refused here, and not as a scenario that cannot be split
        name = RunFolder(after).manifest.scenario["name"]
        yield _between(name, before, after, threads)
        return
    ours, theirs = _names(before), _names(after)
    for name in ours:
        if name in theirs:
            yield _between(name, folder_of(before, name), folder_of(after, name), threads)
    for names, others, folder in ((ours, theirs, before), (theirs, ours, after)):
        yield from (Changes(name, only_in=str(folder)) for name in names if name not in others)


def _names(batch: Path) -> list[str]:
    return [one["name"] for one in read_description(batch)["scenarios"]]


def _between(name: str, before: Path, after: Path, threads: int | None) -> Changes:
    try:
        return _changes(name, _Run(before), _Run(after), threads)
    except (RunFolderError, ValidationError) as error:
        return Changes(name, unsplit=" ".join(str(error).split()))


class _Run:
    """A stored run: what it was, and its figures."""

    def __init__(self, root: Path) -> None:
        run = RunFolder(root)
        self.manifest: Manifest = run.manifest
        self.summary = run.read_summary()
        self.figures = _figures(self.summary)
        self.seed, self.paths = self.manifest.identity.seed, self.manifest.paths
        # As it was, with the horizon written out: it follows from inputs that may change.
        document: Plain = dict(self.manifest.scenario)
        self.document = document | {
            "run": document["run"] | self.manifest.identity.scenario["run"] | self._settings
        }

    @property
    def _settings(self) -> Plain:
        return {"paths": self.paths, "seed": self.seed}

    @property
    def is_current(self) -> bool:
        """Whether this version of riskcloud gives the paths that are stored."""
        scenario = Scenario.model_validate(self.document)
        return identity_of(scenario, self.seed).digest == self.manifest.identity.digest


@dataclass(frozen=True)
class _Simulator:
    """Figures of scenarios under one seed and number of paths."""

    seed: int
    paths: int
    threads: int | None

    def figures(self, document: Plain) -> Figures:
        scenario = Scenario.model_validate(document)
        with tempfile.TemporaryDirectory(prefix="riskcloud-changes-") as folder:
            result = simulate(scenario, self.paths, self.seed, self.threads, Path(folder) / "run")
            return _figures(result.summary.as_json())


def _changes(name: str, a: _Run, b: _Run, threads: int | None) -> Changes:
    on_a = _Simulator(a.seed, a.paths, threads)
    start = a.figures if a.is_current else on_a.figures(a.document)
    goal = b.document | {"run": b.document["run"] | {"paths": a.paths, "seed": a.seed}}
    inputs = [
        (one.name, on_a.figures(one.applied(a.document))) for one in _inputs(a.document, goal)
    ]
    end = b.figures if b.is_current else _Simulator(b.seed, b.paths, threads).figures(b.document)
    if not inputs:
        together = start
    elif len(inputs) == 1:
        together = inputs[0][1]
    else:
        together = on_a.figures(goal)
    moves = _moves(a.figures, start, dict(inputs), together, end, b)
    return Changes(name, tuple(moves), tuple(_left_open(a.summary) | _left_open(b.summary)))


def _moves(
    before: Figures,
    start: Figures,
    inputs: dict[str, Figures],
    together: Figures,
    end: Figures,
    b: _Run,
) -> Iterator[Move]:
    """The way of every figure that all these worlds have."""
    halves = _half_widths(b.summary)
    worlds = [start, *inputs.values(), together, end, b.figures]
    for key in before:
        if not all(key in figures for figures in worlds):
            continue
        parts = {cause: figures[key] - start[key] for cause, figures in inputs.items()}
        parts[INTERACTION] = together[key] - start[key] - sum(parts.values())
        parts[NOISE] = end[key] - together[key]
        parts[MODEL] = start[key] - before[key] + b.figures[key] - end[key]
        yield Move(*key, before[key], b.figures[key], parts, halves[key])


def _inputs(here: Plain, there: Plain) -> list[Difference]:
    """Differences that change a path: names, sources and comments do not."""
    base = identity_of(Scenario.model_validate(here), 0).digest
    return [
        one
        for one in differences(here, there)
        if identity_of(Scenario.model_validate(one.applied(here)), 0).digest != base
    ]


def _rows(summary: Plain) -> Iterator[tuple[tuple[str, str], Plain]]:
    for row in rows_of_summary(summary):
        for name in row:
            if f"{name}_low" in row:
                yield (row["metric"], name), row


def _figures(summary: Plain) -> Figures:
    found = {key: row[key[1]] for key, row in _rows(summary) if not _is_open(key, row)}
    return {key: value for key, value in found.items() if value is not None and isfinite(value)}


def _left_open(summary: Plain) -> dict[tuple[str, str], None]:
    return dict.fromkeys(key for key, row in _rows(summary) if _is_open(key, row))


def _is_open(key: tuple[str, str], row: Plain) -> bool:
    return row[f"{key[1]}{ALTERNATIVE}"] is not None


def _half_widths(summary: Plain) -> dict[tuple[str, str], float | None]:
    ends = {key: (row[f"{key[1]}_low"], row[f"{key[1]}_high"]) for key, row in _rows(summary)}
    return {
        key: None if low is None or high is None else (high - low) / 2.0
        for key, (low, high) in ends.items()
    }
