"""What flips the verdict: values of a lever at which a probability crosses a target."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from typing import Any

from riskcloud.engine import available_cpus
from riskcloud.model.reading import ScenarioError
from riskcloud.model.scenario import Scenario
from riskcloud.risk.results import Estimate
from riskcloud.run.errors import RunRefusedError
from riskcloud.run.identity import identity_of
from riskcloud.run.versions import RESULTS_VERSION
from riskcloud.run.warming import compile_if_needed
from riskcloud.study.crossing import Crossing, Point, Search, crossings, scan
from riskcloud.study.levers import Lever, levers_of
from riskcloud.study.variation import MEASURES, Measure, check_paths, seeded, share_of_paths, varied

GRID = 9
_MOST_VALUES = 1000
"""Of a grid: each is a simulation of its own."""
TOLERANCE = 1.0 / 512
"""Of a lever's range."""


@dataclass(frozen=True)
class Question:
    """What is asked of a scenario.

    measure: the probability.  target: its level.  paths, seed: the common random numbers.
    grid: points that are looked at first.  tolerance: of the range, of the last bracket.
    """

    measure: Measure
    target: float = 0.5
    paths: int = 20_000
    seed: int = 1
    grid: int = GRID
    tolerance: float = TOLERANCE


@dataclass(frozen=True)
class Curve:
    """The answer for one lever.

    points: all that was looked at, by value.  crossings: none, one or several.
    refused: values that the scenario does not take, with the reason.
    """

    lever: Lever
    target: float
    points: tuple[Point, ...]
    crossings: tuple[Crossing, ...]
    refused: tuple[tuple[float, str], ...]

    @property
    def crossing_values(self) -> tuple[float, ...]:
        return tuple(crossing.value for crossing in self.crossings)

    @property
    def axis(self) -> str:
        """Label of an axis with the lever on it."""
        unit = "" if self.lever.unit == "1" else f" ({self.lever.unit})"
        return self.lever.label + unit

    @property
    def now(self) -> float | None:
        return self.lever.now

    def _shown(self, crossing: Crossing) -> str:
        if self.lever.is_whole:
            return f"between {crossing.before.value:.0f} and {crossing.after.value:.0f}"
        return f"{crossing.value:.4g}"

    @property
    def key(self) -> str:
        return self.lever.key

    @property
    def words(self) -> str:
        """The answer with the lever's name."""
        return f"{self.lever.label}: {self.headline}"

    @property
    def headline(self) -> str:
        """The answer where the lever is named already, as on an axis."""
        return f"break-even {self.answer}" if self.crossings else self.answer

    @property
    def answer(self) -> str:
        """The answer in words."""
        if not self.points:
            return "no value in the range is allowed"
        if self.crossings:
            return ", ".join(self._shown(crossing) for crossing in self.crossings)
        above = self.points[0].metric.value >= self.target
        ends = f"{self.points[0].value:.4g} to {self.points[-1].value:.4g}"
        return f"no value from {ends} does it: always {'above' if above else 'below'} the target"


@dataclass(frozen=True)
class BreakEven:
    """Answers for all levers of a scenario.

    digest: of the scenario under the question's seed, as a run of it has.
    now: the measure as the scenario stands.
    """

    scenario: str
    digest: str
    question: Question
    now: Estimate
    curves: tuple[Curve, ...]

    @property
    def title(self) -> str:
        """What is measured, of which scenario."""
        return f"{self.question.measure.label}: {self.scenario}"

    def as_json(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return {
            "scenario": self.scenario,
            "digest": self.digest,
            "results_version": RESULTS_VERSION,
            "question": asdict(self.question),
            "now": asdict(self.now),
            "levers": [asdict(curve) for curve in self.curves],
        }


def breakeven(
    scenario: Scenario,
    question: Question,
    levers: Sequence[Lever] | None = None,
    threads: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> BreakEven:
    """Values of each lever, others held, at which the measure crosses the target.

    levers: those of `levers_of` unless given.  threads: all CPUs unless given; levers share
    them.  progress: called with levers done and levers in all.
    Every value is simulated on the same paths, so a curve has no noise of its own; its
    interval is that of a finite number of paths.
    """
    _check(question)
    compile_if_needed()
    asked = seeded(scenario, question.seed)
    chosen = list(levers_of(asked, question.measure.hurdle).values()) if levers is None else levers
    now = share_of_paths(asked, question.measure, question.paths)
    done, lock = [0], threading.Lock()

    def answer(lever: Lever) -> Curve:
        curve = _curve(asked, question, lever)
        with lock:
            done[0] += 1
            if progress:
                progress(done[0], len(chosen))
        return curve

    with ThreadPoolExecutor(threads or available_cpus()) as pool:
        curves = tuple(pool.map(answer, chosen))
    digest = identity_of(asked, question.seed).digest
    return BreakEven(scenario.name, digest, question, now, curves)


def question_of(key: str, **settings: Any) -> Question:
    """A question about a measure by its key.  Raises RunRefusedError for an unknown one."""
    if key not in MEASURES:
        raise RunRefusedError(f'metric: found "{key}", expected one of {", ".join(MEASURES)}')
    return Question(MEASURES[key], **settings)


def _check(question: Question) -> None:
    if not 0.0 < question.target < 1.0:
        raise RunRefusedError(f"target: found {question.target:g}, expected between 0 and 1")
    check_paths(question.paths)
    if not 2 <= question.grid <= _MOST_VALUES:
        raise RunRefusedError(f"grid: found {question.grid}, expected 2 to {_MOST_VALUES:,}")


def _curve(scenario: Scenario, question: Question, lever: Lever) -> Curve:
    refused: list[tuple[float, str]] = []

    def metric(value: float) -> Estimate | None:
        try:
            changed = varied(scenario, lever.overrides(value))
        except ScenarioError as error:
            refused.append((value, error.lines[0]))
            return None
        return share_of_paths(changed, question.measure, question.paths)

    points = scan(metric, lever.grid(question.grid))
    tolerance = question.tolerance * (lever.high - lever.low)
    search = Search(question.target, tolerance, lever.is_whole)
    found, seen = [], list(points)
    for crossing, looked_at in crossings(metric, points, search):
        found.append(crossing)
        seen += looked_at
    seen.sort(key=lambda point: point.value)
    return Curve(lever, question.target, tuple(seen), tuple(found), tuple(refused))
